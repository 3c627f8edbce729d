package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.parameters.SeededModel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("section 4, all heads at once and one at a time")
final class MyTargetedAblationTest {
    /** Random weights: two layers of three heads. */
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
            4);

    private final NDManager manager = NDManager.newBaseManager();
    private final HookedTransformer model = HookedTransformer.seeded(RANDOM, Device.cpu());
    private final MyReverseEngineering mine = new MyReverseEngineering();

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    @Test
    @DisplayName(
            "batched-composition-scores: two that write along one axis each, with three that read one axis, the other, or both")
    void twoWithThree() {
        FactoredMatrix writers = FactoredMatrix.of(
                manager.create(new float[] {3, 4, 0, 2}, new Shape(2, 2, 1)), // how strongly, [2, i, 1]
                manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 1, 2))); // along which axis, [2, 1, j]
        FactoredMatrix readers = FactoredMatrix.of(
                manager.create(new float[] {1, 0, 0, 1, 1, 1}, new Shape(1, 3, 2, 1)), // [1, 3, j, 1]
                manager.create(new float[] {1, 2, 2, 0, 5, 0, 0, 0, 7}, new Shape(1, 3, 1, 3))); // [1, 3, 1, k]

        NDArray scores = Attempt.at(() -> mine.batchedCompositionScores(writers, readers));

        assertEquals(new Shape(2, 1, 3), scores.getShape(), "shape [*first, *second]");
        assertEquals(DataType.FLOAT32, scores.getDataType(), "type of the scores");
        float half = (float) Math.sqrt(0.5); // the cosine of 45 degrees
        assertArrayEquals(
                new float[] {1, 0, half, 0, 1, half},
                scores.toFloatArray(),
                1e-4f,
                "of the first writer with each reader, then of the second");
    }

    @Test
    @DisplayName("prev-head-ablation: with nothing silenced, is the mean of five cells of the pattern, where S is 3")
    void fiveCells() {
        NDArray tokens = twice();

        double score = Attempt.at(() -> mine.ablatedInductionScore(model, tokens, List.of(), new Head(1, 2)));

        assertEquals(fiveCellsOf(tokens, new Head(1, 2)), score, 1e-4, "score of head 1.2");
    }

    @Test
    @DisplayName("prev-head-ablation: without head 0.1, is what a run gives in which the z of that head is zero")
    void withoutOneHead() {
        NDArray tokens = twice();

        double score =
                Attempt.at(() -> mine.ablatedInductionScore(model, tokens, List.of(new Head(0, 1)), new Head(1, 2)));

        Hook cut = Hook.replacing("blocks.0.attn.hook_z", (z, point) -> {
            NDArray left = z.duplicate();
            left.set(new NDIndex(":, :, 1"), 0);
            return left;
        });
        try (var _ = model.hooks(List.of(cut))) {
            assertEquals(fiveCellsOf(tokens, new Head(1, 2)), score, 1e-4, "score of head 1.2 without head 0.1");
        }
    }

    /** Token 0, then 5, 7, 2, then 5, 7, 2 again. */
    private NDArray twice() {
        return manager.create(new long[][] {{0, 5, 7, 2, 5, 7, 2}});
    }

    /** The mean of those cells where a query looks two positions back. */
    private double fiveCellsOf(NDArray tokens, Head head) {
        try (CachedRun run = model.runWithCache(tokens)) {
            NDArray pattern = run.cache().get("pattern", head.layer()).get(0, head.index()); // [query, key]
            float sum = pattern.getFloat(2, 0)
                    + pattern.getFloat(3, 1)
                    + pattern.getFloat(4, 2)
                    + pattern.getFloat(5, 3)
                    + pattern.getFloat(6, 4);
            return sum / 5;
        }
    }
}
