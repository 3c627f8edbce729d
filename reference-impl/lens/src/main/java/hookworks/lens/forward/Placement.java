package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's tokens stand: what came before them, which place each has, and which of them are padding.
 *
 * @param scratch the run's own memory
 * @param past how many tokens the key-value cache has seen
 * @param queries how many tokens this run adds
 * @param places {@code [batch, pos]} int64, each token's place among the real ones; null where it is simply past + pos
 * @param real {@code [batch, pos, 1]} float32, 0 for padding; null where there is none
 * @param padding {@code [batch, 1, 1, key]} float32, minus infinity for padding; null where there is none
 */
record Placement(
        NDManager scratch,
        int past,
        int queries,
        @Nullable NDArray places,
        @Nullable NDArray real,
        @Nullable NDArray padding) {

    /** Places a run's tokens; {@code start} has the shape {@code [batch, pos, ...]}. */
    static Placement of(ModelInput input, NDManager scratch) {
        KeyValueCache cache = input.keyValueCache();
        int past = cache == null ? 0 : cache.length();
        Shape shape = input.start().getShape();
        int queries = Math.toIntExact(shape.get(1));
        NDArray mask = input.attentionMask();
        if (mask == null) {
            return new Placement(scratch, past, queries, null, null, null);
        }
        return masked(mask, past, new Shape(shape.get(0), past + queries), scratch);
    }

    private static Placement masked(NDArray mask, int past, Shape expected, NDManager scratch) {
        DataType type = mask.getDataType();
        if (!mask.getShape().equals(expected) || !(type.isInteger() || type.isBoolean())) {
            throw new IllegalArgumentException(
                    "the attention mask must be integers or booleans of shape %s, one for each token%s; got %s %s"
                            .formatted(expected, past > 0 ? ", the past ones too" : "", type, mask.getShape()));
        }
        int batch = Math.toIntExact(expected.get(0));
        int keys = Math.toIntExact(expected.get(1));
        long[] flags = mask.toType(DataType.INT64, true).toLongArray();
        int queries = keys - past;
        var padding = new float[flags.length];
        var places = new long[batch * queries];
        var real = new float[batch * queries];
        for (int row = 0; row < batch; row++) {
            long place = -1;
            for (int key = 0; key < keys; key++) {
                boolean isReal = flags[row * keys + key] != 0;
                place += isReal ? 1 : 0;
                padding[row * keys + key] = isReal ? 0 : Float.NEGATIVE_INFINITY;
                if (key >= past) {
                    places[row * queries + key - past] = Math.max(0, place);
                    real[row * queries + key - past] = isReal ? 1 : 0;
                }
            }
        }
        return new Placement(
                scratch,
                past,
                queries,
                scratch.create(places, new Shape(batch, queries)),
                scratch.create(real, new Shape(batch, queries, 1)),
                scratch.create(padding, new Shape(batch, 1, 1, keys)));
    }

    /** Whether a query may be left with nothing that it sees. */
    boolean isPadded() {
        return padding != null;
    }

    /**
     * Looks each token's place up.
     *
     * @param table {@code [n_ctx, width]}
     * @return {@code [pos, width]}, or {@code [batch, pos, width]} where tokens of one column have different places;
     *     the run's own
     */
    NDArray lookUp(NDArray table) {
        if (places == null) {
            return table.get(scratch, new NDIndex().addSliceDim(past, past + queries));
        }
        return Embeddings.rows(places, table);
    }
}
