package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LensIntroduction;
import hookworks.grader.suites.Mutant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link PatternFromQkTest} must reject, each with its story. */
final class PatternFromQkMutants {
    private static final float HIDDEN = -1e9f;

    private PatternFromQkMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends LensIntroduction {
        @Override
        NDArray attentionPattern(NDArray q, NDArray k);
    }

    @Mutant("forgets to divide by the square root of d_head")
    static Wrong forgetsTheScale() {
        return (q, k) -> softmax(masked(products(q, k), HIDDEN));
    }

    @Mutant("divides by the square root of all heads' width together")
    static Wrong scalesByModelWidth() {
        return (q, k) -> softmax(masked(products(q, k).div((float) Math.sqrt(size(q, 2) * size(q, 3))), HIDDEN));
    }

    @Mutant("divides by d_head, not by its square root")
    static Wrong scalesByHeadWidth() {
        return (q, k) -> softmax(masked(products(q, k).div((float) size(q, 3)), HIDDEN));
    }

    @Mutant("divides by the square root of the sequence's length")
    static Wrong scalesByLength() {
        return (q, k) -> softmax(masked(products(q, k).div((float) Math.sqrt(size(q, 1))), HIDDEN));
    }

    @Mutant("hard-codes the square root of a d_head of 64")
    static Wrong hardCodesTheScale() {
        return (q, k) -> softmax(masked(products(q, k).div(8f), HIDDEN));
    }

    @Mutant("multiplies by the square root of d_head")
    static Wrong multipliesByTheScale() {
        return (q, k) -> softmax(masked(products(q, k).mul((float) Math.sqrt(size(q, 3))), HIDDEN));
    }

    @Mutant("scales after the softmax")
    static Wrong scalesTheWeights() {
        return (q, k) -> softmax(masked(products(q, k), HIDDEN)).div((float) Math.sqrt(size(q, 3)));
    }

    @Mutant("forgets the mask")
    static Wrong forgetsTheMask() {
        return (q, k) -> softmax(scores(q, k));
    }

    @Mutant("masks the weights after the softmax, so that rows no longer add up to 1")
    static Wrong masksAfterSoftmax() {
        return (q, k) -> multipliedByMask(softmax(scores(q, k)));
    }

    @Mutant("multiplies the scores by the mask, which leaves 0 for a hidden key")
    static Wrong masksWithZero() {
        return (q, k) -> softmax(multipliedByMask(scores(q, k)));
    }

    @Mutant("hides with -10")
    static Wrong masksWithTen() {
        return (q, k) -> softmax(masked(scores(q, k), -10));
    }

    @Mutant("hides with -100")
    static Wrong masksWithHundred() {
        return (q, k) -> softmax(masked(scores(q, k), -100));
    }

    @Mutant("hides the past and shows the future")
    static Wrong invertsTheMask() {
        return (q, k) -> {
            NDArray isEarlier = positions(q).expandDims(0).lt(positions(q).expandDims(1));
            return softmax(scores(q, k).add(floats(isEarlier).mul(HIDDEN)));
        };
    }

    @Mutant("hides a query's own position too, where the first row then has nothing left")
    static Wrong hidesItself() {
        return (q, k) -> softmax(withoutItself(scores(q, k), q, HIDDEN));
    }

    @Mutant("hides a query's own position too, with minus infinity")
    static Wrong hidesItselfForGood() {
        return (q, k) -> {
            NDArray least = floats(positions(q).expandDims(0).gte(positions(q).expandDims(1)))
                    .mul(-3e38f);
            return softmax(scores(q, k).add(least).add(least)); // twice -3e38 is minus infinity in float32
        };
    }

    @Mutant("multiplies a mask of zeros and ones by minus infinity, and zero times that is NaN")
    static Wrong multipliesByInfinity() {
        return (q, k) -> softmax(masked(scores(q, k), Float.NEGATIVE_INFINITY));
    }

    @Mutant("lets the softmax run over the queries")
    static Wrong softmaxOverQueries() {
        return (q, k) -> masked(scores(q, k), HIDDEN).softmax(2);
    }

    @Mutant("lets the softmax run over the heads")
    static Wrong softmaxOverHeads() {
        return (q, k) -> masked(scores(q, k), HIDDEN).softmax(1);
    }

    @Mutant("forgets the softmax")
    static Wrong forgetsTheSoftmax() {
        return (q, k) -> masked(scores(q, k), HIDDEN);
    }

    @Mutant("takes exp without subtracting the largest score")
    static Wrong overflows() {
        return (q, k) -> {
            NDArray weights = masked(scores(q, k), HIDDEN).exp();
            return weights.div(weights.sum(new int[] {-1}, true));
        };
    }

    @Mutant("exchanges queries and keys")
    static Wrong exchangesQueriesAndKeys() {
        return (q, k) -> right(k, q);
    }

    @Mutant("returns keys before queries")
    static Wrong transposesTheResult() {
        return (q, k) -> right(q, k).transpose(0, 1, 3, 2);
    }

    @Mutant("returns [batch, query, key, head]")
    static Wrong putsHeadsLast() {
        return (q, k) -> right(q, k).transpose(0, 2, 3, 1);
    }

    @Mutant("returns [batch, query, head, key]")
    static Wrong putsHeadsThird() {
        return (q, k) -> right(q, k).transpose(0, 2, 1, 3);
    }

    @Mutant("multiplies q and k as they come, so that heads look at heads")
    static Wrong looksAtHeads() {
        return (q, k) -> softmax(q.matMul(k.transpose(0, 1, 3, 2)).div((float) Math.sqrt(size(q, 3))));
    }

    @Mutant("reshapes to heads first instead of transposing")
    static Wrong reshapesInsteadOfTransposing() {
        return (q, k) -> {
            var wrong = new Shape(size(q, 0), size(q, 2), size(q, 1), size(q, 3));
            NDArray scores = q.reshape(wrong)
                    .matMul(k.reshape(wrong).transpose(0, 1, 3, 2))
                    .div((float) Math.sqrt(size(q, 3)));
            return softmax(masked(scores, HIDDEN));
        };
    }

    @Mutant("drops the batch and answers for its first text")
    static Wrong dropsTheBatch() {
        return (q, k) -> right(q, k).get(0);
    }

    @Mutant("repeats the first text's pattern for every text")
    static Wrong repeatsTheFirstText() {
        return (q, k) -> right(q, k).get("0:1").repeat(0, size(q, 0));
    }

    @Mutant("gives every head the average pattern")
    static Wrong averagesOverHeads() {
        return (q, k) -> right(q, k).mean(new int[] {1}, true).repeat(1, size(q, 2));
    }

    @Mutant("spreads attention evenly over what a query may see")
    static Wrong spreadsEvenly() {
        return (q, k) -> softmax(masked(scores(q, k).zerosLike(), HIDDEN));
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return (q, k) -> right(q, k).zerosLike();
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return (q, k) -> right(q, k).zerosLike().div(0f);
    }

    @Mutant("returns the queries as they came")
    static Wrong returnsItsInput() {
        return (q, k) -> q;
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return (q, k) -> right(q, k).toType(DataType.FLOAT64, true);
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (q, k) -> nothing();
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (q, k) -> {
            answers.add(right(q, k));
            return answers.getFirst();
        };
    }

    private static NDArray right(NDArray q, NDArray k) {
        return softmax(masked(scores(q, k), HIDDEN));
    }

    private static NDArray scores(NDArray q, NDArray k) {
        return products(q, k).div((float) Math.sqrt(size(q, 3)));
    }

    /** {@code [batch, head, query, key]}. */
    private static NDArray products(NDArray q, NDArray k) {
        return q.transpose(0, 2, 1, 3).matMul(k.transpose(0, 2, 3, 1));
    }

    private static NDArray masked(NDArray scores, float hidden) {
        return scores.add(floats(later(scores)).mul(hidden));
    }

    private static NDArray multipliedByMask(NDArray cells) {
        return cells.mul(floats(later(cells).logicalNot()));
    }

    private static NDArray withoutItself(NDArray scores, NDArray q, float hidden) {
        NDArray notEarlier = positions(q).expandDims(0).gte(positions(q).expandDims(1));
        return scores.mul(floats(notEarlier.logicalNot()))
                .add(floats(notEarlier).mul(hidden));
    }

    private static NDArray later(NDArray cells) {
        NDArray positions = cells.getManager().arange(size(cells, 3));
        return positions.expandDims(0).gt(positions.expandDims(1));
    }

    private static NDArray positions(NDArray q) {
        return q.getManager().arange(size(q, 1));
    }

    private static NDArray floats(NDArray truths) {
        return truths.toType(DataType.FLOAT32, true);
    }

    private static NDArray softmax(NDArray scores) {
        return scores.softmax(-1);
    }

    private static int size(NDArray tensor, int axis) {
        return Math.toIntExact(tensor.getShape().get(axis));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
