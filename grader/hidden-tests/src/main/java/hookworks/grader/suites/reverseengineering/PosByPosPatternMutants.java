package hookworks.grader.suites.reverseengineering;

import static hookworks.grader.suites.reverseengineering.PatternSteps.HIDDEN;
import static hookworks.grader.suites.reverseengineering.PatternSteps.firstTokens;
import static hookworks.grader.suites.reverseengineering.PatternSteps.later;
import static hookworks.grader.suites.reverseengineering.PatternSteps.masked;
import static hookworks.grader.suites.reverseengineering.PatternSteps.multipliedByMask;
import static hookworks.grader.suites.reverseengineering.PatternSteps.ofProducts;
import static hookworks.grader.suites.reverseengineering.PatternSteps.products;
import static hookworks.grader.suites.reverseengineering.PatternSteps.right;
import static hookworks.grader.suites.reverseengineering.PatternSteps.rows;
import static hookworks.grader.suites.reverseengineering.PatternSteps.scores;
import static hookworks.grader.suites.reverseengineering.PatternSteps.softmax;
import static hookworks.grader.suites.reverseengineering.PatternSteps.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link PosByPosPatternTest} must reject, each with its story. */
final class PosByPosPatternMutants {
    private PosByPosPatternMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        NDArray posByPosPattern(HookedTransformer model, Head head);
    }

    /** Another head, or another layer, than the one that is asked for. */
    @FunctionalInterface
    private interface Other {
        Head than(Head head, HookedTransformer model);
    }

    @Mutant("forgets to divide by the square root of d_head")
    static Wrong forgetsTheScale() {
        return (model, head) -> softmax(masked(products(model, head), HIDDEN));
    }

    @Mutant("divides by the square root of d_model")
    static Wrong scalesByModelWidth() {
        return scaling(model -> Math.sqrt(model.config().dModel()));
    }

    @Mutant("divides by d_head, not by its square root")
    static Wrong scalesByHeadWidth() {
        return scaling(model -> model.config().dHead());
    }

    @Mutant("hard-codes the square root of a d_head of 64")
    static Wrong hardCodesTheScale() {
        return scaling(model -> 8);
    }

    @Mutant("forgets the mask")
    static Wrong forgetsTheMask() {
        return (model, head) -> softmax(scores(model, head));
    }

    @Mutant("masks the weights after the softmax, so that rows no longer add up to 1")
    static Wrong masksAfterSoftmax() {
        return (model, head) -> multipliedByMask(softmax(scores(model, head)));
    }

    @Mutant("multiplies the scores by the mask, which leaves 0 for a hidden key")
    static Wrong masksWithZero() {
        return (model, head) -> softmax(multipliedByMask(scores(model, head)));
    }

    @Mutant("hides with -10")
    static Wrong masksWithTen() {
        return (model, head) -> softmax(masked(scores(model, head), -10));
    }

    @Mutant("hides with -100")
    static Wrong masksWithHundred() {
        return (model, head) -> softmax(masked(scores(model, head), -100));
    }

    @Mutant("hides the past and shows the future, as the name of the mask in the original course has it")
    static Wrong invertsTheMask() {
        return (model, head) -> {
            NDArray scores = scores(model, head);
            return softmax(scores.add(later(scores).transpose().mul(HIDDEN)));
        };
    }

    @Mutant("hides a query's own position too, where the first row then has nothing left")
    static Wrong hidesItself() {
        return (model, head) -> {
            NDArray scores = scores(model, head);
            NDArray hidden = later(scores).transpose().neg().add(1); // where the key comes no earlier
            return softmax(scores.add(hidden.mul(HIDDEN)));
        };
    }

    @Mutant("lets the softmax run over the queries")
    static Wrong softmaxOverQueries() {
        return (model, head) -> masked(scores(model, head), HIDDEN).softmax(0);
    }

    @Mutant("forgets the softmax")
    static Wrong forgetsTheSoftmax() {
        return (model, head) -> masked(scores(model, head), HIDDEN);
    }

    @Mutant("stops at unmasked scores")
    static Wrong stopsAtScores() {
        return PatternSteps::scores;
    }

    @Mutant("takes exp without subtracting the largest score")
    static Wrong overflows() {
        return (model, head) -> {
            NDArray weights = masked(scores(model, head), HIDDEN).exp();
            return weights.div(weights.sum(new int[] {-1}, true));
        };
    }

    @Mutant("puts the key on the left: W_K W_Qᵀ")
    static Wrong exchangesQueryAndKey() {
        return (model, head) -> softmax(masked(scores(model, head).transpose(), HIDDEN));
    }

    @Mutant("returns keys before queries")
    static Wrong returnsKeysByQueries() {
        return then(NDArray::transpose);
    }

    @Mutant("makes keys with W_V")
    static Wrong takesValues() {
        return (model, head) -> {
            ModelWeights weights = weights(model);
            NDArray queries = weights.wPos().matMul(weights.wQ().get(head.layer(), head.index()));
            NDArray values = weights.wPos().matMul(weights.wV().get(head.layer(), head.index()));
            return ofProducts(queries.matMul(values.transpose()), model);
        };
    }

    @Mutant("compares positions as they are, without the head's weights")
    static Wrong leavesWeightsOut() {
        return (model, head) -> {
            NDArray positions = weights(model).wPos();
            return ofProducts(positions.matMul(positions.transpose()), model);
        };
    }

    @Mutant("takes tokens for positions")
    static Wrong takesTokens() {
        return (model, head) -> ofProducts(products(weights(model).wE(), model, head), model);
    }

    @Mutant("takes the first tokens for positions")
    static Wrong takesFirstTokens() {
        return (model, head) -> ofProducts(products(firstTokens(model), model, head), model);
    }

    @Mutant("adds tokens to the positions, the first one at 0, the second at 1")
    static Wrong addsTokens() {
        return (model, head) -> {
            NDArray tokens = firstTokens(model);
            NDArray positions =
                    weights(model).wPos().get(":" + tokens.getShape().get(0));
            return ofProducts(products(tokens.add(positions), model, head), model);
        };
    }

    @Mutant("takes the pattern of a run on a text of one token, over and over")
    static Wrong runsTheModel() {
        return (model, head) -> {
            NDArray tokens = NDManager.newBaseManager(model.device())
                    .zeros(new Shape(1, model.config().nCtx()), DataType.INT64);
            return model.runWithCache(tokens)
                    .cache()
                    .get("pattern", head.layer())
                    .get(0, head.index());
        };
    }

    @Mutant("takes the next layer")
    static Wrong takesTheNextLayer() {
        return of((head, model) -> new Head((head.layer() + 1) % model.config().nLayers(), head.index()));
    }

    @Mutant("always takes layer 0")
    static Wrong takesLayerZero() {
        return of((head, model) -> new Head(0, head.index()));
    }

    @Mutant("takes the next head")
    static Wrong takesTheNextHead() {
        return of((head, model) ->
                new Head(head.layer(), (head.index() + 1) % model.config().nHeads()));
    }

    @Mutant("exchanges layer and index, where there is such a head")
    static Wrong exchangesLayerAndIndex() {
        return of((head, model) -> head.index() < model.config().nLayers()
                        && head.layer() < model.config().nHeads()
                ? new Head(/* layer= */ head.index(), /* index= */ head.layer())
                : head);
    }

    @Mutant("averages the heads of the layer")
    static Wrong averagesHeads() {
        return (model, head) -> {
            NDArray sum = right(model, head).mul(0);
            for (int index = 0; index < model.config().nHeads(); index++) {
                sum = sum.add(right(model, new Head(head.layer(), index)));
            }
            return sum.div(model.config().nHeads());
        };
    }

    @Mutant("looks at the first 16 positions only")
    static Wrong cutsTheContext() {
        return then(pattern -> {
            String first = ":" + Math.min(16, pattern.getShape().get(0));
            return pattern.get(first + ", " + first);
        });
    }

    @Mutant("is right in the first 50 rows, and leaves zeros for the others")
    static Wrong stopsAtFifty() {
        return then(pattern -> {
            NDArray rows = pattern.getManager().arange(rows(pattern)).expandDims(1);
            return pattern.mul(rows.lt(50).toType(DataType.FLOAT32, false));
        });
    }

    @Mutant("draws the stripe that one hopes for, whatever the head")
    static Wrong drawsTheStripe() {
        return then(pattern -> {
            NDArray positions = pattern.getManager().arange(rows(pattern));
            NDArray before = positions.sub(1).clip(0, rows(pattern)).expandDims(1); // 0 looks at itself
            return positions.expandDims(0).eq(before).toType(DataType.FLOAT32, false);
        });
    }

    @Mutant("spreads attention evenly over what a query may see")
    static Wrong spreadsEvenly() {
        return (model, head) -> softmax(masked(scores(model, head).zerosLike(), HIDDEN));
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return then(NDArray::zerosLike);
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return then(pattern -> pattern.zerosLike().div(0f));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return then(pattern -> pattern.toType(DataType.FLOAT64, true));
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, head) -> nothing();
    }

    @Mutant("doubles the positions once it has read them")
    static Wrong changesTheModel() {
        return (model, head) -> {
            NDArray pattern = right(model, head);
            weights(model).wPos().muli(2);
            return pattern;
        };
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (model, head) -> {
            answers.add(right(model, head));
            return answers.getFirst();
        };
    }

    /** What scores are divided by. */
    @FunctionalInterface
    private interface Divisor {
        double in(HookedTransformer model);
    }

    private static Wrong scaling(Divisor divisor) {
        return (model, head) -> softmax(masked(products(model, head).div((float) divisor.in(model)), HIDDEN));
    }

    private static Wrong of(Other other) {
        return (model, head) -> right(model, other.than(head, model));
    }

    private static Wrong then(UnaryOperator<NDArray> change) {
        return (model, head) -> change.apply(right(model, head));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
