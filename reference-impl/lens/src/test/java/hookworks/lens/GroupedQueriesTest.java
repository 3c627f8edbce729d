package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.forward.KeyValueCache;
import hookworks.lens.forward.ModelInput;
import hookworks.lens.hooks.HookName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A model of grouped queries, ungrouped")
class GroupedQueriesTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final HookedTransformer model = Architectures.GROUPED_ROTARY.load();
    private final NDArray tokens = Architectures.tokens(manager, 2, 7);

    @AfterEach
    void close() {
        model.close();
        manager.close();
    }

    @Test
    @DisplayName("shows its hooks a key and a value for each query head, and computes the same")
    void ungrouped() {
        float[] grouped;
        try (CachedRun run = model.runWithCache(tokens)) {
            assertThat(run.cache().get(HookName.k(0)).getShape()).isEqualTo(new Shape(2, 7, 2, 4));
            grouped = run.logits().toFloatArray();
        }

        model.setUngroupGroupedQueryAttention(true);

        try (CachedRun run = model.runWithCache(tokens)) {
            NDArray keys = run.cache().get(HookName.k(0));
            assertThat(keys.getShape()).isEqualTo(new Shape(2, 7, 6, 4));
            assertThat(run.cache().get(HookName.v(1)).getShape()).isEqualTo(new Shape(2, 7, 6, 4));
            assertThat(keys.get(new NDIndex(":, :, 0")).toFloatArray())
                    .as("heads of one group share a key")
                    .containsExactly(keys.get(new NDIndex(":, :, 2")).toFloatArray())
                    .isNotEqualTo(keys.get(new NDIndex(":, :, 3")).toFloatArray());
            assertThat(run.logits().toFloatArray()).containsExactly(grouped, within(1e-5f));
        }

        model.setUngroupGroupedQueryAttention(false);
        assertThat(model.forward(tokens).toFloatArray()).containsExactly(grouped);
    }

    @Test
    @DisplayName("lets each head have an input of its own")
    void inputs() {
        float[] plain = model.forward(tokens).toFloatArray();
        model.setUseAttnIn(true);
        assertThatIllegalStateException()
                .isThrownBy(() -> model.forward(tokens))
                .withMessageContaining("setUngroupGroupedQueryAttention(true)");

        model.setUngroupGroupedQueryAttention(true);

        try (CachedRun run = model.runWithCache(tokens)) {
            assertThat(run.cache().get("attn_in", 0).getShape()).isEqualTo(new Shape(2, 7, 6, 24));
            assertThat(run.logits().toFloatArray()).containsExactly(plain, within(1e-4f));
        }
    }

    @Test
    @DisplayName("cannot continue from a key-value cache of before")
    void cached() {
        try (KeyValueCache cache = KeyValueCache.empty(manager)) {
            model.forward(ModelInput.of(tokens).continuing(cache)).close();
            model.setUngroupGroupedQueryAttention(true);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.forward(ModelInput.of(tokens).continuing(cache)))
                    .withMessageContainingAll("keys for 2 heads", "makes them for 6", "start a new cache");
        }
    }

    @Test
    @DisplayName("is a contradiction where every query head has keys of its own")
    void nothingGrouped() {
        try (HookedTransformer other = SmallModel.load()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> other.setUngroupGroupedQueryAttention(true))
                    .withMessageContaining("nothing is grouped");
        }
    }
}
