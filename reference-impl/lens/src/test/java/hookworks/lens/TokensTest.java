package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final HookedTransformer model = SmallModel.load();
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    private void refuses(NDArray tokens, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.forward(tokens))
                .withMessage(message);
    }

    @Test
    @DisplayName("must be whole numbers")
    void dtype() {
        refuses(manager.zeros(new Shape(1, 4)), "tokens must be int64 (or int32), got float32 of shape (1, 4)");
        refuses(
                manager.zeros(new Shape(1, 4), DataType.BOOLEAN),
                "tokens must be int64 (or int32), got boolean of shape (1, 4)");
    }

    @Test
    @DisplayName("must have a batch and a position axis, neither empty")
    void shape() {
        refuses(manager.create(new long[] {1, 2}), "tokens must have the shape [batch, pos], both at least 1, got (2)");
        refuses(
                manager.zeros(new Shape(1, 0), DataType.INT64),
                "tokens must have the shape [batch, pos], both at least 1, got (1, 0)");
    }

    @Test
    @DisplayName("must be in the vocabulary; the first that is not is named")
    void vocabulary() {
        refuses(
                manager.create(new long[] {0, 36, 1, 37}, new Shape(2, 2)),
                "token 37 at batch 1, position 1 is outside the vocabulary 0..36");
        refuses(
                manager.create(new long[] {0, -1}, new Shape(1, 2)),
                "token -1 at batch 0, position 1 is outside the vocabulary 0..36");
    }

    @Test
    @DisplayName("must fit the context, to the last position")
    void context() {
        assertThat(model.forward(manager.zeros(new Shape(1, 32), DataType.INT64))
                        .getShape())
                .isEqualTo(new Shape(1, 32, 37));
        refuses(
                manager.zeros(new Shape(1, 33), DataType.INT64),
                "tokens have 33 positions, but the model has n_ctx=32");
    }

    @Test
    @DisplayName("may be int32, for the logits and the loss alike")
    void int32() {
        NDArray tokens = SmallModel.tokens(manager);
        NDArray narrow = tokens.toType(DataType.INT32, true);

        assertThat(model.forward(narrow)).isEqualTo(model.forward(tokens));
        assertThat(model.lossPerToken(narrow)).isEqualTo(model.lossPerToken(tokens));
    }

    @Test
    @DisplayName("must be two or more for a loss")
    void loss() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.loss(manager.zeros(new Shape(3, 1), DataType.INT64)))
                .withMessageContaining("at least two positions");
    }

    @Test
    @DisplayName("a run stops before any layer, counted from either end, and before no other")
    void stops() {
        NDArray tokens = SmallModel.tokens(manager);
        assertThat(model.forwardUntilLayer(tokens, -1)).isEqualTo(model.forwardUntilLayer(tokens, 1));
        assertThat(model.forwardUntilLayer(tokens, 2))
                .isEqualTo(model.runWithCache(tokens).cache().get("resid_post", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.forwardUntilLayer(tokens, 3))
                .withMessage("cannot stop at layer 3: the model has 2 layers");
        assertThatIllegalArgumentException().isThrownBy(() -> model.forwardUntilLayer(tokens, -3));
    }

    @Test
    @DisplayName("a context longer than the first mask is masked throughout")
    void longContext() {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(1)
                .nHeads(1)
                .dModel(4)
                .nCtx(300)
                .dVocab(5)
                .build();
        try (var long1 = HookedTransformer.seeded(new SeededModel(config, 1, 1), Device.cpu());
                CachedRun run = long1.runWithCache(manager.zeros(new Shape(1, 300), DataType.INT64))) {
            NDArray pattern = run.cache().get("pattern", 0);
            assertThat(pattern.getFloat(0, 0, 0, 0)).isEqualTo(1);
            assertThat(pattern.getFloat(0, 0, 200, 201)).isZero();
            assertThat(pattern.getFloat(0, 0, 299, 299)).isPositive();
        }
    }
}
