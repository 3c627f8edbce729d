package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.QkvCompositionScores;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link QkvCompositionScoresTest} must reject, each with its story. */
final class QkvCompositionScoresMutants {
    private QkvCompositionScoresMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        QkvCompositionScores compositionScores(HookedTransformer model);
    }

    /** The matrices of one layer's heads, {@code [head, row, column]}. */
    @FunctionalInterface
    private interface Side {
        NDArray of(ModelWeights weights, int layer);
    }

    private static final Side OV =
            (weights, layer) -> weights.wV().get(layer).matMul(weights.wO().get(layer));
    private static final Side QK = (weights, layer) ->
            weights.wQ().get(layer).matMul(weights.wK().get(layer).swapAxes(1, 2));
    private static final Side KQ = (weights, layer) -> QK.of(weights, layer).swapAxes(1, 2);
    private static final Recipe RIGHT = new Recipe(OV, QK, KQ, OV, 0, 1);

    /** Who writes in which way, and who reads in which. */
    private record Recipe(Side written, Side q, Side k, Side v, int earlier, int later) {
        Recipe reading(Side otherQ, Side otherK, Side otherV) {
            return new Recipe(written, otherQ, otherK, otherV, earlier, later);
        }

        Recipe writing(Side other) {
            return new Recipe(other, q, k, v, earlier, later);
        }

        Recipe ofLayers(int first, int second) {
            return new Recipe(written, q, k, v, first, second);
        }

        QkvCompositionScores scores(HookedTransformer model, ToDoubleBiFunction<NDArray, NDArray> score) {
            ModelWeights weights = model.weights(NDManager.newBaseManager(model.device()));
            NDArray writes = written.of(weights, earlier);
            return new QkvCompositionScores(
                    each(writes, q.of(weights, later), score),
                    each(writes, k.of(weights, later), score),
                    each(writes, v.of(weights, later), score));
        }
    }

    @Mutant("exchanges Q and K, for want of a transpose")
    static Wrong exchangesQueriesAndKeys() {
        return with(RIGHT.reading(KQ, QK, OV));
    }

    @Mutant("forgets the transpose of K")
    static Wrong forgetsTheTranspose() {
        return with(RIGHT.reading(QK, QK, OV));
    }

    @Mutant("reads by the same matrix three times")
    static Wrong readsByOneMatrix() {
        return with(RIGHT.reading(OV, OV, OV));
    }

    @Mutant("reads by W_Q and W_K alone")
    static Wrong readsByFactors() {
        return with(RIGHT.reading(
                (weights, layer) -> weights.wQ().get(layer),
                (weights, layer) -> weights.wK().get(layer),
                OV));
    }

    @Mutant("reads by W_V alone")
    static Wrong readsByValues() {
        return with(RIGHT.reading(QK, KQ, (weights, layer) -> weights.wV().get(layer)));
    }

    @Mutant("moves by W_O W_V, where that fits")
    static Wrong turnsTheProduct() {
        return with(RIGHT.reading(QK, KQ, (weights, layer) -> {
            NDArray wV = weights.wV().get(layer);
            NDArray wO = weights.wO().get(layer);
            return wV.getShape().equals(wO.getShape()) ? wO.matMul(wV) : wV.matMul(wO);
        }));
    }

    @Mutant("writes by the pattern's matrix, W_Q W_K")
    static Wrong writesByPattern() {
        return with(RIGHT.writing(QK));
    }

    @Mutant("transposes what is written")
    static Wrong transposesWhatIsWritten() {
        return with(RIGHT.writing((weights, layer) -> OV.of(weights, layer).swapAxes(1, 2)));
    }

    @Mutant("lets layer 1 write and layer 0 read")
    static Wrong exchangesLayers() {
        return with(RIGHT.ofLayers(1, 0));
    }

    @Mutant("stays in layer 0")
    static Wrong staysInTheFirstLayer() {
        return with(RIGHT.ofLayers(0, 0));
    }

    @Mutant("stays in layer 1")
    static Wrong staysInTheSecondLayer() {
        return with(RIGHT.ofLayers(1, 1));
    }

    @Mutant("takes the last two layers")
    static Wrong takesTheLastLayers() {
        return model -> {
            int last = model.config().nLayers() - 1;
            return RIGHT.ofLayers(last - 1, last).scores(model, QkvCompositionScoresMutants::score);
        };
    }

    @Mutant("puts heads of layer 1 down and heads of layer 0 across")
    static Wrong transposes() {
        return then(NDArray::transpose);
    }

    @Mutant("scores heads of the same index only")
    static Wrong pairsLikeHeads() {
        return then(scores -> identity(scores).mul(scores).sum(new int[] {0}));
    }

    @Mutant("leaves zeros for heads of another index")
    static Wrong zeroesUnlikeHeads() {
        return then(scores -> identity(scores).mul(scores));
    }

    @Mutant("takes all heads of layer 0 together, and repeats their score")
    static Wrong takesHeadsTogether() {
        return with(RIGHT.writing((weights, layer) -> {
            NDArray ofEach = OV.of(weights, layer);
            return ofEach.sum(new int[] {0}, true).repeat(0, ofEach.getShape().get(0));
        }));
    }

    @Mutant("divides by the norms of the factors instead of their products")
    static Wrong normalisesFactors() {
        return model -> {
            QkvCompositionScores scores = RIGHT.scores(model, (a, b) -> norm(a.matMul(b)));
            ModelWeights weights = model.weights(scores.q().getManager());
            NDArray writes =
                    norms(weights.wV().get(0)).mul(norms(weights.wO().get(0))).expandDims(1);
            NDArray asks = norms(weights.wQ().get(1)).mul(norms(weights.wK().get(1)));
            NDArray moves = norms(weights.wV().get(1)).mul(norms(weights.wO().get(1)));
            return new QkvCompositionScores(
                    scores.q().div(writes).div(asks),
                    scores.k().div(writes).div(asks),
                    scores.v().div(writes).div(moves));
        };
    }

    @Mutant("squares every score")
    static Wrong squares() {
        return then(NDArray::square);
    }

    @Mutant("doesn't divide by any norm")
    static Wrong dividesByNothing() {
        return model -> RIGHT.scores(model, (a, b) -> norm(a.matMul(b)));
    }

    @Mutant("takes off the mean of all pairs")
    static Wrong centres() {
        return then(scores -> scores.sub(scores.mean()));
    }

    @Mutant("hard-codes 12 heads")
    static Wrong hardCodesHeads() {
        return then(scores -> scores.getManager().zeros(new Shape(12, 12)));
    }

    @Mutant("returns them in the order K, Q, V")
    static Wrong reordersParts() {
        return model -> {
            QkvCompositionScores scores = right(model);
            return new QkvCompositionScores(scores.k(), scores.q(), scores.v());
        };
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return then(scores -> scores.toType(DataType.FLOAT64, true));
    }

    @Mutant("returns NaN")
    static Wrong returnsNaN() {
        return then(scores -> scores.zerosLike().div(0f));
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return model -> nothing();
    }

    @Mutant("leaves v null")
    static Wrong leavesValuesNull() {
        return model -> new QkvCompositionScores(right(model).q(), right(model).k(), nothing());
    }

    @Mutant("adds 1 to every query weight once it has read them")
    static Wrong changesTheModel() {
        return model -> {
            QkvCompositionScores right = right(model);
            model.weights(right.q().getManager()).wQ().addi(1);
            return right;
        };
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<QkvCompositionScores>();
        return model -> {
            answers.add(right(model));
            return answers.getFirst();
        };
    }

    private static Wrong with(Recipe recipe) {
        return model -> recipe.scores(model, QkvCompositionScoresMutants::score);
    }

    private static Wrong then(UnaryOperator<NDArray> change) {
        return model -> {
            QkvCompositionScores right = right(model);
            return new QkvCompositionScores(change.apply(right.q()), change.apply(right.k()), change.apply(right.v()));
        };
    }

    private static QkvCompositionScores right(HookedTransformer model) {
        return RIGHT.scores(model, QkvCompositionScoresMutants::score);
    }

    private static NDArray each(NDArray writes, NDArray reads, ToDoubleBiFunction<NDArray, NDArray> score) {
        int heads = Math.toIntExact(writes.getShape().get(0));
        var scores = new float[heads * heads];
        for (int pair = 0; pair < scores.length; pair++) {
            scores[pair] = (float) score.applyAsDouble(writes.get(pair / heads), reads.get(pair % heads));
        }
        return writes.getManager().create(scores, new Shape(heads, heads));
    }

    private static double score(NDArray writes, NDArray reads) {
        return norm(writes.matMul(reads)) / (norm(writes) * norm(reads));
    }

    private static double norm(NDArray matrix) {
        return matrix.norm().getFloat();
    }

    /** Of {@code [head, row, column]}: {@code [head]}. */
    private static NDArray norms(NDArray matrices) {
        return matrices.square().sum(new int[] {1, 2}).sqrt();
    }

    private static NDArray identity(NDArray square) {
        return square.getManager().eye((int) square.getShape().get(0));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a student's code may return null for anything
    private static <T> T nothing() {
        @Nullable T none = null;
        return none;
    }
}
