package hookworks.lens.factored;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.memory.TensorScope;

/**
 * All that norms need of a factored matrix: {@code AᵀA} and {@code BBᵀ}, each {@code [..., mdim, mdim]}, in double
 * precision, since they square the factors.
 */
record Grams(NDArray ofA, NDArray ofB) {
    static Grams of(FactoredMatrix matrix, TensorScope scope) {
        NDArray a = scope.borrow(matrix.a()).toType(DataType.FLOAT64, false);
        NDArray b = scope.borrow(matrix.b()).toType(DataType.FLOAT64, false);
        return new Grams(a.swapAxes(-2, -1).matMul(a), b.matMul(b.swapAxes(-2, -1)));
    }

    /** The Frobenius norm, {@code [...]}: the trace of {@code AᵀA BBᵀ} is the sum of squares. */
    NDArray norm() {
        return root(ofA.mul(ofB).sum(new int[] {-2, -1}));
    }

    /** Rounding can take a sum of squares that is 0 below it. */
    static NDArray root(NDArray sumOfSquares) {
        return sumOfSquares.maximum(0).sqrt();
    }
}
