package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import java.util.Random;

/** Tokens to look at a circuit by: the same each time. */
final class RandomTokens {
    private static final long SEED = 1;

    private RandomTokens() {}

    /** {@code [count]} int64, all different. */
    static NDArray draw(HookedTransformer model, int count, NDManager manager) {
        return manager.create(new Random(SEED)
                .ints(0, model.config().dVocab())
                .distinct()
                .limit(count)
                .asLongStream()
                .toArray());
    }
}
