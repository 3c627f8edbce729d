package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.solutions.ReferenceReverseEngineering;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link BatchedCompositionScoresTest} must reject, each with its story. */
final class BatchedCompositionScoresMutants {
    private static final ReverseEngineering RIGHT = new ReferenceReverseEngineering();

    private BatchedCompositionScoresMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        NDArray batchedCompositionScores(FactoredMatrix wAs, FactoredMatrix wBs);
    }

    /** A number for two matrices that are multiplied out, or for one. */
    @FunctionalInterface
    private interface Size {
        double of(NDArray a, NDArray b);
    }

    @Mutant("flattens the leading axes")
    static Wrong flattens() {
        return (wAs, wBs) -> RIGHT.batchedCompositionScores(wAs, wBs).reshape(count(wAs), count(wBs));
    }

    @Mutant("flattens everything")
    static Wrong flattensAll() {
        return changed(NDArray::flatten);
    }

    @Mutant("puts the second stack's axes first")
    static Wrong exchangesTheStacks() {
        return (wAs, wBs) -> RIGHT.batchedCompositionScores(wAs, wBs)
                .reshape(count(wAs), count(wBs))
                .transpose()
                .reshape(leading(wBs).addAll(leading(wAs)));
    }

    @Mutant("fills the right shape in the second stack's order")
    static Wrong fillsInTheWrongOrder() {
        return (wAs, wBs) -> {
            NDArray right = RIGHT.batchedCompositionScores(wAs, wBs);
            return right.reshape(count(wAs), count(wBs)).transpose().reshape(right.getShape());
        };
    }

    @Mutant("pairs matrices off where there are as many in both stacks")
    static Wrong pairsOff() {
        return (wAs, wBs) -> leading(wAs).equals(leading(wBs))
                ? wAs.matMul(wBs).norm().div(wAs.norm().mul(wBs.norm()))
                : RIGHT.batchedCompositionScores(wAs, wBs);
    }

    @Mutant("pairs the norms off where there are as many in both stacks")
    static Wrong pairsNormsOff() {
        return (wAs, wBs) -> {
            NDArray right = RIGHT.batchedCompositionScores(wAs, wBs);
            if (!leading(wAs).equals(leading(wBs)) || right.getShape().dimension() == 0) {
                return right;
            }
            NDArray table = right.reshape(count(wAs), count(wBs));
            NDArray ofA = wAs.norm().flatten();
            NDArray ofB = wBs.norm().flatten();
            return table.mul(ofA.expandDims(1))
                    .mul(ofB.expandDims(0))
                    .div(ofA.mul(ofB).expandDims(0))
                    .reshape(right.getShape());
        };
    }

    @Mutant("takes one norm over each whole stack")
    static Wrong takesJointNorms() {
        return (wAs, wBs) -> products(wAs, wBs).div(jointNorm(wAs) * jointNorm(wBs));
    }

    @Mutant("takes one norm over the second stack")
    static Wrong takesAJointNormOfReaders() {
        return (wAs, wBs) -> {
            NDArray right = RIGHT.batchedCompositionScores(wAs, wBs);
            NDArray ofB = wBs.norm().flatten().expandDims(0);
            return right.reshape(count(wAs), count(wBs))
                    .mul(ofB)
                    .div(jointNorm(wBs))
                    .reshape(right.getShape());
        };
    }

    @Mutant("takes the norms of the factors")
    static Wrong takesNormsOfFactors() {
        return (wAs, wBs) -> {
            NDArray products = products(wAs, wBs);
            NDArray ofA = norms(wAs.a()).mul(norms(wAs.b())).reshape(-1, 1);
            NDArray ofB = norms(wBs.a()).mul(norms(wBs.b())).reshape(1, -1);
            return products.reshape(count(wAs), count(wBs)).div(ofA.mul(ofB)).reshape(products.getShape());
        };
    }

    @Mutant("multiplies the first stack out")
    static Wrong multipliesTheFirstOut() {
        return (wAs, wBs) -> {
            wAs.ab();
            return RIGHT.batchedCompositionScores(wAs, wBs);
        };
    }

    @Mutant("multiplies the second stack out")
    static Wrong multipliesTheSecondOut() {
        return (wAs, wBs) -> {
            wBs.ab();
            return RIGHT.batchedCompositionScores(wAs, wBs);
        };
    }

    @Mutant("multiplies the products of both out")
    static Wrong multipliesBothOut() {
        return (wAs, wBs) -> {
            NDArray middle = flat(wAs.b()).get(0).matMul(flat(wBs.a()).get(0));
            flat(wAs.a()).get(0).matMul(middle).matMul(flat(wBs.b()).get(0));
            return RIGHT.batchedCompositionScores(wAs, wBs);
        };
    }

    @Mutant("takes Gram matrices along the long axis")
    static Wrong takesLongGrams() {
        return (wAs, wBs) -> {
            wAs.a().matMul(wAs.a().swapAxes(-2, -1));
            return RIGHT.batchedCompositionScores(wAs, wBs);
        };
    }

    @Mutant("forgets the root")
    static Wrong forgetsTheRoot() {
        return changed(NDArray::square);
    }

    @Mutant("forgets the norms")
    static Wrong forgetsTheNorms() {
        return BatchedCompositionScoresMutants::products;
    }

    @Mutant("adds the norms")
    static Wrong addsTheNorms() {
        return pairwise((a, b) -> norm(a.matMul(b)) / (norm(a) + norm(b)));
    }

    @Mutant("takes the largest entry for the norm")
    static Wrong takesTheLargestEntry() {
        return pairwise((a, b) -> largest(a.matMul(b)) / (largest(a) * largest(b)));
    }

    @Mutant("multiplies the other way round, where that fits")
    static Wrong multipliesBackwards() {
        return pairwise((a, b) -> norm(fits(b, a) ? b.matMul(a) : a.matMul(b)) / (norm(a) * norm(b)));
    }

    @Mutant("transposes the second, where that fits")
    static Wrong transposesTheSecond() {
        return pairwise(
                (a, b) -> norm(fits(a, b.transpose()) ? a.matMul(b.transpose()) : a.matMul(b)) / (norm(a) * norm(b)));
    }

    @Mutant("multiplies entry by entry, where that fits")
    static Wrong multipliesEntries() {
        return pairwise(
                (a, b) -> norm(a.getShape().equals(b.getShape()) ? a.mul(b) : a.matMul(b)) / (norm(a) * norm(b)));
    }

    @Mutant("divides zero by zero")
    static Wrong dividesZeroByZero() {
        return pairwise((a, b) -> norm(a.matMul(b)) / (norm(a) * norm(b)));
    }

    @Mutant("scores the first matrix of the first stack for all")
    static Wrong repeatsTheFirst() {
        return (wAs, wBs) -> {
            NDArray right = RIGHT.batchedCompositionScores(wAs, wBs);
            var table = new Shape(count(wAs), count(wBs));
            return right.reshape(table).get("0:1").broadcast(table).reshape(right.getShape());
        };
    }

    @Mutant("keeps an axis of one where there is no leading axis")
    static Wrong keepsAnAxisOfOne() {
        return (wAs, wBs) -> {
            NDArray right = RIGHT.batchedCompositionScores(wAs, wBs);
            return leading(wAs).dimension() == 0 ? right.expandDims(0) : right;
        };
    }

    @Mutant("returns ones")
    static Wrong returnsOnes() {
        return changed(NDArray::onesLike);
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return changed(NDArray::zerosLike);
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return changed(scores -> scores.toType(DataType.FLOAT64, true));
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (wAs, wBs) -> nothing();
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (wAs, wBs) -> {
            answers.add(RIGHT.batchedCompositionScores(wAs, wBs));
            return answers.getFirst();
        };
    }

    private static Wrong changed(UnaryOperator<NDArray> change) {
        return (wAs, wBs) -> change.apply(RIGHT.batchedCompositionScores(wAs, wBs));
    }

    /** Multiplies everything out, and finds a number for each pair. */
    private static Wrong pairwise(Size size) {
        return (wAs, wBs) -> {
            NDArray lefts = flat(wAs.ab());
            NDArray rights = flat(wBs.ab());
            var cells = new float[Math.toIntExact(count(wAs) * count(wBs))];
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] = (float) size.of(lefts.get(cell / count(wBs)), rights.get(cell % count(wBs)));
            }
            NDManager manager = lefts.getManager();
            return manager.create(cells, leading(wAs).addAll(leading(wBs)));
        };
    }

    /** {@code |A B|}, of each with each. */
    private static NDArray products(FactoredMatrix wAs, FactoredMatrix wBs) {
        return pairwise((a, b) -> norm(a.matMul(b))).batchedCompositionScores(wAs, wBs);
    }

    private static boolean fits(NDArray left, NDArray right) {
        return left.getShape().get(1) == right.getShape().get(0);
    }

    private static double norm(NDArray matrix) {
        return matrix.norm().getFloat();
    }

    private static double largest(NDArray matrix) {
        return matrix.abs().max().getFloat();
    }

    /** {@code [*leading]} of {@code [*leading, row, column]}. */
    private static NDArray norms(NDArray stack) {
        return stack.square().sum(new int[] {-2, -1}).sqrt();
    }

    private static float jointNorm(FactoredMatrix stack) {
        return stack.norm().square().sum().sqrt().getFloat();
    }

    private static NDArray flat(NDArray stack) {
        Shape shape = stack.getShape();
        int axes = shape.dimension();
        return stack.reshape(-1, shape.get(axes - 2), shape.get(axes - 1));
    }

    private static Shape leading(FactoredMatrix stack) {
        return stack.shape().slice(0, stack.ndim() - 2);
    }

    private static long count(FactoredMatrix stack) {
        return leading(stack).size();
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
