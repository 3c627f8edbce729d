package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hookworks.exercises.CourseSection;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The source of a solution")
class SolutionSourceTest {
    static Stream<String> exercises() {
        return Arrays.stream(CourseSection.values()).flatMap(section -> section.exercises().stream());
    }

    @ParameterizedTest
    @MethodSource("exercises")
    @DisplayName("is the exercise's method, whole, without indentation")
    void method(String exercise) {
        String name = CourseSection.withExercise(exercise)
                .flatMap(section -> section.method(exercise))
                .orElseThrow()
                .getName();

        assertThat(SolutionSource.of(exercise))
                .contains("@Override\npublic ", name + "(")
                .endsWith("}")
                .doesNotContain("package ", "hookworks.solutions", "class Reference");
    }

    @Test
    @DisplayName("has the helpers that the method uses, with their comments, and no other method")
    void helpers() {
        assertThat(SolutionSource.of("induction-score-hook"))
                .contains(
                        "/** The diagonal from query S - 1",
                        "private static NDArray stripe(NDArray pattern) {\n    long length")
                .startsWith("@Override\npublic NDArray inductionScoreHook(");
        assertThat(SolutionSource.of("correct-predictions")).doesNotContain("inductionScoreHook");
    }

    @Test
    @DisplayName("is not there for an exercise that the course does not have")
    void unknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SolutionSource.of("no-such"))
                .withMessageContaining("'no-such'");
    }
}
