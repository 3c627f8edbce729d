package student;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("section 4, composition scores")
final class MyCompositionTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final MyReverseEngineering mine = new MyReverseEngineering();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    @DisplayName("composition-score: of a row 3, 4 and a column 4, 3 is 24/25, the cosine between them")
    void oneDirectionEach() {
        NDArray writes = manager.create(new float[] {3, 4}, new Shape(1, 2));
        NDArray reads = manager.create(new float[] {4, 3}, new Shape(2, 1));

        double score = Attempt.at(() -> mine.compositionScore(writes, reads));

        assertEquals(0.96, score, 1e-4, "norms are 5 and 5, and that of the product is 24");
    }

    @Test
    @DisplayName("composition-score: is 0.6 where 3 and 4 are written in two directions, and only the first is read")
    void oneDirectionOfTwo() {
        NDArray writes = manager.create(new float[] {3, 0, 0, 4}, new Shape(2, 2));
        NDArray reads = manager.create(new float[] {10, 0}, new Shape(2, 1));

        double score = Attempt.at(() -> mine.compositionScore(writes, reads));

        assertEquals(0.6, score, 1e-4, "norms are 5 and 10, and that of the product is 30");
    }

    @Test
    @DisplayName(
            "qkv-composition-scores: scores head 0.0 with 1.2, and 0.2 with 1.0, in a model of random weights with three heads")
    void cornersOfThreeTables() {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(2)
                .nHeads(3)
                .dModel(16)
                .dHead(4)
                .nCtx(24)
                .dVocab(13)
                .build();
        try (var model = HookedTransformer.seeded(new SeededModel(config, 0.6, 4), Device.cpu());
                var scores = Attempt.at(() -> mine.compositionScores(model))) {
            assertCorners(0.1664f, 0.2789f, scores.q(), "q");
            assertCorners(0.2654f, 0.2200f, scores.k(), "k");
            assertCorners(0.2535f, 0.1626f, scores.v(), "v");
        }
    }

    @Test
    @DisplayName(
            "random-composition-score: of 200 seeds, has a mean near 0.173 and a deviation near 0.033 at sizes 32 and 4")
    void scoresOfManySeeds() {
        double[] scores = Attempt.at(() -> LongStream.range(0, 200)
                .mapToDouble(seed -> mine.randomCompositionScore(32, 4, seed))
                .toArray());

        double mean = Arrays.stream(scores).average().orElseThrow();
        double variance = Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElseThrow();
        assertEquals(0.173, mean, 0.02, "mean, which is near one over the root of 32");
        assertEquals(0.033, Math.sqrt(variance), 0.015, "standard deviation");
    }

    @Test
    @DisplayName("random-composition-score: gives the same score for the same seed, and another for another")
    void decidedByTheSeed() {
        double score = Attempt.at(() -> mine.randomCompositionScore(24, 3, 5));

        assertEquals(score, mine.randomCompositionScore(24, 3, 5), 1e-9, "seed 5 once more");
        assertNotEquals(score, mine.randomCompositionScore(24, 3, 6), 1e-9, "seed 6");
    }

    private static void assertCorners(float upperRight, float lowerLeft, NDArray scores, String name) {
        assertEquals(new Shape(3, 3), scores.getShape(), "shape of " + name);
        assertEquals(DataType.FLOAT32, scores.getDataType(), "type of " + name);
        assertEquals(upperRight, scores.getFloat(0, 2), 1e-4f, name + " of 0.0 and 1.2");
        assertEquals(lowerLeft, scores.getFloat(2, 0), 1e-4f, name + " of 0.2 and 1.0");
    }
}
