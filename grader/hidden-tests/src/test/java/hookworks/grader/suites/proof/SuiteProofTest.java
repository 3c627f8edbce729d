package hookworks.grader.suites.proof;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.suites.Suites;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Each hidden suite")
final class SuiteProofTest {
    private static final Suites SUITES = Suites.ofCourse();
    private static final int FEWEST_MUTANTS = 4;

    private final SuiteProof proof = new SuiteProof(SUITES, List.of(1L, 2L, 3L));

    static Stream<String> exercises() {
        return SUITES.exercises().stream();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    @DisplayName("passes the reference, and neither stubs, nor mutants, nor answers made without thinking")
    void isWorthSomething(String exercise) {
        ExerciseProof found = proof.of(exercise);

        assertThat(found.gaps()).isEmpty();
        assertThat(found.referenceFull()).isTrue();
        assertThat(found.killed()).isEqualTo(found.mutants()).isGreaterThanOrEqualTo(FEWEST_MUTANTS);
        assertThat(found.behaviours()).isPositive();
        assertThat(found.templatePoints()).isZero();
        assertThat(found.cheatsPassed()).isZero();
    }
}
