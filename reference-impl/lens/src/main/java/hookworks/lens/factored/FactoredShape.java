package hookworks.lens.factored;

import ai.djl.ndarray.types.Shape;

/**
 * The axes of a factored matrix.
 *
 * @param leading the axes before the last two, of both factors after broadcasting
 * @param ldim rows of A
 * @param mdim columns of A and rows of B
 * @param rdim columns of B
 */
record FactoredShape(Shape leading, long ldim, long mdim, long rdim) {
    /** Reads the axes off two factors, whose inner axis must agree and whose leading axes must broadcast. */
    static FactoredShape of(Shape a, Shape b) {
        if (a.dimension() < 2 || b.dimension() < 2) {
            throw new IllegalArgumentException(
                    "a factored matrix needs A [..., ldim, mdim] and B [..., mdim, rdim], got %s and %s"
                            .formatted(a, b));
        }
        if (fromEnd(a, 1) != fromEnd(b, 2)) {
            throw new IllegalArgumentException(
                    "A [..., ldim, mdim] %s and B [..., mdim, rdim] %s disagree on mdim: %d and %d"
                            .formatted(a, b, fromEnd(a, 1), fromEnd(b, 2)));
        }
        return new FactoredShape(broadcast(a, b), fromEnd(a, 2), fromEnd(a, 1), fromEnd(b, 1));
    }

    Shape a() {
        return leading.add(ldim).add(mdim);
    }

    Shape b() {
        return leading.add(mdim).add(rdim);
    }

    Shape product() {
        return leading.add(ldim).add(rdim);
    }

    static long fromEnd(Shape shape, int place) {
        return shape.get(shape.dimension() - place);
    }

    private static Shape broadcast(Shape a, Shape b) {
        int axes = Math.max(a.dimension(), b.dimension()) - 2;
        long[] sizes = new long[axes];
        for (int axis = 0; axis < axes; axis++) {
            long left = leadingSize(a, axes - axis);
            long right = leadingSize(b, axes - axis);
            if (left != right && left != 1 && right != 1) {
                throw new IllegalArgumentException(
                        "the leading axes of A [..., ldim, mdim] %s and B [..., mdim, rdim] %s do not broadcast: %d and %d"
                                .formatted(a, b, left, right));
            }
            sizes[axis] = left == 1 ? right : left;
        }
        return new Shape(sizes);
    }

    /** The size of the leading axis that lies so many places before the matrix, 1 where there is none. */
    private static long leadingSize(Shape shape, int places) {
        int axis = shape.dimension() - 2 - places;
        return axis < 0 ? 1 : shape.get(axis);
    }
}
