package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.solutions.ReferenceReverseEngineering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Mistakes that {@link PrevHeadAblationTest} must reject, each with its story. */
final class PrevHeadAblationMutants {
    private static final ReverseEngineering RIGHT = new ReferenceReverseEngineering();

    private PrevHeadAblationMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        double ablatedInductionScore(
                HookedTransformer model, NDArray repeatedTokens, List<Head> ablate, Head induction);
    }

    /** Which heads are silenced in place of those that are asked for. */
    @FunctionalInterface
    private interface Silencing {
        List<Head> of(HookedTransformer model, List<Head> ablate, Head induction);
    }

    /** What is made of the pattern of a layer, {@code [batch, head, query, key]}, in place of the score. */
    @FunctionalInterface
    private interface Reading {
        NDArray of(NDArray pattern, Head induction);
    }

    @Mutant("silences nothing: runs once with the ablation, and reads in another run")
    static Wrong readsInAnotherRun() {
        return silencing((model, ablate, induction) -> List.of());
    }

    @Mutant("silences a copy, and returns nothing from the hook")
    static Wrong dropsTheCopy() {
        return editing(HookName::v, (v, head) -> {
            v.duplicate().set(new NDIndex(":, :, {}", head), 0);
            return v;
        });
    }

    @Mutant("silences the first head of the list only")
    static Wrong silencesTheFirst() {
        return silencing((model, ablate, induction) -> ablate.subList(0, Math.min(1, ablate.size())));
    }

    @Mutant("silences the last head of the list only")
    static Wrong silencesTheLast() {
        return silencing((model, ablate, induction) -> ablate.subList(Math.max(0, ablate.size() - 1), ablate.size()));
    }

    @Mutant("silences one head at a time, and averages")
    static Wrong silencesOneAtATime() {
        return (model, tokens, ablate, induction) -> ablate.isEmpty()
                ? RIGHT.ablatedInductionScore(model, tokens, ablate, induction)
                : ablate.stream()
                        .mapToDouble(head -> RIGHT.ablatedInductionScore(model, tokens, List.of(head), induction))
                        .average()
                        .orElseThrow();
    }

    @Mutant("silences heads of the scored head's layer, by index")
    static Wrong silencesInTheScoredLayer() {
        return silencing((model, ablate, induction) -> inLayer(ablate, induction.layer()));
    }

    @Mutant("silences heads of layer 0, by index")
    static Wrong silencesInLayerZero() {
        return silencing((model, ablate, induction) -> inLayer(ablate, 0));
    }

    @Mutant("silences heads of every layer, by index")
    static Wrong silencesInEveryLayer() {
        return silencing((model, ablate, induction) -> all(model).stream()
                .filter(head -> ablate.stream().anyMatch(each -> each.index() == head.index()))
                .toList());
    }

    @Mutant("leaves heads alone that are not in layer 0")
    static Wrong silencesLayerZeroOnly() {
        return silencing((model, ablate, induction) ->
                ablate.stream().filter(head -> head.layer() == 0).toList());
    }

    @Mutant("silences the layer's later heads too")
    static Wrong silencesTheNeighbours() {
        return silencing((model, ablate, induction) -> all(model).stream()
                .filter(head ->
                        ablate.stream().anyMatch(each -> each.layer() == head.layer() && each.index() <= head.index()))
                .toList());
    }

    @Mutant("silences every head but those of the list")
    static Wrong silencesAllOthers() {
        return silencing((model, ablate, induction) ->
                all(model).stream().filter(head -> !ablate.contains(head)).toList());
    }

    @Mutant("takes an empty list for head 0")
    static Wrong takesNoneForHeadZero() {
        return silencing((model, ablate, induction) -> ablate.isEmpty() ? List.of(new Head(0, 0)) : ablate);
    }

    @Mutant("takes an empty list for the last head of layer 0, as -1 would")
    static Wrong takesNoneForTheLast() {
        return silencing((model, ablate, induction) ->
                ablate.isEmpty() ? List.of(new Head(0, model.config().nHeads() - 1)) : ablate);
    }

    @Mutant("takes an empty list for all heads")
    static Wrong takesNoneForAll() {
        return silencing((model, ablate, induction) -> ablate.isEmpty() ? all(model) : ablate);
    }

    @Mutant("silences queries in place of values")
    static Wrong silencesQueries() {
        return editing(HookName::q, PrevHeadAblationMutants::zeroed);
    }

    @Mutant("wipes the pattern of heads out, also of the one that is scored")
    static Wrong wipesPatterns() {
        return editing(HookName::pattern, (pattern, head) -> {
            NDArray wiped = pattern.duplicate();
            wiped.set(new NDIndex(":, {}", head), 0);
            return wiped;
        });
    }

    @Mutant("puts means in place of zeros")
    static Wrong silencesByMeans() {
        return editing(HookName::v, (v, head) -> {
            NDArray changed = v.duplicate();
            var ofHead = new NDIndex(":, :, {}", head);
            changed.set(ofHead, v.get(ofHead).mean().getFloat());
            return changed;
        });
    }

    @Mutant("silences a position in place of a head")
    static Wrong silencesAPosition() {
        return editing(HookName::v, (v, head) -> {
            NDArray changed = v.duplicate();
            changed.set(new NDIndex(":, {}", head), 0);
            return changed;
        });
    }

    @Mutant("silences heads in the first row of the batch only")
    static Wrong silencesInTheFirstRow() {
        return editing(HookName::v, (v, head) -> {
            NDArray changed = v.duplicate();
            changed.set(new NDIndex("0:1, :, {}", head), 0);
            return v.getShape().get(0) == 1 ? zeroed(v, head) : changed;
        });
    }

    @Mutant("reads the first row of the batch only")
    static Wrong readsTheFirstRow() {
        return reading((pattern, induction) ->
                stripe(pattern.get("0:1"), induction, block(pattern) - 1).mean());
    }

    @Mutant("looks at the previous copy itself")
    static Wrong looksAtTheCopyItself() {
        return reading((pattern, induction) ->
                stripe(pattern, induction, block(pattern)).mean());
    }

    @Mutant("looks two past the previous copy")
    static Wrong looksTwoPastTheCopy() {
        return reading((pattern, induction) ->
                stripe(pattern, induction, block(pattern) - 2).mean());
    }

    @Mutant("averages the S induction cells alone")
    static Wrong averagesInductionCellsAlone() {
        return reading((pattern, induction) ->
                stripe(pattern, induction, block(pattern) - 1).get(":, 2:").mean());
    }

    @Mutant("adds the stripe up")
    static Wrong addsUp() {
        return reading((pattern, induction) -> stripe(pattern, induction, block(pattern) - 1)
                .sum(new int[] {1})
                .mean());
    }

    @Mutant("divides by S")
    static Wrong dividesByBlock() {
        return reading((pattern, induction) -> stripe(pattern, induction, block(pattern) - 1)
                .sum(new int[] {1})
                .mean()
                .div(block(pattern)));
    }

    @Mutant("averages over all heads of the layer")
    static Wrong averagesOverHeads() {
        return (model, tokens, ablate, induction) -> IntStream.range(
                        0, model.config().nHeads())
                .mapToDouble(
                        index -> RIGHT.ablatedInductionScore(model, tokens, ablate, new Head(induction.layer(), index)))
                .average()
                .orElseThrow();
    }

    @Mutant("scores head 0 of the layer")
    static Wrong scoresHeadZero() {
        return scoring((model, induction) -> new Head(induction.layer(), 0));
    }

    @Mutant("scores in layer 1, whatever the head's layer is")
    static Wrong scoresInLayerOne() {
        return scoring((model, induction) -> new Head(1, induction.index()));
    }

    @Mutant("scores in the last layer, whatever the head's layer is")
    static Wrong scoresInTheLastLayer() {
        return scoring((model, induction) -> new Head(model.config().nLayers() - 1, induction.index()));
    }

    @Mutant("gives the change")
    static Wrong givesTheChange() {
        return (model, tokens, ablate, induction) -> RIGHT.ablatedInductionScore(model, tokens, ablate, induction)
                - RIGHT.ablatedInductionScore(model, tokens, List.of(), induction);
    }

    @Mutant("gives the drop")
    static Wrong givesTheDrop() {
        return (model, tokens, ablate, induction) -> RIGHT.ablatedInductionScore(model, tokens, List.of(), induction)
                - RIGHT.ablatedInductionScore(model, tokens, ablate, induction);
    }

    @Mutant("puts a second BOS in front")
    static Wrong addsASecondBos() {
        return (model, tokens, ablate, induction) ->
                RIGHT.ablatedInductionScore(model, tokens.get(":, :1").concat(tokens, 1), ablate, induction);
    }

    @Mutant("returns NaN")
    static Wrong returnsNaN() {
        return changed(score -> Double.NaN);
    }

    @Mutant("returns 0")
    static Wrong returnsZero() {
        return changed(score -> 0);
    }

    @Mutant("rounds to full percents")
    static Wrong rounds() {
        return changed(score -> Math.rint(score * 100) / 100);
    }

    @Mutant("leaves its hooks on the model")
    static Wrong leavesItsHooks() {
        return (model, tokens, ablate, induction) -> {
            double score = RIGHT.ablatedInductionScore(model, tokens, ablate, induction);
            ablate.forEach(head ->
                    model.addHook(Hook.replacing(HookName.v(head.layer()), (v, point) -> zeroed(v, head.index()))));
            return score;
        };
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<Double>();
        return (model, tokens, ablate, induction) -> {
            answers.add(RIGHT.ablatedInductionScore(model, tokens, ablate, induction));
            return answers.getFirst();
        };
    }

    private static NDArray zeroed(NDArray activation, int head) {
        NDArray zeroed = activation.duplicate();
        zeroed.set(new NDIndex(":, :, {}", head), 0);
        return zeroed;
    }

    private static List<Head> inLayer(List<Head> heads, int layer) {
        return heads.stream().map(head -> new Head(layer, head.index())).toList();
    }

    private static List<Head> all(HookedTransformer model) {
        int heads = model.config().nHeads();
        return IntStream.range(0, model.config().nLayers() * heads)
                .mapToObj(each -> new Head(each / heads, each % heads))
                .toList();
    }

    private static Wrong silencing(Silencing silencing) {
        return (model, tokens, ablate, induction) ->
                RIGHT.ablatedInductionScore(model, tokens, silencing.of(model, ablate, induction), induction);
    }

    private static Wrong scoring(BiFunction<HookedTransformer, Head, Head> scored) {
        return (model, tokens, ablate, induction) ->
                RIGHT.ablatedInductionScore(model, tokens, ablate, scored.apply(model, induction));
    }

    private static Wrong changed(DoubleUnaryOperator change) {
        return (model, tokens, ablate, induction) ->
                change.applyAsDouble(RIGHT.ablatedInductionScore(model, tokens, ablate, induction));
    }

    /** Does something else to each head that is to be silenced, at a hook of its layer. */
    private static Wrong editing(IntFunction<String> hookName, BiFunction<NDArray, Integer, NDArray> edit) {
        return (model, tokens, ablate, induction) -> {
            var hooks = new ArrayList<Hook>();
            ablate.stream()
                    .sorted(Comparator.reverseOrder())
                    .forEach(head -> hooks.add(Hook.replacing(
                            hookName.apply(head.layer()),
                            (activation, point) -> edit.apply(activation, head.index()))));
            return read(
                    model,
                    tokens,
                    hooks,
                    induction,
                    (pattern, of) -> stripe(pattern, of, block(pattern) - 1).mean());
        };
    }

    /** Makes something else of the pattern without the heads. */
    private static Wrong reading(Reading reading) {
        return (model, tokens, ablate, induction) -> {
            var hooks = new ArrayList<Hook>();
            ablate.forEach(head ->
                    hooks.add(Hook.replacing(HookName.v(head.layer()), (v, point) -> zeroed(v, head.index()))));
            return read(model, tokens, hooks, induction, reading);
        };
    }

    private static double read(
            HookedTransformer model, NDArray tokens, List<Hook> editing, Head induction, Reading reading) {
        var score = new double[1];
        var hooks = new ArrayList<>(editing);
        hooks.add(Hook.reading(
                HookName.pattern(induction.layer()),
                (pattern, point) -> score[0] = reading.of(pattern, induction).getFloat()));
        model.runWithHooks(tokens, hooks).close();
        return score[0];
    }

    /** One head's cells that look so many positions back: {@code [batch, cell]}. */
    private static NDArray stripe(NDArray pattern, Head head, long offset) {
        long length = pattern.getShape().get(2);
        return pattern.get(new NDIndex(":, {}", head.index()))
                .reshape(-1, length * length)
                .get(new NDIndex(":, {}::{}", offset * length, length + 1));
    }

    private static long block(NDArray pattern) {
        return (pattern.getShape().get(2) - 1) / 2;
    }
}
