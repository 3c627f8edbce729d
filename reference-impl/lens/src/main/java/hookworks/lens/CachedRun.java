package hookworks.lens;

import ai.djl.ndarray.NDArray;

/**
 * What a run gave and what passed on the way.
 *
 * @param logits {@code [batch, pos, d_vocab_out]}; or where the run was stopped before a layer, the residual stream
 *     there, {@code [batch, pos, d_model]}. Belongs to the tokens' manager
 * @param cache the activations that were asked for
 */
public record CachedRun(NDArray logits, ActivationCache cache) implements AutoCloseable {
    /** Frees the logits and the cache. */
    @Override
    public void close() {
        cache.close();
        logits.close();
    }
}
