package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.memory.TensorScope;

/** Checks what a run starts from before a model sees it: a bad id on a GPU would end its context. */
final class InputChecks {
    private InputChecks() {}

    /** Checks that what came before and what is new fit the model, and each other. */
    static void requireFit(ModelInput input, HookedTransformerConfig config) {
        Shape shape = input.start().getShape();
        if (input.startAtLayer().isEmpty()) {
            requireTokens(input.start());
        } else if (shape.dimension() != 3 || shape.get(2) != config.dModel() || shape.size() == 0) {
            throw new IllegalArgumentException("a run that starts at a layer needs the residual stream"
                    + " [batch, pos, d_model=%d], got %s".formatted(config.dModel(), shape));
        }
        KeyValueCache cache = input.keyValueCache();
        int past = cache == null ? 0 : cache.length();
        if (past + shape.get(1) > config.nCtx()) {
            throw new IllegalArgumentException("tokens have %d positions%s, but the model has n_ctx=%d"
                    .formatted(
                            past + shape.get(1), past > 0 ? ", %d of them cached".formatted(past) : "", config.nCtx()));
        }
        if (cache != null) {
            requireSameText(cache, input, config);
        }
    }

    private static void requireTokens(NDArray tokens) {
        DataType type = tokens.getDataType();
        if (type != DataType.INT64 && type != DataType.INT32) {
            throw new IllegalArgumentException(
                    "tokens must be int64 (or int32), got %s of shape %s".formatted(type, tokens.getShape()));
        }
        if (tokens.getShape().dimension() != 2 || tokens.getShape().size() == 0) {
            throw new IllegalArgumentException(
                    "tokens must have the shape [batch, pos], both at least 1, got " + tokens.getShape());
        }
    }

    private static void requireSameText(KeyValueCache cache, ModelInput input, HookedTransformerConfig config) {
        if (input.startAtLayer().isPresent() || input.stopAtLayer().isPresent()) {
            throw new IllegalArgumentException(
                    "a run with a key-value cache must pass every layer: it cannot start or stop at one");
        }
        if (!config.attention().isCausal()) {
            throw new IllegalArgumentException(
                    "a model whose queries see later keys cannot continue from a key-value cache");
        }
        long batch = input.start().getShape().get(0);
        if (cache.layers() > 0 && (cache.batch() != batch || cache.layers() != config.nLayers())) {
            throw new IllegalArgumentException(
                    "the key-value cache holds %d texts in %d layers, but this run has %d texts in %d layers"
                            .formatted(cache.batch(), cache.layers(), batch, config.nLayers()));
        }
    }

    /**
     * Brings checked tokens to the model.
     *
     * @return {@code [batch, pos]} int64 on {@code device}; belongs to {@code scratch}
     */
    static NDArray tokens(NDArray tokens, HookedTransformerConfig config, Device device, NDManager scratch) {
        NDArray ids = TensorScope.view(tokens, scratch).toType(DataType.INT64, false);
        requireInVocabulary(ids, config.dVocab(), tokens.getShape().get(1));
        return ids.toDevice(device, false);
    }

    /**
     * Brings a checked residual stream to the model.
     *
     * @return {@code [batch, pos, d_model]} in the model's dtype on {@code device}; belongs to {@code scratch}
     */
    static NDArray residual(NDArray residual, HookedTransformerConfig config, Device device, NDManager scratch) {
        return TensorScope.view(residual, scratch).toType(config.dtype(), false).toDevice(device, false);
    }

    private static void requireInVocabulary(NDArray ids, int dVocab, long positions) {
        long[] values = ids.toLongArray();
        for (int cell = 0; cell < values.length; cell++) {
            if (values[cell] < 0 || values[cell] >= dVocab) {
                throw new IllegalArgumentException("token %d at batch %d, position %d is outside the vocabulary 0..%d"
                        .formatted(values[cell], cell / positions, cell % positions, dVocab - 1));
            }
        }
    }
}
