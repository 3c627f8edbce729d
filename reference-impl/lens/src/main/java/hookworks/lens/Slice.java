package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.LongStream;

/** Part of an axis, as TransformerLens' {@code Slice}. */
public sealed interface Slice {
    /** All of it. */
    static Slice all() {
        return new All();
    }

    /** One place, whose axis is then gone; negative counts from the end. */
    static Slice at(long place) {
        return new At(place);
    }

    /** Places from one up to, not including, another; negative counts from the end. */
    static Slice range(long from, long to) {
        return new Range(from, to);
    }

    /** These places, in this order; negative counts from the end. */
    static Slice picking(long... places) {
        return new Picks(LongStream.of(places).boxed().toList());
    }

    /**
     * A look at a tensor, TransformerLens' {@code get_corner}: the first entries along every axis.
     *
     * @param tensor of any shape
     * @param size at least 1; where an axis is shorter, all of it
     * @return a view; belongs to the manager of {@code tensor}
     */
    static NDArray corner(NDArray tensor, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a corner needs a size of at least 1, got " + size);
        }
        Shape shape = tensor.getShape();
        if (shape.isScalar()) {
            return tensor.reshape(shape);
        }
        var index = new NDIndex();
        for (int axis = 0; axis < shape.dimension(); axis++) {
            index.addSliceDim(0, Math.min(size, shape.get(axis)));
        }
        return tensor.get(index);
    }

    /** The whole axis. */
    record All() implements Slice {}

    /**
     * One place, whose axis is then gone.
     *
     * @param place from 0, or negative, counting from the end
     */
    record At(long place) implements Slice {}

    /**
     * A stretch of places.
     *
     * @param from the first place; negative counts from the end
     * @param to the place after the last; negative counts from the end
     */
    record Range(long from, long to) implements Slice {}

    /**
     * Places in an order of their own, which may repeat.
     *
     * @param places each from 0, or negative, counting from the end
     */
    record Picks(List<Long> places) implements Slice {}

    /** Whether the axis stays. */
    default boolean keepsAxis() {
        return !(this instanceof At);
    }

    /**
     * Takes the part.
     *
     * @param tensor of any shape
     * @param axis negative counts from the end
     * @return {@code [..., places, ...]}, without that axis for one place; belongs to the manager of {@code tensor}. A
     *     view, except where places are picked
     * @throws IllegalArgumentException where the axis has no such place
     */
    default NDArray apply(NDArray tensor, int axis) {
        Shape shape = tensor.getShape();
        int at = axis < 0 ? shape.dimension() + axis : axis;
        long size = shape.get(at);
        return switch (this) {
            case All all -> tensor.reshape(shape);
            case At(long place) -> tensor.get(new NDIndex().addAllDim(at).addIndices(within(place, size)));
            case Range(long from, long to) ->
                tensor.get(new NDIndex().addAllDim(at).addSliceDim(bound(from, size), bound(to, size)));
            case Picks(List<Long> places) -> {
                long[] within =
                        places.stream().mapToLong(place -> within(place, size)).toArray();
                try (NDArray indices = tensor.getManager().create(within).toDevice(tensor.getDevice(), false)) {
                    yield tensor.get(new NDIndex().addAllDim(at).addPickDim(indices));
                }
            }
        };
    }

    /** The numbers of the places that are taken of an axis of that size. */
    default long[] placesOf(long size) {
        return switch (this) {
            case All all -> LongStream.range(0, size).toArray();
            case At(long place) -> new long[] {within(place, size)};
            case Range(long from, long to) ->
                LongStream.range(bound(from, size), bound(to, size)).toArray();
            case Picks(List<Long> places) ->
                places.stream().mapToLong(place -> within(place, size)).toArray();
        };
    }

    private static long within(long place, long size) {
        long counted = place < 0 ? place + size : place;
        if (counted < 0 || counted >= size) {
            throw new IllegalArgumentException("no place %d on an axis of %d".formatted(place, size));
        }
        return counted;
    }

    private static long bound(long place, long size) {
        long counted = place < 0 ? place + size : place;
        if (counted < 0 || counted > size) {
            throw new IllegalArgumentException("no bound %d on an axis of %d".formatted(place, size));
        }
        return counted;
    }
}
