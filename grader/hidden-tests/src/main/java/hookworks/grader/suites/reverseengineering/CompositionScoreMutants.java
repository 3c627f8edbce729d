package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.factored.FactoredMatrix;
import java.util.ArrayList;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Mistakes that {@link CompositionScoreTest} must reject, each with its story. */
final class CompositionScoreMutants {
    private CompositionScoreMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        double compositionScore(NDArray wA, NDArray wB);
    }

    /** A score made of three norms. */
    @FunctionalInterface
    private interface Formula {
        double of(double product, double writes, double reads);
    }

    @Mutant("squares the norms")
    static Wrong squaresNorms() {
        return then(score -> score * score);
    }

    @Mutant("forgets the root of the product's norm")
    static Wrong forgetsARoot() {
        return formula((product, writes, reads) -> product * product / (writes * reads));
    }

    @Mutant("divides by the sum of both norms")
    static Wrong addsNorms() {
        return formula((product, writes, reads) -> product / (writes + reads));
    }

    @Mutant("divides by the first norm alone")
    static Wrong dividesByTheFirst() {
        return formula((product, writes, reads) -> product / writes);
    }

    @Mutant("divides by the second norm alone")
    static Wrong dividesByTheSecond() {
        return formula((product, writes, reads) -> product / reads);
    }

    @Mutant("divides by nothing")
    static Wrong dividesByNothing() {
        return formula((product, writes, reads) -> product);
    }

    @Mutant("divides by the root of both norms")
    static Wrong dividesByTheRoot() {
        return formula((product, writes, reads) -> product / Math.sqrt(writes * reads));
    }

    @Mutant("adds a thousandth to what it divides by")
    static Wrong addsAnEpsilon() {
        return formula((product, writes, reads) -> product / (writes * reads + 1e-3));
    }

    @Mutant("divides zeros by zeros")
    static Wrong dividesZeros() {
        return formula((product, writes, reads) -> product / (writes * reads));
    }

    @Mutant("gives zeros the score 1")
    static Wrong callsZerosAlike() {
        return formula((product, writes, reads) -> writes * reads == 0 ? 1 : product / (writes * reads));
    }

    @Mutant("takes the largest singular value for the norm")
    static Wrong takesSpectralNorms() {
        return normed(matrix -> singularValues(matrix).max().getFloat());
    }

    @Mutant("takes the sum of singular values for the norm")
    static Wrong takesNuclearNorms() {
        return normed(matrix -> singularValues(matrix).sum().getFloat());
    }

    @Mutant("takes the sum of magnitudes for the norm")
    static Wrong takesSumsOfMagnitudes() {
        return normed(matrix -> matrix.abs().sum().getFloat());
    }

    @Mutant("takes the largest entry for the norm")
    static Wrong takesLargestEntries() {
        return normed(matrix -> matrix.abs().max().getFloat());
    }

    @Mutant("takes root mean squares for norms")
    static Wrong averages() {
        return normed(matrix -> Math.sqrt(matrix.square().mean().getFloat()));
    }

    @Mutant("takes the norm of the first row alone")
    static Wrong takesTheFirstRow() {
        return (wA, wB) -> right(wA.get("0:1"), wB);
    }

    @Mutant("multiplies B A, where that fits")
    static Wrong turnsTheOrder() {
        return (wA, wB) -> fits(wB, wA) ? right(wB, wA) : right(wA, wB);
    }

    @Mutant("transposes A, where that fits")
    static Wrong transposesTheFirst() {
        return (wA, wB) -> fits(wA.transpose(), wB) ? right(wA.transpose(), wB) : right(wA, wB);
    }

    @Mutant("transposes B, where that fits")
    static Wrong transposesTheSecond() {
        return (wA, wB) -> fits(wA, wB.transpose()) ? right(wA, wB.transpose()) : right(wA, wB);
    }

    @Mutant("takes the cosine of all entries in a row, where there are as many")
    static Wrong flattens() {
        return (wA, wB) -> wA.getShape().equals(wB.getShape())
                ? Math.abs(wA.mul(wB).sum().getFloat()) / (norm(wA) * norm(wB))
                : right(wA, wB);
    }

    @Mutant("multiplies entry by entry, where that fits")
    static Wrong multipliesEntries() {
        return (wA, wB) ->
                wA.getShape().equals(wB.getShape()) ? norm(wA.mul(wB)) / (norm(wA) * norm(wB)) : right(wA, wB);
    }

    @Mutant("takes the trace of the product, where it has one")
    static Wrong takesTheTrace() {
        return (wA, wB) -> {
            NDArray product = wA.matMul(wB);
            boolean square = product.getShape().get(0) == product.getShape().get(1);
            return square
                    ? product.mul(product.getManager()
                                            .eye((int) product.getShape().get(0)))
                                    .sum()
                                    .getFloat()
                            / (norm(wA) * norm(wB))
                    : right(wA, wB);
        };
    }

    @Mutant("asks how much is not read")
    static Wrong turnsItRound() {
        return then(score -> 1 - score);
    }

    @Mutant("takes off what chance would give")
    static Wrong takesOffChance() {
        return (wA, wB) -> right(wA, wB) - 1 / Math.sqrt((double) wB.getShape().get(0));
    }

    @Mutant("gives what chance would give")
    static Wrong givesChance() {
        return (wA, wB) -> 1 / Math.sqrt((double) wB.getShape().get(0));
    }

    @Mutant("rounds to a tenth")
    static Wrong rounds() {
        return then(score -> Math.round(10 * score) / 10.0);
    }

    @Mutant("returns 1")
    static Wrong returnsOne() {
        return then(score -> 1);
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<Double>();
        return (wA, wB) -> {
            answers.add(right(wA, wB));
            return answers.getFirst();
        };
    }

    private static Wrong then(DoubleUnaryOperator change) {
        return (wA, wB) -> change.applyAsDouble(right(wA, wB));
    }

    private static Wrong formula(Formula formula) {
        return (wA, wB) -> formula.of(norm(wA.matMul(wB)), norm(wA), norm(wB));
    }

    private static Wrong normed(ToDoubleFunction<NDArray> norm) {
        return (wA, wB) -> {
            double norms = norm.applyAsDouble(wA) * norm.applyAsDouble(wB);
            return norms == 0 ? 0 : norm.applyAsDouble(wA.matMul(wB)) / norms;
        };
    }

    private static double right(NDArray wA, NDArray wB) {
        double norms = norm(wA) * norm(wB);
        return norms == 0 ? 0 : norm(wA.matMul(wB)) / norms;
    }

    private static double norm(NDArray matrix) {
        return matrix.norm().getFloat();
    }

    private static NDArray singularValues(NDArray matrix) {
        NDArray same = matrix.getManager().eye((int) matrix.getShape().get(1));
        return FactoredMatrix.of(matrix, same).s();
    }

    private static boolean fits(NDArray left, NDArray right) {
        return left.getShape().get(1) == right.getShape().get(0);
    }
}
