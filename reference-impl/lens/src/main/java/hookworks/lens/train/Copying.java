package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelWeights;
import java.util.List;

/**
 * Whether heads, if they attend to a token, make that very token the likeliest next one.
 *
 * @param heads of layer 1, together
 * @param top1 the share of tokens whose own logit is the largest of all that the heads write for them
 */
public record Copying(List<Integer> heads, double top1) {
    private static final int ROWS = 512;

    public Copying {
        heads = List.copyOf(heads);
    }

    /** Measures some heads; {@code owner} lends memory. */
    static Copying of(HookedTransformer model, List<Integer> heads, NDManager owner) {
        long vocabulary = model.config().dVocab();
        long hits = 0;
        for (long from = 0; from < vocabulary; from += ROWS) {
            hits += hits(model, heads, from, Math.min(vocabulary, from + ROWS), owner);
        }
        return new Copying(heads, (double) hits / vocabulary);
    }

    private static long hits(HookedTransformer model, List<Integer> heads, long from, long to, NDManager owner) {
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            NDArray sources = weights.wE().get(new NDIndex().addSliceDim(from, to)); // [source, d_model]
            NDArray written = sources.zerosLike();
            for (int head : heads) {
                NDArray values = sources.matMul(weights.wV().get(1, head));
                written = written.add(values.matMul(weights.wO().get(1, head)));
            }
            long[] likeliest = written.matMul(weights.wU()).argMax(1).toLongArray();
            long hits = 0;
            for (int row = 0; row < likeliest.length; row++) {
                hits += likeliest[row] == from + row ? 1 : 0;
            }
            return hits;
        }
    }
}
