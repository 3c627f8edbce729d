package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a run starts from, and where it ends.
 *
 * @param start {@code [batch, pos]} tokens, int64 or int32; or where the run starts at a layer, {@code [batch, pos,
 *     d_model]}, the residual stream there. Results belong to its manager
 * @param startAtLayer the first block that runs; none where the run starts from tokens
 * @param stopAtLayer the first block that does not run, from 0 to {@code n_layers}, or negative, counting from the
 *     end; none where the run ends with logits
 * @param attentionMask {@code [batch, past + pos]} integers or booleans: 0 where a token is padding that nothing may
 *     attend to. Positions count the real tokens only. Null where every token is real
 * @param keyValueCache what earlier runs of the same text computed; this run adds its own. Null where there is none
 */
public record ModelInput(
        NDArray start,
        OptionalInt startAtLayer,
        OptionalInt stopAtLayer,
        @Nullable NDArray attentionMask,
        @Nullable KeyValueCache keyValueCache) {

    /** The whole model, from tokens {@code [batch, pos]} to logits. */
    public static ModelInput of(NDArray tokens) {
        return new ModelInput(tokens, OptionalInt.empty(), OptionalInt.empty(), null, null);
    }

    /** From the residual stream {@code [batch, pos, d_model]} before a layer to logits. */
    public static ModelInput startingAt(int layer, NDArray residual) {
        return new ModelInput(residual, OptionalInt.of(layer), OptionalInt.empty(), null, null);
    }

    /** The same, up to the residual stream before a layer. */
    public ModelInput stoppingBefore(int layer) {
        return new ModelInput(start, startAtLayer, OptionalInt.of(layer), attentionMask, keyValueCache);
    }

    /** The same, but nothing attends to the tokens where the mask, {@code [batch, past + pos]}, is 0. */
    public ModelInput masked(NDArray mask) {
        return new ModelInput(start, startAtLayer, stopAtLayer, mask, keyValueCache);
    }

    /** The same, as the continuation of what the cache has seen. */
    public ModelInput continuing(KeyValueCache cache) {
        return new ModelInput(start, startAtLayer, stopAtLayer, attentionMask, cache);
    }
}
