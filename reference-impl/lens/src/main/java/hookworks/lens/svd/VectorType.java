package hookworks.lens.svd;

/** Which matrix' right singular vectors are looked at; all lie in the residual stream. */
public sealed interface VectorType {
    int layer();

    /** What a head moves, {@code W_V W_O}: its vectors are what the head writes. */
    record Ov(int layer, int head) implements VectorType {}

    /**
     * What a layer's MLP reads, {@code W_inᵀ}, with the weight of the norm before it where the model has one. The weight
     * of a gate is not in it.
     */
    record WIn(int layer) implements VectorType {}

    /** What a layer's MLP writes, {@code W_out}. */
    record WOut(int layer) implements VectorType {}
}
