package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DevicesTest {
    @Test
    @DisplayName("auto finds a device that works, cpu is the CPU")
    void chooses() {
        assertThat(Devices.choose("CPU ")).isEqualTo(Device.cpu());
        try (NDManager manager = NDManager.newBaseManager(Devices.choose("auto"))) {
            assertThat(manager.ones(new ai.djl.ndarray.types.Shape(2)).sum().getFloat())
                    .isEqualTo(2);
        }
    }

    @Test
    @DisplayName("a device that is not there is refused with what is")
    void refuses() {
        int gpus = Engine.getInstance().getGpuCount();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Devices.choose("cuda:" + (gpus + 1)))
                .withMessageContaining("'cuda:%d' was asked for".formatted(gpus + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Devices.choose("tpu"))
                .withMessage("unknown device 'tpu': choose auto, cpu, cuda, cuda:N or mps");
        assertThatIllegalArgumentException().isThrownBy(() -> Devices.choose("cuda:-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Devices.choose(""));
    }
}
