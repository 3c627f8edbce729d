package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.LowRank;
import hookworks.exercises.ReverseEngineering;
import hookworks.exercises.Svd;
import hookworks.lens.factored.FactoredMatrix;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The suite of factored-matrix")
final class FactoredMatrixAnswersTest {
    /** Right, and different from the reference in everything that is free. */
    private static final class Other implements ReverseEngineering {
        @Override
        public LowRank lowRank(NDArray a, NDArray b, NDArray c) {
            var found = FactoredMatrix.of(a, c).svd();
            NDArray sign = found.s()
                    .getManager()
                    .arange((int) found.s().size())
                    .mod(2)
                    .mul(2)
                    .sub(1);
            return new LowRank(
                    b.matMul(a).diagonal().sum().getFloat(),
                    a.transpose().matMul(b.transpose()),
                    new Svd(found.u().mul(sign), found.s(), found.vh().mul(sign)));
        }
    }

    @Test
    @DisplayName("accepts any matrix with the eigenvalues of AB, and singular vectors of either sign")
    void acceptsOtherForms() {
        var listener = new RecordingListener();
        try (var subject = InProcessSubject.of(new Other())) {
            for (long seed = 1; seed <= 5; seed++) {
                new SuiteLauncher(Suites.ofCourse()).launch(List.of("factored-matrix"), subject, seed, listener);
            }
        }

        assertThat(listener.findings()).isNotEmpty();
        assertThat(listener.problems()).isEmpty();
    }
}
