package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LossesTest {
    @Test
    @DisplayName("accuracy is the share of next tokens that have the largest logit; the last prediction is not judged")
    void accuracy() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray tokens = manager.create(new long[][] {{0, 1, 2, 1}, {2, 2, 0, 1}});
            float[] guesses = {
                1, 2, 0, /**/ 0, 1, 3, /**/ 5, 0, 0, /**/ 9, 0, 0, // right, right, wrong
                1, 2, 0, /**/ 0, 1, 3, /**/ 5, 0, 0, /**/ 0, 9, 0 // wrong, wrong, wrong
            };
            NDArray logits = manager.create(guesses, new Shape(2, 4, 3));
            int before = manager.getManagedArrays().size();
            assertThat(Losses.hits(logits, tokens).toFloatArray()).containsExactly(1, 1, 0, 0, 0, 0);
            assertThat(Losses.accuracy(logits, tokens).getFloat()).isEqualTo(1f / 3);
            assertThat(manager.getManagedArrays()).hasSize(before + 2);
        }
    }
}
