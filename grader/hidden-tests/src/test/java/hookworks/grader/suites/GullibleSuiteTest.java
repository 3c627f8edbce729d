package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.suites.proof.ExerciseProof;
import hookworks.grader.suites.proof.Gap;
import hookworks.grader.suites.proof.SuiteProof;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A proof of a suite that believes anything")
final class GullibleSuiteTest {
    private final ExerciseProof found = new SuiteProof(
                    Suites.below("hookworks.grader.gulliblesuites"),
                    LongStream.rangeClosed(1, 12).boxed().toList())
            .of("induction-score-hook");

    @Test
    @DisplayName("names every kind of gap, with the seed under which it shows")
    void gaps() {
        assertThat(found.gaps())
                .extracting(Gap::kind)
                .contains(
                        Gap.Kind.REFERENCE_FAILED,
                        Gap.Kind.TEMPLATE_SCORED,
                        Gap.Kind.VERDICT_SHARED,
                        Gap.Kind.MUTANT_SURVIVED,
                        Gap.Kind.CHEAT_PASSED);
        assertThat(found.gaps())
                .filteredOn(gap -> gap.kind() == Gap.Kind.MUTANT_SURVIVED)
                .allSatisfy(gap -> assertThat(gap.toString())
                        .startsWith("a wrong solution passes (says anything at all, seed ")
                        .endsWith("it passes every check"));
    }

    @Test
    @DisplayName("counts what was not told apart")
    void counts() {
        assertThat(found.behaviours()).isEqualTo(2);
        assertThat(found.referenceFull()).isFalse();
        assertThat(found.mutants()).isEqualTo(1);
        assertThat(found.killed()).isZero();
        assertThat(found.templatePoints()).isEqualTo(1);
        assertThat(found.cheatsPassed()).isPositive();
    }
}
