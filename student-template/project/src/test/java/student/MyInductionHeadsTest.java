package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.RepeatedRun;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.SeededModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("section 2")
final class MyInductionHeadsTest {
    /** Layer 0 on six tokens: head 0 looks one back, head 1 two back. */
    private static final float[] LAYER_0 = {
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.8f, 0.2f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.1f, 0.8f, 0.1f, 0.0f, 0.0f, 0.0f,
        0.0f, 0.1f, 0.8f, 0.1f, 0.0f, 0.0f,
        0.0f, 0.1f, 0.0f, 0.8f, 0.1f, 0.0f,
        0.0f, 0.0f, 0.0f, 0.1f, 0.8f, 0.1f,
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.5f, 0.5f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.7f, 0.2f, 0.1f, 0.0f, 0.0f, 0.0f,
        0.0f, 0.8f, 0.1f, 0.1f, 0.0f, 0.0f,
        0.0f, 0.0f, 0.8f, 0.1f, 0.1f, 0.0f,
        0.0f, 0.0f, 0.0f, 0.8f, 0.1f, 0.1f,
    };

    /** Layer 1: head 0 looks at itself, head 1 at the first token. */
    private static final float[] LAYER_1 = {
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.1f, 0.9f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.1f, 0.1f, 0.8f, 0.0f, 0.0f, 0.0f,
        0.0f, 0.0f, 0.1f, 0.9f, 0.0f, 0.0f,
        0.0f, 0.1f, 0.0f, 0.1f, 0.8f, 0.0f,
        0.0f, 0.0f, 0.1f, 0.0f, 0.1f, 0.8f,
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.7f, 0.3f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.8f, 0.1f, 0.1f, 0.0f, 0.0f, 0.0f,
        0.6f, 0.1f, 0.2f, 0.1f, 0.0f, 0.0f,
        0.9f, 0.0f, 0.0f, 0.1f, 0.0f, 0.0f,
        0.8f, 0.0f, 0.1f, 0.0f, 0.0f, 0.1f,
    };

    private static final int BOS = 6;

    /** Random weights, and a tokenizer of 13 numbered words of which number 6 is BOS. */
    private static final SeededModel RANDOM = new SeededModel(
            HookedTransformerConfig.attentionOnly()
                    .nLayers(2)
                    .nHeads(3)
                    .dModel(16)
                    .dHead(4)
                    .nCtx(24)
                    .dVocab(13)
                    .build(),
            0.6,
            75,
            OptionalInt.of(BOS));

    private final NDManager manager = NDManager.newBaseManager();
    private final HookedTransformer model = HookedTransformer.seeded(RANDOM, Device.cpu());
    private final MyInductionHeads mine = new MyInductionHeads();

    @AfterEach
    void close() {
        model.close();
        manager.close();
    }

    @Test
    @DisplayName("current-token-heads: finds 1.0, which scores 0.867; the others score 0.317 at most")
    void findsTheCurrentTokenHead() {
        List<Head> found = Attempt.at(() -> mine.currentTokenHeads(fourHeads()));

        assertEquals(List.of(new Head(1, 0)), found);
    }

    @Test
    @DisplayName("previous-token-heads: finds 0.0, which scores 0.8; the others score 0.22 at most")
    void findsThePreviousTokenHead() {
        List<Head> found = Attempt.at(() -> mine.previousTokenHeads(fourHeads()));

        assertEquals(List.of(new Head(0, 0)), found);
    }

    @Test
    @DisplayName("first-token-heads: finds 1.1, which scores 0.8; the others score 0.367 at most")
    void findsTheFirstTokenHead() {
        List<Head> found = Attempt.at(() -> mine.firstTokenHeads(fourHeads()));

        assertEquals(List.of(new Head(1, 1)), found);
    }

    @Test
    @DisplayName("repeated-tokens: BOS, a block of 4, the same block again, in each of 3 rows")
    void repeatsABlock() {
        NDArray tokens = Attempt.at(() -> mine.repeatedTokens(model, 4, 3, 1));

        assertEquals(new Shape(3, 9), tokens.getShape(), "shape [batch, 1 + 2 S]");
        assertEquals(DataType.INT64, tokens.getDataType(), "type of the tokens");
        assertArrayEquals(new long[] {BOS, BOS, BOS}, tokens.get(":, 0").toLongArray(), "BOS of each row");
        assertArrayEquals(
                tokens.get(":, 1:5").toLongArray(), tokens.get(":, 5:").toLongArray(), "first copy and second");
    }

    @Test
    @DisplayName("repeated-tokens: the same tokens for the same seed, others for another")
    void drawsByTheSeed() {
        long[] tokens = Attempt.at(() -> mine.repeatedTokens(model, 10, 2, 1)).toLongArray();

        assertArrayEquals(tokens, mine.repeatedTokens(model, 10, 2, 1).toLongArray(), "seed 1 again");
        assertFalse(Arrays.equals(tokens, mine.repeatedTokens(model, 10, 2, 2).toLongArray()), "seed 2 as seed 1");
    }

    @Test
    @DisplayName("run-repeated-tokens: logits and cache are those of the tokens, with their batch axis")
    void runsTheTokens() {
        try (RepeatedRun run = Attempt.at(() -> mine.runRepeatedTokens(model, 4, 3, 1))) {
            NDArray logits = model.forward(run.tokens());

            assertEquals(new Shape(3, 9, 13), run.logits().getShape(), "shape [batch, pos, d_vocab] of the logits");
            assertArrayEquals(logits.toFloatArray(), run.logits().toFloatArray(), 1e-4f, "logits");
            assertEquals(new Shape(3, 3, 9, 9), run.cache().get("pattern", 1).getShape(), "shape of layer 1's pattern");
        }
    }

    @Test
    @DisplayName("token-log-probs: ln 0.3 and ln 0.2, where the tokens that follow have these probabilities")
    void looksUpNextTokens() {
        // each row of the vocabulary: logarithms of 0.1, 0.2, 0.3 and 0.4 in some order, and the same number on top
        float[] logits = new float[12];
        double[] probabilities = {0.1, 0.2, 0.3, 0.4, 0.4, 0.2, 0.3, 0.1, 0.2, 0.1, 0.4, 0.3};
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(probabilities[i]) + 5;
        }
        NDArray tokens = manager.create(new long[] {0, 2, 1}, new Shape(1, 3));

        NDArray found = Attempt.at(() -> mine.tokenLogProbs(manager.create(logits, new Shape(1, 3, 4)), tokens));

        assertEquals(new Shape(1, 2), found.getShape(), "shape [batch, pos - 1]");
        assertArrayEquals(
                new float[] {(float) Math.log(0.3), (float) Math.log(0.2)}, found.toFloatArray(), 1e-4f, "nats");
    }

    @Test
    @DisplayName("token-log-probs: chance, -ln 5, where all 5 logits are alike")
    void knowsChance() {
        NDArray logits = manager.ones(new Shape(2, 3, 5));
        NDArray tokens = manager.create(new long[] {0, 4, 1, 0, 2, 3}, new Shape(2, 3));

        NDArray found = Attempt.at(() -> mine.tokenLogProbs(logits, tokens));

        float chance = (float) -Math.log(5);
        assertArrayEquals(new float[] {chance, chance, chance, chance}, found.toFloatArray(), 1e-4f, "nats");
    }

    @Test
    @DisplayName("induction-heads: S = 3; finds 1.0, which scores 0.84; the others score 0.2 at most")
    void findsTheInductionHead() {
        NDArray layer0 = lookingBack(1).concat(lookingBack(3), 0);
        NDArray layer1 = lookingBack(2).concat(lookingBack(4), 0);

        List<Head> found = Attempt.at(() -> mine.inductionHeads(cache(layer0, layer1)));

        assertEquals(List.of(new Head(1, 0)), found);
    }

    /** A head on seven tokens: 0.8 so many positions back and 0.2 on BOS; all on BOS where it can't look back so far. */
    private NDArray lookingBack(int positions) {
        float[] cells = new float[49];
        for (int query = 0; query < 7; query++) {
            int key = Math.max(0, query - positions);
            cells[7 * query] += query < positions ? 1 : 0.2f;
            cells[7 * query + key] += query < positions ? 0 : 0.8f;
        }
        return manager.create(cells, new Shape(1, 7, 7));
    }

    /** The cache of one text of six tokens: two layers of two heads. */
    private ActivationCache fourHeads() {
        return cache(manager.create(LAYER_0, new Shape(2, 6, 6)), manager.create(LAYER_1, new Shape(2, 6, 6)));
    }

    private static ActivationCache cache(NDArray layer0, NDArray layer1) {
        return ActivationCache.withoutBatchDim(
                Map.of("blocks.0.attn.hook_pattern", layer0, "blocks.1.attn.hook_pattern", layer1));
    }
}
