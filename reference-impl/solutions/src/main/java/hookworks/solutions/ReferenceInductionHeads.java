package hookworks.solutions;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.Head;
import hookworks.exercises.InductionHeads;
import hookworks.lens.ActivationCache;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Section 2, solved. Detectors leave nothing behind. */
public final class ReferenceInductionHeads implements InductionHeads {
    /** Judgement: between the heads that do one thing and all the others there is a wide gap, and it lies in there. */
    private static final float THRESHOLD = 0.4f;

    @Override
    public List<Head> currentTokenHeads(ActivationCache cache) {
        return headsAbove(cache, pattern -> meanLookingBack(pattern, 0));
    }

    @Override
    public List<Head> previousTokenHeads(ActivationCache cache) {
        return headsAbove(cache, pattern -> meanLookingBack(pattern, 1));
    }

    @Override
    public List<Head> firstTokenHeads(ActivationCache cache) {
        return headsAbove(cache, pattern -> pattern.get(":, :, 0").mean(new int[] {1}));
    }

    /** The heads of all layers whose score, made of their layer's pattern, is above the threshold. */
    private static List<Head> headsAbove(ActivationCache cache, UnaryOperator<NDArray> score) {
        var heads = new ArrayList<Head>();
        for (int layer = 0; layer < cache.nLayers(); layer++) {
            float[] scores = read(cache.get("pattern", layer), score);
            for (int head = 0; head < scores.length; head++) {
                if (scores[head] > THRESHOLD) {
                    heads.add(new Head(layer, head));
                }
            }
        }
        return heads;
    }

    private static float[] read(NDArray pattern, UnaryOperator<NDArray> score) {
        try (NDManager scratch = pattern.getManager().newSubManager()) {
            scratch.tempAttachAll(pattern);
            return score.apply(pattern).toFloatArray(); // [head]
        }
    }

    /** The mean attention from a query to the key so many positions before it: {@code [head]}. */
    private static NDArray meanLookingBack(NDArray pattern, long positions) {
        long length = pattern.getShape().get(1);
        // With query and key laid end to end, one step down the diagonal is length + 1 cells on.
        NDArray cells = pattern.reshape(pattern.getShape().get(0), length * length);
        NDArray diagonal = cells.get(new NDIndex(":, {}::{}", positions * length, length + 1)); // [head, query]
        return diagonal.mean(new int[] {1});
    }
}
