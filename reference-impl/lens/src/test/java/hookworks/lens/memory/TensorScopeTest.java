package hookworks.lens.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tensor scope")
class TensorScopeTest {
    @Test
    @DisplayName("borrows a scalar from a manager that takes nothing more, without a copy")
    void borrowsScalars() {
        try (NDManager model = NDManager.newBaseManager(Device.cpu());
                NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray scalar = model.create(2f);
            model.cap();
            NDArray view = TensorScope.view(scalar, manager);
            assertThat(view.getManager()).isSameAs(manager);
            assertThat(view.getShape()).isEqualTo(new Shape());
            assertThat(manager.getManagedArrays()).containsExactly(view);
            scalar.addi(view);
            assertThat(view.getFloat()).isEqualTo(4);
        }
    }
}
