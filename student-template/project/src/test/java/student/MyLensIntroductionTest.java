package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Guesses;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("correct-predictions")
final class MyLensIntroductionTest {
    /** Random weights, the same on every machine: what it says makes no sense, but always the same nonsense. */
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
            75);

    /** What the model itself writes after token 0, always taking its most likely next token. */
    private static final long[] ITS_OWN_TEXT = {0, 9, 3, 7, 8, 12, 5, 4};

    private final NDManager manager = NDManager.newBaseManager();
    private final HookedTransformer model = HookedTransformer.seeded(RANDOM, Device.cpu());

    @AfterEach
    void close() {
        model.close();
        manager.close();
    }

    @Test
    @DisplayName("finds every position a hit in a text that the model wrote itself")
    void itsOwnText() {
        Guesses guesses = guesses(manager.create(ITS_OWN_TEXT, new Shape(1, ITS_OWN_TEXT.length)));

        assertEquals(7, guesses.correct(), "correct");
        assertEquals(7, guesses.total(), "total");
    }

    @Test
    @DisplayName("marks hits and misses position by position, in every row")
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
}
