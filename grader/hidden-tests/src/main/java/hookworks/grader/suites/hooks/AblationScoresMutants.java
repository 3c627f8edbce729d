package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.Losses;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.solutions.ReferenceHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link AblationScoresTest} must reject, each with its story. */
final class AblationScoresMutants {
    private static final Hooks RIGHT = new ReferenceHooks();

    private AblationScoresMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends Hooks {
        @Override
        NDArray ablationScores(HookedTransformer model, NDArray tokens);
    }

    /** What is made of logits and tokens in place of the loss. */
    @FunctionalInterface
    private interface Measure {
        float of(NDArray logits, NDArray tokens);
    }

    @Mutant("takes the ablated loss off the clean one")
    static Wrong turnsTheSignRound() {
        return changed(NDArray::neg);
    }

    @Mutant("takes the loss over the whole sequence")
    static Wrong takesTheWholeSequence() {
        return measuring((logits, tokens) -> Losses.mean(logits, tokens).getFloat());
    }

    @Mutant("counts position S, whose next token can't be known")
    static Wrong countsTheUnpredictable() {
        return measuring(
                (logits, tokens) -> losses(logits, tokens, block(tokens)).mean().getFloat());
    }

    @Mutant("takes the loss over the first copy")
    static Wrong takesTheFirstCopy() {
        return measuring((logits, tokens) -> Losses.perToken(logits, tokens)
                .get(new NDIndex(":, 1:{}", block(tokens)))
                .mean()
                .getFloat());
    }

    @Mutant("compares each position with its own token")
    static Wrong comparesWithTheSameToken() {
        return measuring((logits, tokens) -> {
            NDArray logProbs = logits.logSoftmax(-1);
            NDArray own = logProbs.gather(tokens.expandDims(-1), 2).squeeze(-1);
            return own.get(new NDIndex(":, {}:-1", block(tokens) + 1))
                    .mean()
                    .neg()
                    .getFloat();
        });
    }

    @Mutant("takes the logit of the right token for the loss")
    static Wrong takesLogits() {
        return measuring((logits, tokens) -> ofNext(logits, tokens).mean().neg().getFloat());
    }

    @Mutant("takes the probability of the right token for the loss")
    static Wrong takesProbabilities() {
        return measuring((logits, tokens) ->
                ofNext(logits.softmax(-1), tokens).mean().neg().getFloat());
    }

    @Mutant("adds up over positions")
    static Wrong addsUp() {
        return measuring((logits, tokens) ->
                losses(logits, tokens, block(tokens) + 1).sum().getFloat());
    }

    @Mutant("uses the first row of the batch only")
    static Wrong usesTheFirstRow() {
        return (model, tokens) -> RIGHT.ablationScores(model, tokens.get("0:1"));
    }

    @Mutant("gives the ablated loss without the clean one taken off")
    static Wrong givesTheLoss() {
        return (model, tokens) ->
                RIGHT.ablationScores(model, tokens).add(RIGHT.circuitOnlyLoss(model, tokens, all(model), false));
    }

    @Mutant("divides by the clean loss")
    static Wrong givesARatio() {
        return (model, tokens) -> {
            double clean = RIGHT.circuitOnlyLoss(model, tokens, all(model), false);
            return RIGHT.ablationScores(model, tokens).add(clean).div(clean);
        };
    }

    @Mutant("leaves each head's hook on when it comes to the next")
    static Wrong accumulatesHooks() {
        return zeroing((head, model) -> upTo(model, head));
    }

    @Mutant("leaves the hooks of a layer on until the layer is done")
    static Wrong accumulatesHooksOfALayer() {
        return zeroing((head, model) -> upTo(model, head).stream()
                .filter(other -> other.layer() == head.layer())
                .toList());
    }

    @Mutant("takes the clean loss with a hook still on the model")
    static Wrong hooksTheCleanRun() {
        return (model, tokens) -> {
            double right = RIGHT.circuitOnlyLoss(model, tokens, all(model), false);
            double wrong = RIGHT.circuitOnlyLoss(model, tokens, others(model, List.of(new Head(0, 0))), false);
            return RIGHT.ablationScores(model, tokens).add(right - wrong);
        };
    }

    @Mutant("leaves the last head's hook on the model when it is done")
    static Wrong leavesTheLastHook() {
        return (model, tokens) -> {
            NDArray scores = RIGHT.ablationScores(model, tokens);
            int last = model.config().nHeads() - 1;
            model.addHook(Hook.replacing(HookName.z(0), (z, point) -> RIGHT.zeroAblateHead(z, point, last)));
            return scores;
        };
    }

    @Mutant("captures the head in a variable that is the last one when hooks run")
    static Wrong ablatesTheLastHead() {
        return zeroing(
                (head, model) -> List.of(new Head(head.layer(), model.config().nHeads() - 1)));
    }

    @Mutant("ablates the first head of the layer each time")
    static Wrong ablatesTheFirstHead() {
        return zeroing((head, model) -> List.of(new Head(head.layer(), 0)));
    }

    @Mutant("hooks the same layer each time")
    static Wrong ablatesInLayerZero() {
        return zeroing((head, model) -> List.of(new Head(0, head.index())));
    }

    @Mutant("hooks every layer")
    static Wrong ablatesInEveryLayer() {
        return zeroing((head, model) -> all(model).stream()
                .filter(other -> other.index() == head.index())
                .toList());
    }

    @Mutant("zeroes the whole layer")
    static Wrong ablatesTheLayer() {
        return zeroing((head, model) -> all(model).stream()
                .filter(other -> other.layer() == head.layer())
                .toList());
    }

    @Mutant("zeroes all heads but the one")
    static Wrong ablatesTheOthers() {
        return zeroing((head, model) ->
                all(model).stream().filter(other -> !other.equals(head)).toList());
    }

    @Mutant("puts means in place of zeros")
    static Wrong ablatesByMeans() {
        return (model, tokens) -> table(
                model, tokens, head -> (float) (RIGHT.circuitOnlyLoss(model, tokens, others(model, List.of(head)), true)
                        - RIGHT.circuitOnlyLoss(model, tokens, all(model), true)));
    }

    @Mutant("keeps heads as rows")
    static Wrong transposes() {
        return changed(NDArray::transpose);
    }

    @Mutant("fills the table head by head, and so into wrong cells")
    static Wrong fillsByHead() {
        return (model, tokens) -> {
            NDArray right = RIGHT.ablationScores(model, tokens);
            return right.transpose().reshape(right.getShape());
        };
    }

    @Mutant("hard-codes two layers")
    static Wrong hardCodesTwoLayers() {
        return changed(right -> right.get(":2"));
    }

    @Mutant("returns zeros: no head matters")
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

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (model, tokens) -> {
            answers.add(RIGHT.ablationScores(model, tokens));
            return answers.getFirst();
        };
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, tokens) -> nothing();
    }

    private static Wrong changed(UnaryOperator<NDArray> change) {
        return (model, tokens) -> change.apply(RIGHT.ablationScores(model, tokens));
    }

    /** Scores each head by the right loss without other heads. */
    private static Wrong zeroing(BiFunction<Head, HookedTransformer, List<Head>> ablated) {
        return (model, tokens) -> {
            double clean = RIGHT.circuitOnlyLoss(model, tokens, all(model), false);
            return table(model, tokens, head -> {
                List<Head> kept = others(model, ablated.apply(head, model));
                return (float) (RIGHT.circuitOnlyLoss(model, tokens, kept, false) - clean);
            });
        };
    }

    /** Scores each head by something else than the loss. */
    private static Wrong measuring(Measure measure) {
        return (model, tokens) -> {
            float clean = measure.of(model.forward(tokens), tokens);
            return table(model, tokens, head -> {
                Hook ablation = Hook.replacing(
                        HookName.z(head.layer()), (z, point) -> RIGHT.zeroAblateHead(z, point, head.index()));
                return measure.of(model.runWithHooks(tokens, List.of(ablation)), tokens) - clean;
            });
        };
    }

    private static NDArray table(HookedTransformer model, NDArray tokens, Function<Head, Float> score) {
        List<Head> heads = all(model);
        float[] scores = new float[heads.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score.apply(heads.get(i));
        }
        var shape = new Shape(model.config().nLayers(), model.config().nHeads());
        return tokens.getManager().create(scores, shape);
    }

    private static List<Head> all(HookedTransformer model) {
        int heads = model.config().nHeads();
        return IntStream.range(0, model.config().nLayers() * heads)
                .mapToObj(each -> new Head(each / heads, each % heads))
                .toList();
    }

    private static List<Head> upTo(HookedTransformer model, Head last) {
        return all(model).stream().filter(head -> head.compareTo(last) <= 0).toList();
    }

    private static List<Head> others(HookedTransformer model, List<Head> heads) {
        return all(model).stream().filter(head -> !heads.contains(head)).toList();
    }

    private static long block(NDArray tokens) {
        return (tokens.getShape().get(1) - 1) / 2;
    }

    private static NDArray losses(NDArray logits, NDArray tokens, long from) {
        return Losses.perToken(logits, tokens).get(new NDIndex(":, {}:", from));
    }

    /** What {@code values}, {@code [batch, pos, d_vocab]}, hold for what follows predictable positions. */
    private static NDArray ofNext(NDArray values, NDArray tokens) {
        return values.get(":, :-1")
                .gather(tokens.get(":, 1:").expandDims(-1), 2)
                .squeeze(-1)
                .get(new NDIndex(":, {}:", block(tokens) + 1));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
