package hookworks.lens.svd;

/** Which matrix' right singular vectors are looked at; all lie in the residual stream. */
public sealed interface VectorType {
    /** The layer that the matrix is of, from 0. */
    int layer();

    /**
     * What a head moves, {@code W_V W_O}: its vectors are what the head writes.
     *
     * @param layer from 0
     * @param head from 0
     */
    record Ov(int layer, int head) implements VectorType {}

    /**
     * What a layer's MLP reads, {@code W_inᵀ}, with the weight of the norm before it where the model has one. The weight
     * of a gate is not in it.
     *
     * @param layer from 0
     */
    record WIn(int layer) implements VectorType {}

    /**
     * What a layer's MLP writes, {@code W_out}.
     *
     * @param layer from 0
     */
    record WOut(int layer) implements VectorType {}
}
