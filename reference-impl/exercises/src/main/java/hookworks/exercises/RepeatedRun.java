package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import hookworks.lens.ActivationCache;

/**
 * A model's run on repeated random tokens. Owns all three until closed.
 *
 * @param tokens {@code [batch, pos]} int64
 * @param logits {@code [batch, pos, d_vocab]} float32, of these tokens
 * @param cache every activation of that run, each with its batch axis
 */
public record RepeatedRun(NDArray tokens, NDArray logits, ActivationCache cache) implements AutoCloseable {
    @Override
    public void close() {
        cache.close();
        logits.close();
        tokens.close();
    }
}
