package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.SeededModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeededModelTest {
    private static HookedTransformer load(double scale, long seed) {
        return HookedTransformer.seeded(new SeededModel(SmallModel.CONFIG, scale, seed), Device.cpu());
    }

    @Test
    @DisplayName("the same seed makes the same model, another seed another")
    void deterministic() {
        try (var one = load(0.4, 7);
                var same = load(0.4, 7);
                var other = load(0.4, 8)) {
            assertThat(same.wQ()).isEqualTo(one.wQ());
            assertThat(same.wU()).isEqualTo(one.wU());
            assertThat(other.wQ()).isNotEqualTo(one.wQ());
            assertThat(one.name()).contains(new SeededModel(SmallModel.CONFIG, 0.4, 7));
        }
    }

    @Test
    @DisplayName("the bits are those of every process before: the first, and one drawn late")
    void pinned() {
        try (var model = load(1, 7);
                var manager = NDManager.newBaseManager(Device.cpu())) {
            ModelWeights weights = model.weights(manager);
            assertThat(weights.wE().getFloat(0, 0)).isEqualTo(-0.3930552f);
            assertThat(weights.wQ().getFloat(1, 2, 3, 1)).isEqualTo(1.3154697f);
            assertThat(weights.wU().getFloat(23, 36)).isEqualTo(-1.5691651f);
        }
    }

    @Test
    @DisplayName("weights are Gaussian of the asked scale, biases zero")
    void distribution() {
        try (var model = load(0.4, 7);
                var manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray weights = model.weights(manager).wQ().flatten();
            assertThat(weights.mean().getFloat()).isCloseTo(0f, within(0.05f));
            assertThat(weights.mul(weights).mean().getFloat()).isCloseTo(0.16f, within(0.03f));
            assertThat(weights.abs()
                            .lt(0.4)
                            .toType(ai.djl.ndarray.types.DataType.FLOAT32, true)
                            .mean()
                            .getFloat())
                    .isCloseTo(0.683f, within(0.05f));
            assertThat(model.weights().bQ().toFloatArray()).containsOnly(0f);
            assertThat(model.weights().bO().toFloatArray()).containsOnly(0f);
            assertThat(model.bU().toFloatArray()).containsOnly(0f);
        }
    }

    @Test
    @DisplayName("a scale must be finite and above zero")
    void scale() {
        for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SeededModel(SmallModel.CONFIG, scale, 7))
                    .withMessageContaining("initScale must be finite and above 0");
        }
    }
}
