package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/** Checks tokens before a model sees them: a bad id on a GPU would end its context. */
final class Tokens {
    private Tokens() {}

    /**
     * Checks the tokens and brings them to the model.
     *
     * @param tokens {@code [batch, pos]} int64 or int32
     * @return {@code [batch, pos]} int64 on {@code device}; belongs to {@code scratch}
     */
    static NDArray checked(NDArray tokens, HookedTransformerConfig config, Device device, NDManager scratch) {
        DataType type = tokens.getDataType();
        if (type != DataType.INT64 && type != DataType.INT32) {
            throw new IllegalArgumentException(
                    "tokens must be int64 (or int32), got %s of shape %s".formatted(type, tokens.getShape()));
        }
        if (tokens.getShape().dimension() != 2 || tokens.getShape().size() == 0) {
            throw new IllegalArgumentException(
                    "tokens must have the shape [batch, pos], both at least 1, got " + tokens.getShape());
        }
        long positions = tokens.getShape().get(1);
        if (positions > config.nCtx()) {
            throw new IllegalArgumentException(
                    "tokens have %d positions, but the model has n_ctx=%d".formatted(positions, config.nCtx()));
        }
        NDArray view = tokens.reshape(tokens.getShape());
        view.attach(scratch);
        NDArray ids = view.toType(DataType.INT64, false);
        requireInVocabulary(ids, config.dVocab(), positions);
        return ids.toDevice(device, false);
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
