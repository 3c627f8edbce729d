package hookworks.lens.factored;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.memory.TensorScope;

/**
 * How much of what one matrix writes another reads: {@code |L R| / (|L| |R|)} in Frobenius norms, from 0 to 1 (Elhage et
 * al. 2021). Only matrices of {@code mdim} by {@code mdim} are made on the way, in double precision.
 */
public final class CompositionScores {
    private CompositionScores() {}

    /**
     * Scores every left matrix with every right one.
     *
     * @param left {@code [*left, i, j]}
     * @param right {@code [*right, j, k]}
     * @return {@code [*left, *right]} in the dtype of {@code left}; belongs to {@code owner}
     */
    public static NDArray all(FactoredMatrix left, FactoredMatrix right, NDManager owner) {
        requireJoint(left, right);
        try (var scope = TensorScope.within(owner)) {
            Parts writing = Parts.of(left, scope);
            Parts reading = Parts.of(right, scope);
            var rows = new NDList();
            for (long index = 0; index < writing.count(); index++) {
                rows.add(writing.scoresOf(index, reading));
            }
            NDArray scores =
                    rows.isEmpty() ? scope.scratch().create(new Shape(0), DataType.FLOAT64) : NDArrays.stack(rows);
            return scope.keep(scores.reshape(writing.leading().addAll(reading.leading()))
                    .toType(left.a().getDataType(), false));
        }
    }

    private static void requireJoint(FactoredMatrix left, FactoredMatrix right) {
        if (left.rdim() != right.ldim()) {
            throw new IllegalArgumentException(
                    "cannot compose %s with %s: the left one writes %d numbers, the right one reads %d"
                            .formatted(left.shape(), right.shape(), left.rdim(), right.ldim()));
        }
    }

    /**
     * A matrix' factors with their leading axes made one, and what norms need of them.
     *
     * @param a {@code [count, i, m]}
     * @param b {@code [count, m, j]}
     * @param norm {@code [count]}
     */
    private record Parts(Shape leading, NDArray a, NDArray b, NDArray norm) {
        static Parts of(FactoredMatrix matrix, TensorScope scope) {
            Shape shape = matrix.shape();
            return new Parts(
                    shape.slice(0, shape.dimension() - 2),
                    flat(matrix.a(), scope),
                    flat(matrix.b(), scope),
                    Grams.of(matrix, scope).norm().reshape(-1));
        }

        private static NDArray flat(NDArray factor, TensorScope scope) {
            Shape shape = factor.getShape();
            int axes = shape.dimension();
            long rows = shape.get(axes - 2);
            long columns = shape.get(axes - 1);
            return scope.borrow(factor)
                    .toType(DataType.FLOAT64, false)
                    .reshape(shape.size() / (rows * columns), rows, columns);
        }

        long count() {
            return a.getShape().get(0);
        }

        /** One of these with each of the others, {@code [count of reading]}. */
        NDArray scoresOf(long index, Parts reading) {
            NDArray writes = a.get(index);
            try (NDArray middle = b.get(index).matMul(reading.a()); // [reading, m, m]
                    NDArray gramOfWrites = writes.transpose().matMul(writes);
                    NDArray gramOfReads = reading.b().matMul(reading.b().swapAxes(-2, -1));
                    NDArray there = gramOfWrites.matMul(middle);
                    NDArray back = there.matMul(gramOfReads);
                    NDArray squares = back.mul(middle).sum(new int[] {-2, -1})) {
                return Grams.root(squares).div(reading.norm()).div(norm.get(index));
            }
        }
    }
}
