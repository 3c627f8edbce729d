package hookworks.lens.weights;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * How a tensor lies in a run of elements.
 *
 * @param strides elements from one index to the next, one per axis, never negative
 * @param offset elements before the tensor's first
 */
record StridedView(StoredType type, Shape shape, List<Long> strides, long offset) {
    private static final int MAX_RANK = 8;

    /** Shapes are checked against the widest type, so that no byte count overflows. */
    private static final int WIDEST = Long.BYTES;

    StridedView {
        strides = List.copyOf(strides);
        if (strides.size() != shape.dimension()) {
            throw new WeightsException(
                    "its strides are %s, but its shape %s has %d axes".formatted(strides, shape, shape.dimension()));
        }
        if (offset < 0 || strides.stream().anyMatch(stride -> stride < 0)) {
            throw new WeightsException(
                    "it has the offset %d and the strides %s; they must be 0 or more".formatted(offset, strides));
        }
    }

    /** Row by row, without gaps. */
    static StridedView contiguous(StoredType type, Shape shape) {
        return new StridedView(type, shape, rowMajor(shape), 0);
    }

    /** Checks the sizes of axes. Sizes beside a zero must be possible too: the engine computes strides from them. */
    static Shape shape(List<Long> sizes) {
        if (sizes.size() > MAX_RANK) {
            throw new WeightsException("it has %d axes, more than the %d allowed".formatted(sizes.size(), MAX_RANK));
        }
        try {
            long bytes = WIDEST;
            for (long size : sizes) {
                if (size < 0) {
                    throw new WeightsException(
                            "it has the shape %s; a size must be a whole number from 0".formatted(sizes));
                }
                bytes = Math.multiplyExact(bytes, Math.max(size, 1));
            }
        } catch (ArithmeticException e) {
            throw new WeightsException("it has the impossible shape %s".formatted(sizes), e);
        }
        return new Shape(sizes.stream().mapToLong(Long::longValue).toArray());
    }

    long elements() {
        return shape.size();
    }

    /** Bytes once read. */
    long readBytes() {
        return elements() * type.readWidth();
    }

    /** Axes of one element have no next index, so that their strides say nothing. */
    boolean isContiguous() {
        List<Long> packed = rowMajor(shape);
        for (int axis = 0; axis < strides.size(); axis++) {
            if (shape.get(axis) != 1 && !strides.get(axis).equals(packed.get(axis))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Elements from the tensor's first to its last, both included.
     *
     * @throws WeightsException where that exceeds what a file can hold
     */
    long span() {
        if (elements() == 0) {
            return 0;
        }
        try {
            long last = 0;
            for (int axis = 0; axis < strides.size(); axis++) {
                last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
            }
            Math.multiplyExact(Math.addExact(Math.addExact(last, 1), offset), WIDEST);
            return last + 1;
        } catch (ArithmeticException e) {
            throw new WeightsException(
                    "its shape %s, strides %s and offset %d overflow".formatted(shape, strides, offset), e);
        }
    }

    /** Checks that the tensor lies within a run of elements. */
    void requireWithin(long available) {
        long span = span();
        if (span > 0 && offset + span > available) {
            throw new WeightsException("its shape %s, strides %s and offset %d need %d elements, but its storage has %d"
                    .formatted(shape, strides, offset, offset + span, available));
        }
    }

    private static List<Long> rowMajor(Shape shape) {
        var strides = new ArrayList<Long>();
        long next = 1;
        for (int axis = shape.dimension() - 1; axis >= 0; axis--) {
            strides.addFirst(next);
            next *= Math.max(shape.get(axis), 1);
        }
        return strides;
    }
}
