package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LowRank;
import hookworks.exercises.ReverseEngineering;
import hookworks.exercises.Svd;
import hookworks.grader.suites.Mutant;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.factored.SingularValues;
import java.util.ArrayList;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link FactoredMatrixTest} must reject, each with its story. */
final class FactoredMatrixMutants {
    private FactoredMatrixMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        LowRank lowRank(NDArray a, NDArray b, NDArray c);
    }

    /** A decomposition of AC. */
    @FunctionalInterface
    private interface Decomposition {
        Svd of(NDArray a, NDArray c);
    }

    @Mutant("multiplies A and B out for their trace")
    static Wrong multipliesOutForTheTrace() {
        return withTrace((a, b) -> {
            NDArray product = a.matMul(b);
            return product.mul(product.getManager()
                            .eye(Math.toIntExact(product.getShape().get(0))))
                    .sum()
                    .getFloat();
        });
    }

    @Mutant("multiplies A and C out to see whether its decomposition is right")
    static Wrong multipliesOutToCheck() {
        return (a, b, c) -> {
            LowRank right = right(a, b, c);
            a.matMul(c).close();
            return right;
        };
    }

    @Mutant("forgets to transpose B for the trace, where that fits")
    static Wrong forgetsToTranspose() {
        return withTrace((a, b) -> (a.getShape().equals(b.getShape()) ? a.mul(b) : a.mul(b.transpose()))
                .sum()
                .getFloat());
    }

    @Mutant("reshapes B instead of transposing it")
    static Wrong reshapesInsteadOfTransposing() {
        return withTrace((a, b) -> a.mul(b.reshape(a.getShape())).sum().getFloat());
    }

    @Mutant("multiplies the traces of A and B")
    static Wrong multipliesTraces() {
        return withTrace((a, b) -> diagonal(a) * diagonal(b));
    }

    @Mutant("divides the trace by the rank")
    static Wrong averagesTheTrace() {
        return withTrace((a, b) -> trace(a, b) / a.getShape().get(1));
    }

    @Mutant("adds magnitudes up for the trace")
    static Wrong addsMagnitudes() {
        return withTrace((a, b) -> a.mul(b.transpose()).abs().sum().getFloat());
    }

    @Mutant("adds up the whole of BA")
    static Wrong addsUpEverything() {
        return withTrace((a, b) -> b.matMul(a).sum().getFloat());
    }

    @Mutant("takes the trace of A with itself")
    static Wrong takesTheTraceOfA() {
        return withTrace((a, b) -> a.mul(a).sum().getFloat());
    }

    @Mutant("divides nothing by nothing for the trace")
    static Wrong returnsNaN() {
        return withTrace((a, b) -> Double.NaN);
    }

    @Mutant("gives AB itself for the small product")
    static Wrong givesTheLargeProduct() {
        return withSmallProduct((a, b) -> a.matMul(b));
    }

    @Mutant("gives Aᵀ A for the small product")
    static Wrong multipliesAWithItself() {
        return withSmallProduct((a, b) -> a.transpose().matMul(a));
    }

    @Mutant("gives B Bᵀ for the small product")
    static Wrong multipliesBWithItself() {
        return withSmallProduct((a, b) -> b.matMul(b.transpose()));
    }

    @Mutant("gives a corner of AB for the small product")
    static Wrong cutsACorner() {
        return withSmallProduct((a, b) -> {
            long rank = a.getShape().get(1);
            return a.get(new NDIndex("0:{}", rank)).matMul(b.get(new NDIndex(":, 0:{}", rank)));
        });
    }

    @Mutant("multiplies Bᵀ and A cell by cell, and keeps one sum for each column")
    static Wrong multipliesCellByCell() {
        return withSmallProduct((a, b) -> {
            NDArray sums = a.mul(b.transpose()).sum(new int[] {0}); // [rank]
            return sums.getManager().eye((int) sums.size()).mul(sums);
        });
    }

    @Mutant("makes the small product symmetric")
    static Wrong symmetrises() {
        return withSmallProduct((a, b) -> {
            NDArray small = b.matMul(a);
            return small.add(small.transpose()).div(2);
        });
    }

    @Mutant("takes magnitudes in the small product")
    static Wrong takesMagnitudes() {
        return withSmallProduct((a, b) -> b.matMul(a).abs());
    }

    @Mutant("multiplies BA with itself")
    static Wrong squaresTheSmallProduct() {
        return withSmallProduct((a, b) -> b.matMul(a).matMul(b.matMul(a)));
    }

    @Mutant("fills the small product with zeros")
    static Wrong returnsZeros() {
        return withSmallProduct((a, b) -> b.matMul(a).zerosLike());
    }

    @Mutant("gives the small product in double precision")
    static Wrong returnsDoubles() {
        return withSmallProduct((a, b) -> b.matMul(a).toType(DataType.FLOAT64, true));
    }

    @Mutant("multiplies the factors' singular values, one by one")
    static Wrong multipliesSingularValues() {
        return withSvd((a, c) -> {
            Svd right = svd(a, c);
            return new Svd(right.u(), svd(a).s().mul(svd(c).s()), right.v());
        });
    }

    @Mutant("decomposes the factors, and puts U of the one, V of the other and the product's values together")
    static Wrong leavesTheCoreOut() {
        return withSvd((a, c) -> new Svd(svd(a).u(), svd(a, c).s(), svd(c).vh()));
    }

    @Mutant("turns V but not U")
    static Wrong leavesUUnturned() {
        return withSvd((a, c) -> new Svd(svd(a).u(), svd(a, c).s(), svd(a, c).v()));
    }

    @Mutant("turns U but not V")
    static Wrong leavesVUnturned() {
        return withSvd((a, c) -> new Svd(svd(a, c).u(), svd(a, c).s(), svd(c).vh()));
    }

    @Mutant("decomposes A alone")
    static Wrong decomposesA() {
        return withSvd((a, c) -> new Svd(svd(a).u(), svd(a).s(), svd(a, c).v()));
    }

    @Mutant("returns Vᵀ")
    static Wrong returnsVTransposed() {
        return thenSvd(svd -> new Svd(svd.u(), svd.s(), svd.v().transpose()));
    }

    @Mutant("returns Uᵀ")
    static Wrong returnsUTransposed() {
        return thenSvd(svd -> new Svd(svd.u().transpose(), svd.s(), svd.v()));
    }

    @Mutant("exchanges U and V")
    static Wrong exchangesUAndV() {
        return thenSvd(svd -> new Svd(svd.v(), svd.s(), svd.u()));
    }

    @Mutant("takes eigenvalues of AC times its transpose for singular values")
    static Wrong squaresSingularValues() {
        return thenSvd(svd -> new Svd(svd.u(), svd.s().square(), svd.v()));
    }

    @Mutant("begins with the smallest singular value")
    static Wrong sortsUpwards() {
        return thenSvd(svd -> {
            NDArray backwards = svd.s().getManager().arange((int) svd.s().size() - 1, -1, -1);
            NDArray order = backwards.toType(DataType.INT64, false);
            return new Svd(
                    svd.u().get(new NDIndex(":, {}", order)),
                    svd.s().get(new NDIndex("{}", order)),
                    svd.v().get(new NDIndex(":, {}", order)));
        });
    }

    @Mutant("turns the signs of U round, and leaves V's")
    static Wrong turnsOneSign() {
        return thenSvd(svd -> new Svd(svd.u().neg(), svd.s(), svd.v()));
    }

    @Mutant("turns the signs of the singular values round, and those of U")
    static Wrong givesNegativeValues() {
        return thenSvd(svd -> new Svd(svd.u().neg(), svd.s().neg(), svd.v()));
    }

    @Mutant("multiplies U by the singular values")
    static Wrong scalesU() {
        return thenSvd(svd -> new Svd(svd.u().mul(svd.s()), svd.s(), svd.v()));
    }

    @Mutant("shares the singular values out over U and V")
    static Wrong sharesTheValuesOut() {
        return thenSvd(svd -> new Svd(
                svd.u().mul(svd.s().sqrt()),
                svd.s().onesLike(),
                svd.v().mul(svd.s().sqrt())));
    }

    @Mutant("gives singular values as a diagonal matrix")
    static Wrong givesADiagonalMatrix() {
        return thenSvd(svd ->
                new Svd(svd.u(), svd.s().getManager().eye((int) svd.s().size()).mul(svd.s()), svd.v()));
    }

    @Mutant("drops the smallest singular value")
    static Wrong dropsTheLast() {
        return thenSvd(svd -> new Svd(svd.u(), withoutTheLast(svd.s()), svd.v()));
    }

    @Mutant("decomposes AB in place of AC")
    static Wrong decomposesAB() {
        return (a, b, c) -> {
            LowRank right = right(a, b, c);
            return new LowRank(right.trace(), right.smallProduct(), svd(a, b));
        };
    }

    @Mutant("takes AC for square, and leaves out what is wider than that")
    static Wrong takesTheProductForSquare() {
        return withSvd((a, c) -> {
            long square = Math.min(a.getShape().get(0), c.getShape().get(1));
            return svd(a, c.get(new NDIndex(":, 0:{}", square)));
        });
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (a, b, c) -> nothing();
    }

    @Mutant("returns null for the decomposition")
    static Wrong leavesTheSvdNull() {
        return withSvd((a, c) -> noSvd());
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<LowRank>();
        return (a, b, c) -> {
            answers.add(right(a, b, c));
            return answers.getFirst();
        };
    }

    private static Wrong withTrace(ToDoubleBiFunction<NDArray, NDArray> trace) {
        return (a, b, c) -> {
            LowRank right = right(a, b, c);
            return new LowRank(trace.applyAsDouble(a, b), right.smallProduct(), right.svd());
        };
    }

    private static Wrong withSmallProduct(BinaryOperator<NDArray> product) {
        return (a, b, c) -> new LowRank(trace(a, b), product.apply(a, b), svd(a, c));
    }

    private static Wrong withSvd(Decomposition decomposition) {
        return (a, b, c) -> new LowRank(trace(a, b), b.matMul(a), decomposition.of(a, c));
    }

    private static Wrong thenSvd(UnaryOperator<Svd> change) {
        return withSvd((a, c) -> change.apply(svd(a, c)));
    }

    private static LowRank right(NDArray a, NDArray b, NDArray c) {
        return new LowRank(trace(a, b), b.matMul(a), svd(a, c));
    }

    private static double trace(NDArray a, NDArray b) {
        return a.mul(b.transpose()).sum().getFloat();
    }

    private static Svd svd(NDArray a, NDArray c) {
        SingularValues found = FactoredMatrix.of(a, c).svd();
        return new Svd(found.u(), found.s(), found.vh());
    }

    private static SingularValues svd(NDArray matrix) {
        NDManager manager = matrix.getManager();
        Shape shape = matrix.getShape();
        return shape.get(0) < shape.get(1)
                ? FactoredMatrix.of(manager.eye((int) shape.get(0)), matrix).svd()
                : FactoredMatrix.of(matrix, manager.eye((int) shape.get(1))).svd();
    }

    private static double diagonal(NDArray matrix) {
        long size = Math.min(matrix.getShape().get(0), matrix.getShape().get(1));
        NDArray corner = matrix.get(new NDIndex("0:{}, 0:{}", size, size));
        return corner.mul(corner.getManager().eye((int) size)).sum().getFloat();
    }

    private static NDArray withoutTheLast(NDArray values) {
        long last = values.size() - 1;
        return values.mul(
                values.getManager().arange((int) values.size()).lt(last).toType(DataType.FLOAT32, false));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static LowRank nothing() {
        @Nullable LowRank none = null;
        return none;
    }

    @SuppressWarnings("NullAway") // nor from leaving a component null
    private static Svd noSvd() {
        @Nullable Svd none = null;
        return none;
    }
}
