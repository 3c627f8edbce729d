package hookworks.lens.pretrained.layout;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * A module of a checkpoint with a weight and perhaps a bias, as {@code [in, head, size]}: what is not made of heads
 * counts as one head. Its tensors are named {@code module.weight} and {@code module.bias}. Immutable.
 */
public final class Projection {
    private final String module;
    private final Orientation orientation;
    private final boolean isBiased;
    private final Share share;

    private Projection(String module, Orientation orientation, boolean isBiased, Share share) {
        this.module = module;
        this.orientation = orientation;
        this.isBiased = isBiased;
        this.share = share;
    }

    private enum Orientation {
        /** {@code [out, in]}. */
        LINEAR,
        /** {@code [in, out]}. */
        CONV1D
    }

    /**
     * One of several matrices that lie side by side.
     *
     * @param isWithinHeads whether they alternate within each head, instead of one following another whole
     */
    private record Share(int part, int parts, boolean isWithinHeads) {
        static final Share WHOLE = new Share(0, 1, false);

        /** From {@code [in, parts * head * size]} to {@code [in, head, size]}. */
        NDArray of(NDArray matrix, long in, long heads, long size) {
            return isWithinHeads
                    ? matrix.reshape(in, heads, parts, size)
                            .get(new NDIndex().addAllDim(2).addIndices(part))
                    : matrix.reshape(in, parts, heads, size)
                            .get(new NDIndex().addAllDim().addIndices(part));
        }
    }

    /** A {@code Linear} without a bias: its weight is {@code [out, in]}. */
    public static Projection linear(String module) {
        return new Projection(module, Orientation.LINEAR, false, Share.WHOLE);
    }

    /** A {@code Conv1D} with a bias: its weight is {@code [in, out]}. */
    public static Projection conv1d(String module) {
        return new Projection(module, Orientation.CONV1D, true, Share.WHOLE);
    }

    /** The same with a bias, {@code [out]}. */
    public Projection biased() {
        return biasedIf(true);
    }

    /** The same, with a bias or without. */
    public Projection biasedIf(boolean biased) {
        return new Projection(module, orientation, biased, share);
    }

    /** One of three matrices that follow one another. */
    public Projection third(int part) {
        return new Projection(module, orientation, isBiased, new Share(part, 3, false));
    }

    /** One of three matrices of which each head has its own in a row. */
    public Projection thirdOfEachHead(int part) {
        return new Projection(module, orientation, isBiased, new Share(part, 3, true));
    }

    boolean isBiased() {
        return isBiased;
    }

    /** {@code [in, head, size]}. */
    Source weight(String prefix, long in, long heads, long size) {
        long out = share.parts() * heads * size;
        boolean isLinear = orientation == Orientation.LINEAR;
        return Source.of(prefix + module + ".weight", isLinear ? new Shape(out, in) : new Shape(in, out))
                .then(stored -> share.of(isLinear ? stored.transpose() : stored, in, heads, size));
    }

    /** {@code [1, head, size]}. */
    Source bias(String prefix, long heads, long size) {
        return Source.of(prefix + module + ".bias", new Shape(share.parts() * heads * size))
                .then(stored -> share.of(stored, 1, heads, size));
    }
}
