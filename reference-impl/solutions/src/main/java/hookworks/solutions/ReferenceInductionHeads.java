package hookworks.solutions;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.InductionHeads;
import hookworks.exercises.RepeatedRun;
import hookworks.lens.ActivationCache;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Section 2, solved. Detectors leave nothing behind; what is drawn belongs to a manager of its own, and what is computed
 * to the manager of the first tensor given.
 */
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

    @Override
    public NDArray repeatedTokens(HookedTransformer model, int blockLength, int batch, long seed) {
        long[] drawn = new SplittableRandom(seed)
                .longs((long) batch * blockLength, 0, model.config().dVocab())
                .toArray();
        NDManager owner = NDManager.newBaseManager(model.device());
        try (NDManager scratch = owner.newSubManager()) {
            NDArray block = scratch.create(drawn, new Shape(batch, blockLength));
            NDArray bos = scratch.zeros(new Shape(batch, 1), DataType.INT64)
                    .add(model.texts().tokenizer().bosTokenId());
            NDArray tokens = NDArrays.concat(new NDList(bos, block, block), 1); // [batch, 1 + 2 S]
            tokens.attach(owner);
            return tokens;
        }
    }

    @Override
    public RepeatedRun runRepeatedTokens(HookedTransformer model, int blockLength, int batch, long seed) {
        NDArray tokens = repeatedTokens(model, blockLength, batch, seed);
        CachedRun run = model.runWithCache(tokens);
        return new RepeatedRun(tokens, run.logits(), run.cache());
    }

    @Override
    public NDArray tokenLogProbs(NDArray logits, NDArray tokens) {
        NDManager owner = logits.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(logits, tokens);
            NDArray logProbs = logits.get(":, :-1").logSoftmax(-1); // [batch, pos - 1, d_vocab]
            NDArray next = tokens.get(":, 1:").expandDims(-1); // [batch, pos - 1, 1]
            NDArray ofNext = logProbs.gather(next, 2).squeeze(-1); // [batch, pos - 1]
            ofNext.attach(owner);
            return ofNext;
        }
    }

    @Override
    public List<Head> inductionHeads(ActivationCache cache) {
        return headsAbove(cache, pattern -> {
            long block = (pattern.getShape().get(1) - 1) / 2;
            // The token of a query was seen a block ago, and what came next one position after that.
            return meanLookingBack(pattern, block - 1);
        });
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
