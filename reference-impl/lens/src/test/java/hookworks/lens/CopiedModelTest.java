package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.hooks.Hook;
import hookworks.lens.processing.WeightProcessing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A model that is made of another")
class CopiedModelTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName("on its device computes the same bits, and lives on when the first is closed")
    void device(Architectures architecture) {
        NDArray tokens = Architectures.tokens(manager, 2, 7);
        HookedTransformer first = architecture.load();
        float[] logits = first.forward(tokens).toFloatArray();
        HookedTransformer second = first.to(Device.cpu());
        first.close();
        try (second) {
            assertThat(second.forward(tokens).toFloatArray()).containsExactly(logits);
        }
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName("in double precision agrees with it, and rounds back to the same bits")
    void dtype(Architectures architecture) {
        NDArray tokens = Architectures.tokens(manager, 2, 7);
        try (HookedTransformer single = architecture.load();
                HookedTransformer twice = single.to(DataType.FLOAT64);
                HookedTransformer back = twice.to(DataType.FLOAT32)) {
            NDArray logits = single.forward(tokens);
            NDArray exact = twice.forward(tokens);
            assertThat(exact.getDataType()).isEqualTo(DataType.FLOAT64);
            assertThat(twice.config().dtype()).isEqualTo(DataType.FLOAT64);
            assertThat(exact.toType(DataType.FLOAT32, true).toFloatArray())
                    .containsExactly(logits.toFloatArray(), within(1e-4f))
                    .isNotEqualTo(logits.toFloatArray());
            assertThat(back.forward(tokens).toFloatArray()).containsExactly(logits.toFloatArray());
        }
    }

    @Test
    @DisplayName("has its switches, but none of its hooks")
    void switches() {
        try (HookedTransformer first = SmallModel.load()) {
            first.setUseAttnResult(true);
            first.addHook(Hook.replacing("hook_embed", (value, point) -> value.zerosLike()));
            try (HookedTransformer second = first.to(Device.cpu());
                    NDArray hooked = first.forward(SmallModel.tokens(manager));
                    NDArray plain = second.forward(SmallModel.tokens(manager))) {
                assertThat(second.flags().useAttnResult()).isTrue();
                assertThat(plain.toFloatArray()).isNotEqualTo(hooked.toFloatArray());
            }
        }
    }

    @Test
    @DisplayName("shares its tokenizer, which the last of them to be closed frees")
    void tokenizer() {
        HookedTransformer first = HookedTransformer.bundled(Device.cpu());
        HookedTransformer second = first.to(DataType.FLOAT64);
        HookedTransformer third = second.processWeights(WeightProcessing.standard());
        Texts texts = first.texts();
        String text = texts.toString(texts.toTokens("the sea", manager));

        first.close();
        second.close();
        assertThat(third.texts().toString(texts.toTokens("the sea", manager))).isEqualTo(text);
        third.close();
        third.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> texts.toTokens("the sea", manager))
                .withMessageContaining("is closed");
    }

    @Test
    @DisplayName("is refused a dtype that the engine cannot compute in")
    void unsupported() {
        try (HookedTransformer model = SmallModel.load()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.to(DataType.BFLOAT16))
                    .withMessageContaining("dtype must be float32, float64 or float16");
        }
    }
}
