package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.suites.proof.Borderline;
import hookworks.grader.suites.proof.SuiteProof;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A proof of a suite that decides by a hair")
final class NarrowSuiteTest {
    @Test
    @DisplayName("names each check of the reference and each rejection that rounding might turn, and no other")
    void names() {
        var found =
                new SuiteProof(Suites.below("hookworks.grader.narrowsuites"), List.of(4L)).of("induction-score-hook");

        assertThat(found.referenceFull()).isTrue();
        assertThat(found.killed()).isEqualTo(2);
        assertThat(found.holds()).isFalse();
        assertThat(found.borderline())
                .extracting(Borderline::toString)
                .containsExactly(
                        "borderline (reference, 'answers what is nearly right', seed 4): within ten times of the tolerance:"
                                + " the largest difference of scores was 5.0e-05, allowed 0.00010, a ratio of 0.50",
                        "borderline (reference, rounded otherwise, 'answers what is nearly right', seed 4): within ten times of the tolerance:"
                                + " the largest difference of scores was 5.0e-05, allowed 0.00010, a ratio of 0.50",
                        "borderline (is two tolerances off, 'answers what is nearly right', seed 4): within ten times of the"
                                + " tolerance: the largest difference of scores was 0.00020, allowed 0.00010, a ratio of 2.0");
    }
}
