package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.forward.ModelInput;
import hookworks.lens.generation.GenerationRequest;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A padded text")
class PaddingTest {
    private static final float FLOAT32_SUM = 1e-4f;
    private static final int PADDING = 3;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final NDArray text = Architectures.tokens(manager, 1, 7);
    private final NDArray padded = manager.zeros(new Shape(1, PADDING), text.getDataType())
            .add(9)
            .concat(text, 1)
            .concat(Architectures.tokens(manager, 1, 10), 0);
    private final NDArray mask = manager.ones(new Shape(2, 10), text.getDataType());

    PaddingTest() {
        mask.set(new NDIndex("0, 0:{}", PADDING), 0);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName("at the left says what the text says alone, beside a longer one")
    void left(Architectures architecture) {
        try (HookedTransformer model = architecture.load()) {
            float[] alone = model.forward(text).toFloatArray();
            NDArray together = model.forward(ModelInput.of(padded).masked(mask));
            assertThat(together.get(new NDIndex("0:1, {}:", PADDING)).toFloatArray())
                    .containsExactly(alone, within(FLOAT32_SUM));
            assertThat(together.get(new NDIndex("1:2")).toFloatArray())
                    .containsExactly(
                            model.forward(padded.get(new NDIndex("1:2"))).toFloatArray(), within(FLOAT32_SUM));
        }
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName("goes on as it does alone, with and without a key-value cache")
    void generates(Architectures architecture) {
        try (HookedTransformer model = architecture.load()) {
            var request = GenerationRequest.greedy(5);
            long[] alone = model.generate(text, request).toLongArray();
            for (var each : new GenerationRequest[] {request, request.withoutKeyValueCache()}) {
                NDArray together = model.generate(ModelInput.of(padded).masked(mask), each, fresh -> {});
                assertThat(together.get(new NDIndex("0, {}:", PADDING)).toLongArray())
                        .isEqualTo(alone);
            }
        }
    }

    @Test
    @DisplayName("is attended to by nobody, and attends to nothing")
    void pattern() {
        try (HookedTransformer model = Architectures.GPT2_STYLE.load()) {
            var run = model.runWithCache(
                    ModelInput.of(padded).masked(mask), HookFilter.names(HookName.pattern(0), HookName.POS_EMBED));
            NDArray pattern = run.cache().get("pattern", 0).get(0);
            assertThat(pattern.get(new NDIndex(":, :, 0:{}", PADDING)).sum().getFloat())
                    .isZero();
            assertThat(pattern.sum(new int[] {-1})
                            .get(new NDIndex(":, {}:", PADDING))
                            .toFloatArray())
                    .usingComparatorWithPrecision(1e-5f)
                    .containsOnly(1f);
            assertThat(run.cache()
                            .get("pos_embed")
                            .get(new NDIndex("0, 0:{}", PADDING))
                            .abs()
                            .sum()
                            .getFloat())
                    .isZero();
        }
    }

    @Test
    @DisplayName("needs a mask of its own shape")
    void shape() {
        try (HookedTransformer model = Architectures.GPT2_STYLE.load()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.forward(ModelInput.of(text).masked(mask)))
                    .withMessageContaining("must be integers or booleans of shape (1, 7)")
                    .withMessageContaining("(2, 10)");
        }
    }
}
