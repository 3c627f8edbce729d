package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.lens.factored.FactoredMatrix;
import java.util.ArrayList;
import java.util.List;

/** A product of two matrices that meet in few dimensions, in Java's own numbers and not multiplied out. */
record ThinProduct(WeightMatrix left, WeightMatrix right) {

    /** Of a stack of matrices, in the order of its leading axes. */
    static List<ThinProduct> each(FactoredMatrix stack) {
        List<WeightMatrix> lefts = each(stack.a());
        List<WeightMatrix> rights = each(stack.b());
        var products = new ArrayList<ThinProduct>();
        for (int place = 0; place < lefts.size(); place++) {
            products.add(new ThinProduct(lefts.get(place), rights.get(place)));
        }
        return products;
    }

    private static List<WeightMatrix> each(NDArray factors) {
        int axes = factors.getShape().dimension();
        NDArray flat = factors.reshape(
                -1, factors.getShape().get(axes - 2), factors.getShape().get(axes - 1));
        var matrices = new ArrayList<WeightMatrix>();
        for (int place = 0; place < flat.getShape().get(0); place++) {
            matrices.add(WeightMatrix.of(flat.get(place)));
        }
        return matrices;
    }

    ThinProduct times(ThinProduct next) {
        return new ThinProduct(left.times(right.times(next.left)), next.right);
    }

    /** Frobenius, by {@code |L R|² = tr (LᵀL RRᵀ)}. */
    double norm() {
        WeightMatrix ofLeft = left.transposed().times(left);
        WeightMatrix ofRight = right.times(right.transposed());
        double squares = 0;
        for (int row = 0; row < ofLeft.height(); row++) {
            for (int column = 0; column < ofLeft.width(); column++) {
                squares += ofLeft.at(row, column) * ofRight.at(row, column);
            }
        }
        return Math.sqrt(Math.max(0, squares));
    }

    double normsOfFactors() {
        return MatrixNorm.frobenius(left) * MatrixNorm.frobenius(right);
    }
}
