package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.config.AttentionConfig;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.parameters.SeededModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Attention scores")
class PlacesTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    private static float product(NDArray q, NDArray k, int query, int key, int head) {
        return q.get(0, query, head).mul(k.get(0, key, head)).sum().getFloat();
    }

    @Test
    @DisplayName("fall with distance under ALiBi, at head h by 2^(-8 h / heads) a step")
    void alibi() {
        try (HookedTransformer model = Architectures.ALIBI.load();
                CachedRun run = model.runWithCache(Architectures.tokens(manager, 1, 9))) {
            NDArray q = run.cache().get("q", 0);
            NDArray k = run.cache().get("k", 0);
            NDArray scores = run.cache().get("attn_scores", 0);
            for (int head = 0; head < 6; head++) {
                double rate = Math.pow(2, -8.0 * (head + 1) / 6);
                for (int key = 0; key <= 7; key++) {
                    assertThat(scores.getFloat(0, head, 7, key))
                            .isCloseTo((float) (product(q, k, 7, key, head) / 2 - rate * (7 - key)), within(1e-5f));
                }
                assertThat(scores.getFloat(0, head, 7, 8)).isEqualTo(Float.NEGATIVE_INFINITY);
            }
        }
    }

    @Test
    @DisplayName("reach back a window of keys in local layers, the query's own among them")
    void local() {
        try (HookedTransformer model = Architectures.LOCAL_CAPPED.load();
                CachedRun run = model.runWithCache(Architectures.tokens(manager, 1, 9))) {
            NDArray local = run.cache().get("attn_scores", 0);
            NDArray global = run.cache().get("attn_scores", 1);
            assertThat(local.getFloat(0, 2, 6, 3)).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(local.getFloat(0, 2, 6, 4)).isFinite().isBetween(-2f, 2f);
            assertThat(global.getFloat(0, 2, 6, 0)).isFinite();
        }
    }

    @Test
    @DisplayName("see later keys where the model is bidirectional")
    void bidirectional() {
        var config = Architectures.GPT2_STYLE.config().toBuilder()
                .direction(AttentionConfig.Direction.BIDIRECTIONAL)
                .build();
        try (HookedTransformer model = HookedTransformer.seeded(new SeededModel(config, 0.4, 7), Device.cpu());
                CachedRun run = model.runWithCache(Architectures.tokens(manager, 1, 9))) {
            assertThat(run.cache().get("pattern", 0).getFloat(0, 2, 0, 8)).isPositive();
        }
    }

    @Test
    @DisplayName("are divided by the layer's number too, where the config says so")
    void inverseLayer() {
        var config = Architectures.GPT2_STYLE.config().toBuilder()
                .scaleByInverseLayer(true)
                .build();
        try (HookedTransformer model = HookedTransformer.seeded(new SeededModel(config, 0.4, 7), Device.cpu());
                CachedRun run = model.runWithCache(Architectures.tokens(manager, 1, 9))) {
            float product = product(run.cache().get("q", 1), run.cache().get("k", 1), 4, 2, 3);
            assertThat(run.cache().get("attn_scores", 1).getFloat(0, 3, 4, 2)).isCloseTo(product / 4, within(1e-5f));
        }
    }

    @Test
    @DisplayName("are float32 in half precision, with logits near those of the whole")
    void halfPrecision() {
        for (Architectures architecture : Architectures.values()) {
            HookedTransformerConfig half =
                    architecture.config().toBuilder().dtype(DataType.FLOAT16).build();
            NDArray tokens = Architectures.tokens(manager, 1, 9);
            try (HookedTransformer whole = architecture.load();
                    HookedTransformer model = HookedTransformer.fromStateDict(
                            half, whole.weights(manager).stateDict(), Device.cpu());
                    CachedRun run = model.runWithCache(tokens)) {
                assertThat(run.cache().get("attn_scores", 0).getDataType()).isEqualTo(DataType.FLOAT32);
                assertThat(run.cache().get("z", 0).getDataType()).isEqualTo(DataType.FLOAT16);
                if (half.normalization().kind() == Normalization.Kind.LN) {
                    assertThat(run.cache().get("scale", 0, "ln1").getDataType()).isEqualTo(DataType.FLOAT32);
                }
                NDArray expected = whole.forward(tokens);
                NDArray difference = run.logits().toType(DataType.FLOAT32, true).sub(expected);
                assertThat(difference.norm().getFloat() / expected.norm().getFloat())
                        .as("relative difference of %s", architecture)
                        .isLessThan(0.01f);
            }
        }
    }
}
