package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.forward.KeyValueCache;
import hookworks.lens.forward.ModelInput;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A key-value cache")
class KeyValueCacheTest {
    private static final float FLOAT32_SUM = 1e-4f;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName("lets a text come in pieces of any length, with the logits of the whole")
    void pieces(Architectures architecture) {
        NDArray tokens = Architectures.tokens(manager, 2, 11);
        try (HookedTransformer model = architecture.load();
                KeyValueCache cache = KeyValueCache.empty(manager)) {
            float[] whole = model.forward(tokens).toFloatArray();
            var pieces = new NDList();
            for (int[] piece : new int[][] {{0, 4}, {4, 5}, {5, 6}, {6, 11}}) {
                NDArray part = tokens.get(new NDIndex(":, {}:{}", piece[0], piece[1]));
                pieces.add(model.forward(ModelInput.of(part).continuing(cache)));
                assertThat(cache.length()).isEqualTo(piece[1]);
            }
            assertThat(NDArrays.concat(pieces, 1).toFloatArray()).containsExactly(whole, within(FLOAT32_SUM));
        }
    }

    @Test
    @DisplayName("stays as it was where a run throws, and frees what it held when closed")
    void throwsAway() {
        NDArray tokens = Architectures.tokens(manager, 2, 5);
        try (HookedTransformer model = Architectures.GROUPED_ROTARY.load()) {
            int before = manager.getManagedArrays().size();
            try (KeyValueCache cache = KeyValueCache.empty(manager)) {
                model.forward(ModelInput.of(tokens).continuing(cache)).close();
                Hook late = Hook.reading(HookName.residPost(1), (value, point) -> {
                    throw new ArithmeticException("late");
                });
                assertThatThrownBy(
                                () -> model.runWithHooks(ModelInput.of(tokens).continuing(cache), List.of(late)))
                        .isInstanceOf(ArithmeticException.class);
                assertThat(cache.length()).isEqualTo(5);
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    @DisplayName("refuses another batch, a text that outgrows the model, and a run of some layers only")
    void refuses() {
        NDArray tokens = Architectures.tokens(manager, 2, 20);
        NDArray other = Architectures.tokens(manager, 3, 4);
        try (HookedTransformer model = Architectures.GPT2_STYLE.load();
                KeyValueCache cache = KeyValueCache.empty(manager)) {
            model.forward(ModelInput.of(tokens).continuing(cache));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.forward(ModelInput.of(tokens).continuing(cache)))
                    .withMessageContaining("tokens have 40 positions, 20 of them cached, but the model has n_ctx=32");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.forward(ModelInput.of(other).continuing(cache)))
                    .withMessageContaining("holds 2 texts in 2 layers, but this run has 3 texts");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.forward(ModelInput.of(tokens.get(new NDIndex(":, 0:2")))
                            .stoppingBefore(1)
                            .continuing(cache)))
                    .withMessageContaining("must pass every layer");
        }
    }
}
