package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.Mutant;
import hookworks.solutions.ReferenceHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link LogitAttributionTest} must reject, each with its story. */
final class LogitAttributionMutants {
    private static final Hooks RIGHT = new ReferenceHooks();

    private LogitAttributionMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends Hooks {
        @Override
        NDArray logitAttribution(NDArray embed, List<NDArray> headResults, NDArray wU, NDArray tokens);
    }

    @Mutant("scores each position by its own token")
    static Wrong scoresTheCurrentToken() {
        return (embed, results, wU, tokens) -> {
            NDArray earlier = tokens.get("0:1").concat(tokens.get(":-1"), 0);
            return RIGHT.logitAttribution(embed, results, wU, earlier);
        };
    }

    @Mutant("takes components of the position that is predicted")
    static Wrong takesComponentsOfTheNextPosition() {
        return (embed, results, wU, tokens) ->
                against(components(embed, results).get("1:"), wU, tokens.get("1:"));
    }

    @Mutant("scores every position by its own token, the last one too")
    static Wrong scoresEveryPosition() {
        return (embed, results, wU, tokens) -> against(components(embed, results), wU, tokens);
    }

    @Mutant("scores the last position by the first token")
    static Wrong wrapsAround() {
        return (embed, results, wU, tokens) ->
                against(components(embed, results), wU, tokens.get("1:").concat(tokens.get("0:1"), 0));
    }

    @Mutant("orders columns by head, then by layer")
    static Wrong ordersByHead() {
        return (embed, results, wU, tokens) -> {
            Shape shape = results.getFirst().getShape();
            NDArray byHead = NDArrays.stack(new NDList(results), 2)
                    .reshape(shape.get(0), results.size() * shape.get(1), shape.get(2));
            NDArray all = embed.expandDims(1).concat(byHead, 1);
            return against(all.get(":-1"), wU, tokens.get("1:"));
        };
    }

    @Mutant("begins with the last layer")
    static Wrong beginsWithTheLastLayer() {
        return (embed, results, wU, tokens) -> RIGHT.logitAttribution(embed, results.reversed(), wU, tokens);
    }

    @Mutant("puts the direct path last")
    static Wrong putsTheDirectPathLast() {
        return changed(right -> right.get(":, 1:").concat(right.get(":, 0:1"), 1));
    }

    @Mutant("leaves the direct path out")
    static Wrong leavesTheDirectPathOut() {
        return changed(right -> right.get(":, 1:"));
    }

    @Mutant("takes the stream at the end for the direct path")
    static Wrong takesTheWholeStream() {
        return (embed, results, wU, tokens) -> {
            NDArray stream = embed;
            for (NDArray layer : results) {
                stream = stream.add(layer.sum(new int[] {1}));
            }
            return RIGHT.logitAttribution(stream, results, wU, tokens);
        };
    }

    @Mutant("centres W_U over the vocabulary")
    static Wrong centres() {
        return (embed, results, wU, tokens) -> {
            NDArray mean = wU.mean(new int[] {1}, true);
            return RIGHT.logitAttribution(embed, results, wU.sub(mean), tokens);
        };
    }

    @Mutant("gives each component's log-probabilities")
    static Wrong givesLogProbabilities() {
        return (embed, results, wU, tokens) -> {
            NDArray logProbs = components(embed, results).matMul(wU).logSoftmax(-1); // [pos, component, d_vocab]
            return ofNext(logProbs, tokens);
        };
    }

    @Mutant("gives each component's probabilities")
    static Wrong givesProbabilities() {
        return (embed, results, wU, tokens) ->
                ofNext(components(embed, results).matMul(wU).softmax(-1), tokens);
    }

    @Mutant("adds up the heads of a layer")
    static Wrong addsUpHeads() {
        return (embed, results, wU, tokens) -> {
            var sums = results.stream()
                    .map(layer -> layer.sum(new int[] {1}, true))
                    .toList();
            return RIGHT.logitAttribution(embed, sums, wU, tokens);
        };
    }

    @Mutant("gives each head the sum of its layer")
    static Wrong repeatsTheLayersSum() {
        return (embed, results, wU, tokens) -> {
            var sums = results.stream()
                    .map(layer -> layer.sum(new int[] {1}, true).broadcast(layer.getShape()))
                    .toList();
            return RIGHT.logitAttribution(embed, sums, wU, tokens);
        };
    }

    @Mutant("averages over the heads of a layer")
    static Wrong averagesHeads() {
        return (embed, results, wU, tokens) -> {
            var means = results.stream()
                    .map(layer -> layer.mean(new int[] {1}, true))
                    .toList();
            return RIGHT.logitAttribution(embed, means, wU, tokens);
        };
    }

    @Mutant("gathers rows of W_U")
    static Wrong gathersRows() {
        return (embed, results, wU, tokens) -> {
            NDArray next = wU.get(tokens.get("1:")); // [pos - 1, d_vocab]
            return components(embed, results)
                    .get(":-1")
                    .matMul(next.expandDims(2))
                    .squeeze(2);
        };
    }

    @Mutant("hard-codes two layers")
    static Wrong hardCodesTwoLayers() {
        return (embed, results, wU, tokens) ->
                RIGHT.logitAttribution(embed, List.of(results.getFirst(), results.get(1)), wU, tokens);
    }

    @Mutant("puts everything into the direct path, so that rows add up")
    static Wrong putsAllIntoOneColumn() {
        return changed(right -> {
            NDArray all = right.sum(new int[] {1}, true);
            return all.concat(right.get(":, 1:").zerosLike(), 1);
        });
    }

    @Mutant("shares the logit out evenly, so that rows add up")
    static Wrong sharesEvenly() {
        return changed(right -> right.mean(new int[] {1}, true).broadcast(right.getShape()));
    }

    @Mutant("keeps components as rows")
    static Wrong transposes() {
        return changed(NDArray::transpose);
    }

    @Mutant("divides by the logit")
    static Wrong givesShares() {
        return changed(right -> right.div(right.sum(new int[] {1}, true)));
    }

    @Mutant("gives magnitudes without signs")
    static Wrong dropsSigns() {
        return changed(NDArray::abs);
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return changed(NDArray::zerosLike);
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return changed(right -> right.zerosLike().div(0f));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return changed(right -> right.toType(DataType.FLOAT64, true));
    }

    @Mutant("returns the embedding that it was given")
    static Wrong returnsItsInput() {
        return (embed, results, wU, tokens) -> embed;
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (embed, results, wU, tokens) -> {
            answers.add(RIGHT.logitAttribution(embed, results, wU, tokens));
            return answers.getFirst();
        };
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (embed, results, wU, tokens) -> nothing();
    }

    private static Wrong changed(UnaryOperator<NDArray> change) {
        return (embed, results, wU, tokens) -> change.apply(RIGHT.logitAttribution(embed, results, wU, tokens));
    }

    /** {@code [pos, component, d_model]}. */
    private static NDArray components(NDArray embed, List<NDArray> results) {
        var all = new NDList(embed.expandDims(1));
        all.addAll(results);
        return NDArrays.concat(all, 1);
    }

    /** Each component's dot product with its position's token. */
    private static NDArray against(NDArray components, NDArray wU, NDArray tokens) {
        NDArray directions = wU.transpose().get(tokens); // [pos, d_model]
        return components.matMul(directions.expandDims(2)).squeeze(2);
    }

    /** What {@code values}, {@code [pos, component, d_vocab]}, hold for the token that follows. */
    private static NDArray ofNext(NDArray values, NDArray tokens) {
        NDArray compared = values.get(":-1");
        Shape shape = compared.getShape();
        NDArray next = tokens.get("1:").reshape(-1, 1, 1).broadcast(new Shape(shape.get(0), shape.get(1), 1));
        return compared.gather(next, 2).squeeze(2);
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
