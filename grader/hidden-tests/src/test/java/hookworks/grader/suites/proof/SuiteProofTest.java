package hookworks.grader.suites.proof;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.exercises.CourseSection;
import hookworks.grader.suites.Suites;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With few seeds: {@code ./hookworks course check} takes twenty. */
@DisplayName("Each hidden suite")
final class SuiteProofTest {
    private static final Suites SUITES = Suites.ofCourse();
    private static final int FEWEST_MUTANTS = 10;

    private final SuiteProof proof = new SuiteProof(SUITES, List.of(1L, 2L, 3L));

    static Stream<String> exercises() {
        return SUITES.exercises().stream();
    }

    @Test
    @DisplayName("belongs to one exercise, and every exercise has one")
    void oneSuitePerExercise() {
        var exercises = Arrays.stream(CourseSection.values())
                .flatMap(section -> section.exercises().stream())
                .toList();

        assertThat(exercises).isNotEmpty();
        assertThat(SUITES.exercises()).containsExactlyInAnyOrderElementsOf(exercises);
    }

    @ParameterizedTest
    @MethodSource("exercises")
    @DisplayName("passes the reference by far, and neither stubs, nor mutants, nor answers made without thinking")
    void isWorthSomething(String exercise) {
        ExerciseProof found = proof.of(exercise);

        assertThat(found.gaps()).isEmpty();
        assertThat(found.borderline()).isEmpty();
        assertThat(found.referenceFull()).isTrue();
        assertThat(found.killed()).isEqualTo(found.mutants()).isGreaterThanOrEqualTo(FEWEST_MUTANTS);
        assertThat(found.behaviours()).isPositive();
        assertThat(found.templatePoints()).isZero();
        assertThat(found.cheatsPassed()).isZero();
    }
}
