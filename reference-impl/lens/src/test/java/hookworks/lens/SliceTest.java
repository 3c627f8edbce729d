package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SliceTest {
    @Test
    @DisplayName("a corner is the first entries along every axis, all of a shorter one")
    void corner() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray tensor = manager.arange(24).reshape(new Shape(2, 3, 4));
            assertThat(Slice.corner(tensor, 3).getShape()).isEqualTo(new Shape(2, 3, 3));
            assertThat(Slice.corner(tensor, 1).toIntArray()).containsExactly(0);
            assertThat(Slice.corner(tensor, 2).toIntArray()).containsExactly(0, 1, 4, 5, 12, 13, 16, 17);
            assertThat(Slice.corner(manager.create(7f), 3).getFloat()).isEqualTo(7);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Slice.corner(tensor, 0))
                    .withMessage("a corner needs a size of at least 1, got 0");
        }
    }
}
