package hookworks.lens.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.Architectures;
import hookworks.lens.CachedRun;
import hookworks.lens.Devices;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.generation.GenerationRequest;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsCuda
@DisplayName("A model on a CUDA device")
class CudaTest {
    private static final float FLOAT32_SUM = 1e-4f;
    private static final float FLOAT16_SUM = 0.1f;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName(
            "computes what it computes on the CPU, from tokens that are there, and keeps every activation on the GPU")
    void logits(Architectures architecture) {
        Device cuda = Devices.choose("cuda");
        NDArray tokens = Architectures.tokens(manager, 2, 11);
        try (HookedTransformer onCpu = architecture.load();
                HookedTransformer onGpu = onCpu.to(cuda);
                HookedTransformer back = onGpu.to(Device.cpu());
                CachedRun run = onGpu.runWithCache(tokens)) {
            float[] expected = onCpu.forward(tokens).toFloatArray();
            assertThat(onGpu.device()).isEqualTo(cuda);
            assertThat(onGpu.weights().stateDict().values())
                    .allSatisfy(weight -> assertThat(weight.getDevice()).isEqualTo(cuda));
            assertThat(run.cache().names())
                    .allSatisfy(name -> assertThat(run.cache().get(name).getDevice())
                            .as(name)
                            .isEqualTo(cuda));
            assertThat(run.logits().toFloatArray()).containsExactly(expected, within(FLOAT32_SUM));
            assertThat(back.forward(tokens).toFloatArray()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName("computes in half precision nearly the same")
    void half(Architectures architecture) {
        NDArray tokens = Architectures.tokens(manager, 2, 11);
        try (HookedTransformer onCpu = architecture.load();
                HookedTransformer onGpu = onCpu.to(Devices.choose("cuda"));
                HookedTransformer half = onGpu.to(DataType.FLOAT16);
                NDArray logits = half.forward(tokens)) {
            assertThat(logits.getDataType()).isEqualTo(DataType.FLOAT16);
            assertThat(logits.toType(DataType.FLOAT32, false).toFloatArray())
                    .containsExactly(onCpu.forward(tokens).toFloatArray(), within(FLOAT16_SUM));
        }
    }

    @Test
    @DisplayName("lets hooks replace activations, and generates with the key-value cache and without")
    void hooksAndGeneration() {
        NDArray tokens = Architectures.tokens(manager, 2, 5);
        Hook ablation = Hook.replacing(HookName.z(1), (z, point) -> z.zerosLike());
        try (HookedTransformer onCpu = Architectures.GROUPED_ROTARY.load();
                HookedTransformer onGpu = onCpu.to(Devices.choose("cuda"))) {
            assertThat(onGpu.runWithHooks(tokens, List.of(ablation)).toFloatArray())
                    .containsExactly(
                            onCpu.runWithHooks(tokens, List.of(ablation)).toFloatArray(), within(FLOAT32_SUM));
            var request = GenerationRequest.greedy(6);
            long[] expected = onCpu.generate(tokens, request).toLongArray();
            assertThat(onGpu.generate(tokens, request).toLongArray()).isEqualTo(expected);
            assertThat(onGpu.generate(tokens, request.withoutKeyValueCache()).toLongArray())
                    .isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("is not mixed with tensors of the CPU without a word")
    void mixed() {
        try (HookedTransformer onCpu = Architectures.GPT2_STYLE.load();
                HookedTransformer onGpu = onCpu.to(Devices.choose("cuda"));
                NDManager onTheGpu = NDManager.newBaseManager(onGpu.device());
                FactoredMatrix circuit = onGpu.ov(onTheGpu)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> circuit.matMul(onCpu.wU()))
                    .withMessageContainingAll("gpu(0)", "cpu()");
        }
    }
}
