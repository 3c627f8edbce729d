package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.HalfAttribution;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.parameters.SeededModel;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("section 3")
final class MyHooksTest {
    private static final HookPoint LAYER_1 = HookPoint.named("blocks.1.attn.hook_pattern");

    /** BOS and a block of S = 2 tokens, twice; one head. */
    private static final float[] ONE_HEAD = {
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.3f, 0.7f, 0.0f, 0.0f, 0.0f,
        0.1f, 0.5f, 0.4f, 0.0f, 0.0f,
        0.0f, 0.1f, 0.8f, 0.1f, 0.0f,
        0.1f, 0.1f, 0.1f, 0.6f, 0.1f,
    };

    private static final HookPoint Z_OF_LAYER_0 = HookPoint.named("blocks.0.attn.hook_z");

    /** Random weights, the same on every machine: two layers of three heads. */
    private static final SeededModel RANDOM = new SeededModel(
            HookedTransformerConfig.attentionOnly()
                    .nLayers(2)
                    .nHeads(3)
                    .dModel(16)
                    .dHead(4)
                    .nCtx(24)
                    .dVocab(13)
                    .build(),
            0.4,
            75,
            OptionalInt.of(6));

    /** Two rows of S = 3, so that the predictable positions are 4 and 5. */
    private static final long[] REPEATED = {
        6, 1, 9, 4, 1, 9, 4,
        6, 2, 2, 11, 2, 2, 11,
    };

    private final NDManager manager = NDManager.newBaseManager();
    private final HookedTransformer model = HookedTransformer.seeded(RANDOM, Device.cpu());
    private final MyHooks mine = new MyHooks();

    @AfterEach
    void close() {
        model.close();
        manager.close();
    }

    @Test
    @DisplayName("induction-score-hook: scores one head of one row: S = 2, and the score is 0.55")
    void scoresOneHead() {
        NDArray pattern = manager.create(ONE_HEAD, new Shape(1, 1, 5, 5));
        NDArray store = manager.zeros(new Shape(2, 1));

        NDArray filed = Attempt.at(() -> mine.inductionScoreHook(pattern, LAYER_1, store));

        assertEquals(new Shape(2, 1), filed.getShape(), "shape [layer, head] of what you return");
        assertEquals(DataType.FLOAT32, filed.getDataType(), "type of what you return");
        assertEquals(0.55f, filed.getFloat(1, 0), 1e-4f, "score of layer 1, head 0");
    }

    @Test
    @DisplayName(
            "induction-score-hook: averages over the batch: a second row without attention on the stripe halves the score")
    void averagesOverTheBatch() {
        NDArray first = manager.create(ONE_HEAD, new Shape(1, 1, 5, 5));
        NDArray second = manager.eye(5).reshape(1, 1, 5, 5);
        NDArray store = manager.zeros(new Shape(2, 1));

        NDArray filed = Attempt.at(() -> mine.inductionScoreHook(first.concat(second, 0), LAYER_1, store));

        assertEquals(0.275f, filed.getFloat(1, 0), 1e-4f, "score of layer 1, head 0");
    }

    @Test
    @DisplayName("induction-score-hook: keeps the other layers' rows, whatever they hold")
    void keepsOtherRows() {
        NDArray pattern = manager.create(ONE_HEAD, new Shape(1, 1, 5, 5));
        NDArray store = manager.create(new float[] {-3, 8, 5}, new Shape(3, 1));

        NDArray filed = Attempt.at(() -> mine.inductionScoreHook(pattern, LAYER_1, store));

        assertArrayEquals(new float[] {-3, 0.55f, 5}, filed.toFloatArray(), 1e-4f, "the store, layer by layer");
    }

    @Test
    @DisplayName("find-induction-heads: two layers of three random heads, which score 0.291, 0.302, 0.228 and so on")
    void scoresAModel() {
        NDArray scores = Attempt.at(() -> mine.inductionScores(model, repeated()));

        assertEquals(new Shape(2, 3), scores.getShape(), "shape [layer, head] of the scores");
        assertArrayEquals(
                new float[] {0.29119f, 0.30152f, 0.22829f, 0.31491f, 0.17951f, 0.22958f},
                scores.toFloatArray(),
                1e-4f,
                "scores, layer by layer");
    }

    @Test
    @DisplayName("find-induction-heads: the same scores when asked again, and none of your hooks left on the model")
    void leavesTheModelAsItWas() {
        NDArray before = model.forward(repeated());
        NDArray scores = Attempt.at(() -> mine.inductionScores(model, repeated()));
        NDArray again = mine.inductionScores(model, repeated());

        assertArrayEquals(scores.toFloatArray(), again.toFloatArray(), 1e-6f, "scores, asked again");
        assertEquals(0.29119f, again.getFloat(0, 0), 1e-4f, "score of head 0.0, asked again");
        assertArrayEquals(
                before.toFloatArray(), model.forward(repeated()).toFloatArray(), 1e-6f, "logits before and after");
    }

    @Test
    @DisplayName("logit-attribution: three tokens, d_model 2, two layers of one head: rows [3, 10, 0] and [-2, 5, 7]")
    void attributesLogits() {
        NDArray embed = manager.create(new float[] {1, 2, 0, -2, 9, 9}, new Shape(3, 2));
        NDArray layer0 = manager.create(new float[] {10, 0, 3, 5, 9, 9}, new Shape(3, 1, 2));
        NDArray layer1 = manager.create(new float[] {-1, 1, 8, 7, 9, 9}, new Shape(3, 1, 2));
        // columns are tokens: (0, 1) for token 0, (4, 4) for token 1, (1, 1) for token 2
        NDArray wU = manager.create(new float[] {0, 4, 1, 1, 4, 1}, new Shape(2, 3));
        NDArray tokens = manager.create(new long[] {1, 2, 0});

        NDArray found = Attempt.at(() -> mine.logitAttribution(embed, List.of(layer0, layer1), wU, tokens));

        assertEquals(new Shape(2, 3), found.getShape(), "shape [pos - 1, component]");
        assertArrayEquals(new float[] {3, 10, 0, -2, 5, 7}, found.toFloatArray(), 1e-4f, "embedding, 0.0, 1.0");
    }

    @Test
    @DisplayName("half-logit-attribution: S = 2, d_model 1; embeddings 1 to 5 are worth [3, 4] and then [15, 8]")
    void attributesHalves() {
        NDArray embed = manager.create(new float[] {1, 2, 3, 4, 5}, new Shape(5, 1));
        NDArray results = manager.create(new float[] {10, 20, 30, 40, 50}, new Shape(5, 1, 1));
        ActivationCache cache =
                ActivationCache.withoutBatchDim(Map.of("hook_embed", embed, "blocks.0.attn.hook_result", results));
        // the tokens in order are worth 1, 3, 2, 5, 2
        NDArray wU = manager.create(new float[] {1, 2, 3, 5}, new Shape(1, 4));
        NDArray tokens = manager.create(new long[] {0, 2, 1, 3, 1});

        HalfAttribution halves = Attempt.at(() -> mine.halfLogitAttribution(cache, wU, tokens));

        assertEquals(new Shape(2, 2), halves.first().getShape(), "shape [S, component] of the first half");
        assertEquals(new Shape(2, 2), halves.second().getShape(), "shape [S, component] of the second half");
        assertArrayEquals(new float[] {3, 30, 4, 40}, halves.first().toFloatArray(), 1e-4f, "first half");
        assertArrayEquals(new float[] {15, 150, 8, 80}, halves.second().toFloatArray(), 1e-4f, "second half");
    }

    @Test
    @DisplayName("head-zero-ablation: head 1 of three, in two rows of one position")
    void silencesAHead() {
        NDArray z = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, new Shape(2, 1, 3, 2));

        NDArray ablated = Attempt.at(() -> mine.zeroAblateHead(z, Z_OF_LAYER_0, 1));

        assertEquals(new Shape(2, 1, 3, 2), ablated.getShape(), "shape [batch, pos, head, d_head]");
        assertArrayEquals(
                new float[] {1, 2, 0, 0, 5, 6, 7, 8, 0, 0, 11, 12}, ablated.toFloatArray(), 0, "head by head");
    }

    @Test
    @DisplayName(
            "head-mean-ablation: head 1 of two, whose vectors (3, 4), (7, 8), (-1, 0), (7, 0) have the mean (4, 3)")
    void putsTheMean() {
        float[] vectors = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1, 0, 11, 12, 7, 0};
        NDArray z = manager.create(vectors, new Shape(2, 2, 2, 2));

        NDArray ablated = Attempt.at(() -> mine.meanAblateHead(z, Z_OF_LAYER_0, 1));

        assertEquals(new Shape(2, 2, 2, 2), ablated.getShape(), "shape [batch, pos, head, d_head]");
        assertArrayEquals(
                new float[] {1, 2, 4, 3, 5, 6, 4, 3, 9, 10, 4, 3, 11, 12, 4, 3},
                ablated.toFloatArray(),
                1e-4f,
                "head by head");
    }

    @Test
    @DisplayName("ablation-scores: six random heads, of which 0.1 is worth 1.622 nats and 0.0 does harm")
    void scoresHeadsByAblation() {
        NDArray scores = Attempt.at(() -> mine.ablationScores(model, repeated()));

        assertEquals(new Shape(2, 3), scores.getShape(), "shape [layer, head] of the scores");
        assertArrayEquals(
                new float[] {-0.16094f, 1.62208f, 0.48911f, 0.13098f, 0.71149f, -0.05865f},
                scores.toFloatArray(),
                1e-3f,
                "nats, layer by layer");
    }

    @Test
    @DisplayName("circuit-only-loss: 0.1 and 1.2 alone lose 2.351 nats with zeros elsewhere, and 2.237 with means")
    void keepsTwoHeads() {
        List<Head> circuit = List.of(new Head(0, 1), new Head(1, 2));

        double zeros = Attempt.at(() -> mine.circuitOnlyLoss(model, repeated(), circuit, false));
        double means = mine.circuitOnlyLoss(model, repeated(), circuit, true);

        assertEquals(2.35121, zeros, 1e-3, "loss with zeros elsewhere");
        assertEquals(2.23685, means, 1e-3, "loss with means elsewhere");
    }

    @Test
    @DisplayName("circuit-only-loss: 2.736 nats where no head is kept")
    void keepsNone() {
        double none = Attempt.at(() -> mine.circuitOnlyLoss(model, repeated(), List.of(), false));

        assertEquals(2.73649, none, 1e-3, "loss of the direct path alone");
    }

    private NDArray repeated() {
        return manager.create(REPEATED, new Shape(2, 7));
    }
}
