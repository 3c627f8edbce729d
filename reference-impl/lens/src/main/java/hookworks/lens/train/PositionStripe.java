package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelWeights;

/**
 * How far a first-layer head looks one back by positions alone, over the whole context.
 *
 * @param head of layer 0
 * @param mean attention to the place before
 * @param least of any place
 */
public record PositionStripe(int head, double mean, double least) {
    private static final float MASKED = -1e9f;

    /** Measures one head; {@code owner} lends memory. */
    static PositionStripe of(HookedTransformer model, int head, NDManager owner) {
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            NDArray queries = weights.wPos().matMul(weights.wQ().get(0, head)); // [query, d_head]
            NDArray keys = weights.wPos().matMul(weights.wK().get(0, head)); // [key, d_head]
            NDArray scores =
                    queries.matMul(keys.transpose()).div((float) model.config().attnScale());
            Pattern pattern = Pattern.of(masked(scores, scratch).softmax(-1));
            return new PositionStripe(head, pattern.meanBack(1), pattern.leastBack(1));
        }
    }

    private static NDArray masked(NDArray scores, NDManager scratch) {
        long positions = scores.getShape().get(0);
        NDArray places = scratch.arange((int) positions);
        NDArray later = places.reshape(new Shape(1, positions)).gt(places.reshape(new Shape(positions, 1)));
        return scores.add(later.toType(scores.getDataType(), false).mul(MASKED));
    }
}
