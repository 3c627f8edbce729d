package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.AttentionView;
import hookworks.exercises.Guesses;
import hookworks.exercises.ModelShape;
import hookworks.exercises.TokenView;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Section 1")
final class MyLensIntroductionTest {
    /**
     * Random weights, the same on every machine: what it says makes no sense, but always the same nonsense. Its
     * tokenizer knows the words t0, t1, ... t12 by their numbers; token 0 is the BOS.
     */
    private static final SeededModel RANDOM = new SeededModel(
            HookedTransformerConfig.attentionOnly()
                    .nLayers(2)
                    .nHeads(3)
                    .dModel(16)
                    .dHead(4)
                    .nCtx(10)
                    .dVocab(13)
                    .build(),
            0.6,
            75,
            OptionalInt.of(0));

    /** What the model itself writes after token 0, always taking its most likely next token. */
    private static final long[] ITS_OWN_TEXT = {0, 9, 3, 7, 8, 12, 5, 4};

    private static final float LN_2 = 0.6931472f;
    private static final float LN_5 = 1.6094379f;

    /** One head of width 4, so that scores are halved: each query scores the keys 0, ln 2 and ln 5. */
    private static final float[] QUERIES = {2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0};

    private static final float[] KEYS = {0, 7, 7, 7, LN_2, 7, 7, 7, LN_5, 7, 7, 7};

    private final NDManager manager = NDManager.newBaseManager();
    private final HookedTransformer model = HookedTransformer.seeded(RANDOM, Device.cpu());

    @AfterEach
    void close() {
        model.close();
        manager.close();
    }

    @Test
    @DisplayName("inspect-model: reads what the model above was built with")
    void readsTheConfig() {
        ModelShape shape = Attempt.at(() -> new MyLensIntroduction().inspectModel(model));

        assertEquals(new ModelShape(2, 3, 16, 4, 10, 13, true, "shortformer"), shape);
    }

    @Test
    @DisplayName("tokens-and-strings: numbers the words, after a BOS, and reads them back")
    void numbersWords() {
        TokenView view = Attempt.at(() -> new MyLensIntroduction().tokenView(model, "t3 t1 t4"));

        assertEquals(new Shape(1, 4), view.tokens().getShape(), "shape [1, pos] of tokens");
        assertArrayEquals(new long[] {0, 3, 1, 4}, view.tokens().toLongArray(), "tokens");
        assertEquals(List.of("<bos>", "t3", "t1", "t4"), view.strTokens(), "strTokens");
        assertEquals("t3 t1 t4", view.roundTrip(), "roundTrip");
    }

    @Test
    @DisplayName("correct-predictions: finds every position a hit in a text that the model wrote itself")
    void itsOwnText() {
        Guesses guesses = guesses(manager.create(ITS_OWN_TEXT, new Shape(1, ITS_OWN_TEXT.length)));

        assertEquals(7, guesses.correct(), "correct");
        assertEquals(7, guesses.total(), "total");
    }

    @Test
    @DisplayName("correct-predictions: marks hits and misses position by position, in every row")
    void marksHitsAndMisses() {
        NDArray tokens = manager.create(new long[] {0, 9, 3, 10, 7, 0, 10, 3, 7, 12}, new Shape(2, 5));

        Guesses guesses = guesses(tokens);

        assertEquals(new Shape(2, 4), guesses.hits().getShape(), "shape [batch, pos - 1] of hits");
        assertEquals(DataType.BOOLEAN, guesses.hits().getDataType(), "type of hits");
        assertArrayEquals(
                new boolean[] {true, true, false, true, false, true, true, false},
                guesses.hits().toBooleanArray(),
                "hits, row by row");
        assertEquals(5, guesses.correct(), "correct");
        assertEquals(8, guesses.total(), "total");
    }

    private Guesses guesses(NDArray tokens) {
        return Attempt.at(() -> new MyLensIntroduction().correctPredictions(model, tokens));
    }

    @Test
    @DisplayName(
            "pattern-from-qk: shares attention out over the keys up to the query: 1, then 1 to 2, then 1 to 2 to 5")
    void oneHead() {
        NDArray q = manager.create(QUERIES, new Shape(1, 3, 1, 4));
        NDArray k = manager.create(KEYS, new Shape(1, 3, 1, 4));

        NDArray pattern = Attempt.at(() -> new MyLensIntroduction().attentionPattern(q, k));

        assertEquals(new Shape(1, 1, 3, 3), pattern.getShape(), "shape [batch, head, query, key]");
        assertArrayEquals(
                new float[] {
                    1, 0, 0, 1 / 3f, 2 / 3f, 0, 1 / 8f, 2 / 8f, 5 / 8f,
                },
                pattern.toFloatArray(),
                1e-4f,
                "the pattern, row by row");
    }

    @Test
    @DisplayName(
            "pattern-from-qk: keeps heads apart: beside that one stands a head that looks for nothing, and is even")
    void twoHeads() {
        NDArray q = manager.create(QUERIES, new Shape(1, 3, 1, 4));
        NDArray k = manager.create(KEYS, new Shape(1, 3, 1, 4));
        NDArray queries = q.concat(q.zerosLike(), 2);
        NDArray keys = k.concat(k, 2);

        NDArray pattern = Attempt.at(() -> new MyLensIntroduction().attentionPattern(queries, keys));

        assertEquals(new Shape(1, 2, 3, 3), pattern.getShape(), "shape [batch, head, query, key]");
        assertArrayEquals(
                new float[] {
                    1, 0, 0, 1 / 3f, 2 / 3f, 0, 1 / 8f, 2 / 8f, 5 / 8f, 1, 0, 0, 1 / 2f, 1 / 2f, 0, 1 / 3f, 1 / 3f,
                    1 / 3f,
                },
                pattern.toFloatArray(),
                1e-4f,
                "the pattern, head by head and row by row");
    }

    @Test
    @DisplayName("attention-heads-view: gathers tokens, patterns and names of the second layer's three heads")
    void secondLayer() {
        AttentionView view = Attempt.at(() -> new MyLensIntroduction().attentionView(model, "t9 t3", 1));

        assertEquals(List.of("<bos>", "t9", "t3"), view.tokens(), "tokens");
        assertEquals(List.of("L1H0", "L1H1", "L1H2"), view.headNames(), "headNames");
        assertEquals(new Shape(3, 3, 3), view.pattern().getShape(), "shape [head, query, key] of pattern");
        float[] rowSums = view.pattern().sum(new int[] {2}).toFloatArray();
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, rowSums, 1e-4f, "what each row adds up to");
    }
}
