package hookworks.grader.suites.reverseengineering;

import static hookworks.lens.axes.Einsum.einsum;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link DecomposeAttnScoresTest} must reject, each with its story. */
final class DecomposeAttnScoresMutants {
    private DecomposeAttnScoresMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        NDArray decomposeAttnScores(NDArray q, NDArray k);
    }

    @Mutant("forgets to divide by the square root of d_head")
    static Wrong forgetsTheScale() {
        return DecomposeAttnScoresMutants::products;
    }

    @Mutant("divides by d_head, not by its square root")
    static Wrong scalesByHeadWidth() {
        return (q, k) -> products(q, k).div(width(q));
    }

    @Mutant("divides by the square root of all components' width together")
    static Wrong scalesByAllComponents() {
        return (q, k) ->
                products(q, k).div(Math.sqrt(Math.toIntExact(q.getShape().get(0)) * width(q)));
    }

    @Mutant("divides twice, queries and keys each")
    static Wrong scalesTwice() {
        return (q, k) -> products(q.div(Math.sqrt(width(q))), k.div(Math.sqrt(width(q))));
    }

    @Mutant("divides by 8, the square root of the usual d_head of 64")
    static Wrong hardCodesTheScale() {
        return (q, k) -> products(q, k).div(8);
    }

    @Mutant("multiplies by the square root of d_head")
    static Wrong multipliesByTheScale() {
        return (q, k) -> products(q, k).mul(Math.sqrt(width(q)));
    }

    @Mutant("hides later keys with minus infinity")
    static Wrong masksForGood() {
        return (q, k) -> {
            NDArray least = later(q).mul(-3e38f);
            return right(q, k).add(least).add(least); // twice -3e38 is minus infinity in float32
        };
    }

    @Mutant("hides later keys with -10^9")
    static Wrong masks() {
        return (q, k) -> right(q, k).add(later(q).mul(-1e9f));
    }

    @Mutant("leaves zeros for later keys")
    static Wrong masksWithZeros() {
        return (q, k) -> right(q, k).mul(later(q).neg().add(1));
    }

    @Mutant("takes the softmax of every pair")
    static Wrong takesTheSoftmax() {
        return (q, k) -> right(q, k).softmax(-1);
    }

    @Mutant("masks, and takes the softmax of every pair")
    static Wrong takesPatterns() {
        return (q, k) -> right(q, k).add(later(q).mul(-1e9f)).softmax(-1);
    }

    @Mutant("exchanges queries and keys")
    static Wrong exchangesQueriesAndKeys() {
        return (q, k) -> right(k, q);
    }

    @Mutant("exchanges the two axes of components")
    static Wrong exchangesComponents() {
        return (q, k) -> right(q, k).swapAxes(0, 1);
    }

    @Mutant("exchanges the two axes of positions")
    static Wrong exchangesPositions() {
        return (q, k) -> right(q, k).swapAxes(2, 3);
    }

    @Mutant("returns [query component, query, key component, key], as the product of two tall matrices has it")
    static Wrong putsPositionsSecond() {
        return (q, k) -> right(q, k).transpose(0, 2, 1, 3);
    }

    @Mutant("multiplies two tall matrices, and reshapes instead of transposing")
    static Wrong reshapesInsteadOfTransposing() {
        return (q, k) -> {
            NDArray right = right(q, k);
            return right.transpose(0, 2, 1, 3).reshape(right.getShape());
        };
    }

    @Mutant("returns positions before components")
    static Wrong putsPositionsFirst() {
        return (q, k) -> right(q, k).transpose(2, 3, 0, 1);
    }

    @Mutant("lets only like components meet")
    static Wrong pairsLikeComponents() {
        return (q, k) -> {
            long parts = Math.min(q.getShape().get(0), k.getShape().get(0));
            return q.get(":" + parts).matMul(k.get(":" + parts).swapAxes(1, 2)).div(Math.sqrt(width(q)));
        };
    }

    @Mutant("lets only like components meet, and leaves zeros for the others")
    static Wrong zeroesUnlikeComponents() {
        return (q, k) -> {
            NDArray right = right(q, k);
            Shape shape = right.getShape();
            NDArray rows = q.getManager().arange((int) shape.get(0)).reshape(shape.get(0), 1, 1, 1);
            NDArray columns = q.getManager().arange((int) shape.get(1)).reshape(1, shape.get(1), 1, 1);
            return right.mul(rows.eq(columns).toType(DataType.FLOAT32, false));
        };
    }

    @Mutant("adds all pairs up")
    static Wrong addsUp() {
        return (q, k) -> right(q, k).sum(new int[] {0, 1});
    }

    @Mutant("adds the key's components up")
    static Wrong addsKeysUp() {
        return (q, k) -> right(q, k).sum(new int[] {1});
    }

    @Mutant("adds the key's components up, and repeats the sum for each of them")
    static Wrong repeatsTheSum() {
        return (q, k) ->
                right(q, k.sum(new int[] {0}, true).repeat(0, k.getShape().get(0)));
    }

    @Mutant("multiplies queries with themselves")
    static Wrong multipliesQueriesWithThemselves() {
        return (q, k) -> right(q, q);
    }

    @Mutant("takes the magnitude of scores")
    static Wrong takesMagnitudes() {
        return (q, k) -> right(q, k).abs();
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return (q, k) -> right(q, k).zerosLike();
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return (q, k) -> right(q, k).zerosLike().div(0f);
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return (q, k) -> right(q, k).toType(DataType.FLOAT64, true);
    }

    @Mutant("returns the queries as they came")
    static Wrong returnsItsInput() {
        return (q, k) -> q;
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
        return products(q, k).div(Math.sqrt(width(q)));
    }

    private static NDArray products(NDArray q, NDArray k) {
        return einsum("query_part query d_head, key_part key d_head -> query_part key_part query key", q, k);
    }

    /** {@code [query, key]}: 1 where the key comes after the query, else 0. */
    private static NDArray later(NDArray q) {
        NDArray positions = q.getManager().arange(Math.toIntExact(q.getShape().get(1)));
        return positions.expandDims(0).gt(positions.expandDims(1)).toType(DataType.FLOAT32, false);
    }

    private static int width(NDArray q) {
        return Math.toIntExact(q.getShape().get(2));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
