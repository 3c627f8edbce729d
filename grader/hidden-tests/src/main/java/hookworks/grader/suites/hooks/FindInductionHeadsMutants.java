package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.solutions.ReferenceHooks;
import hookworks.solutions.ReferenceInductionHeads;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link FindInductionHeadsTest} must reject, each with its story. */
final class FindInductionHeadsMutants {
    private static final Hooks RIGHT = new ReferenceHooks();

    private FindInductionHeadsMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends Hooks {
        @Override
        NDArray inductionScores(HookedTransformer model, NDArray repeatedTokens);
    }

    /** Finds the scores of one layer, {@code [head]}, in what passes a hook there. */
    @FunctionalInterface
    private interface Scoring {
        NDArray of(NDArray activation);
    }

    @Mutant("hooks the scores from before the softmax")
    static Wrong readsScores() {
        return filing("hook_attn_scores", activation -> diagonal(activation, block(activation) - 1), at -> at);
    }

    @Mutant("looks at the previous copy itself")
    static Wrong looksAtTheCopyItself() {
        return onPatterns(pattern -> diagonal(pattern, block(pattern)));
    }

    @Mutant("looks two past the previous copy")
    static Wrong looksTwoPastTheCopy() {
        return onPatterns(pattern -> diagonal(pattern, Math.max(0, block(pattern) - 2)));
    }

    @Mutant("averages the S induction cells alone")
    static Wrong averagesInductionCellsAlone() {
        return onPatterns(pattern -> cells(pattern, block(pattern) - 1)
                .get(":, :, 2:")
                .mean(new int[] {2})
                .mean(new int[] {0}));
    }

    @Mutant("uses the first row of the batch only")
    static Wrong usesTheFirstRow() {
        return onPatterns(pattern -> diagonal(pattern.get("0:1"), block(pattern) - 1));
    }

    @Mutant("averages over the heads of a layer")
    static Wrong averagesOverHeads() {
        return onPatterns(pattern -> diagonal(pattern, block(pattern) - 1)
                .mean()
                .broadcast(new Shape(pattern.getShape().get(1))));
    }

    @Mutant("adds the stripe up")
    static Wrong addsUp() {
        return onPatterns(
                pattern -> cells(pattern, block(pattern) - 1).sum(new int[] {2}).mean(new int[] {0}));
    }

    @Mutant("files every layer in row 0")
    static Wrong filesInRowZero() {
        return filing("hook_pattern", FindInductionHeadsMutants::right, layer -> 0);
    }

    @Mutant("captures the layer in a variable that is the last one when hooks run")
    static Wrong filesInTheLastRow() {
        return (model, tokens) -> filing(
                        "hook_pattern",
                        FindInductionHeadsMutants::right,
                        layer -> model.config().nLayers() - 1)
                .inductionScores(model, tokens);
    }

    @Mutant("writes the last layer's scores into all rows")
    static Wrong repeatsTheLastLayer() {
        return changed(scores -> scores.get("-1:").broadcast(scores.getShape()));
    }

    @Mutant("hard-codes two layers")
    static Wrong hardCodesTwoLayers() {
        return changed(scores -> scores.get(":2"));
    }

    @Mutant("leaves layers after the second at zero")
    static Wrong leavesLaterLayersOut() {
        return changed(scores -> {
            if (scores.getShape().get(0) > 2) {
                scores.set(new NDIndex("2:"), 0);
            }
            return scores;
        });
    }

    @Mutant("keeps heads as rows")
    static Wrong transposes() {
        return changed(NDArray::transpose);
    }

    @Mutant("flattens the table")
    static Wrong flattens() {
        return changed(NDArray::flatten);
    }

    @Mutant("puts a second BOS in front")
    static Wrong addsASecondBos() {
        return (model, tokens) ->
                RIGHT.inductionScores(model, tokens.get(":, :1").concat(tokens, 1));
    }

    @Mutant("leaves the first token out")
    static Wrong leavesTheFirstTokenOut() {
        return (model, tokens) -> RIGHT.inductionScores(model, tokens.get(":, 1:"));
    }

    @Mutant("draws tokens of its own")
    static Wrong drawsItsOwnTokens() {
        return (model, tokens) -> {
            int block = Math.toIntExact((tokens.getShape().get(1) - 1) / 2);
            int batch = Math.toIntExact(tokens.getShape().get(0));
            return RIGHT.inductionScores(model, new ReferenceInductionHeads().repeatedTokens(model, block, batch, 42));
        };
    }

    @Mutant("adds to a table of its own from hooks that it leaves on the model")
    static Wrong leavesItsHooks() {
        var stores = new ArrayList<NDArray>();
        return (model, tokens) -> {
            stores.add(zeros(model, tokens.getManager()));
            model.addHook(Hook.reading(name -> name.endsWith("hook_pattern"), (pattern, point) -> {
                NDArray row = right(pattern).add(stores.getLast().get(point.layer()));
                stores.getLast().set(new NDIndex("{}", point.layer()), row);
            }));
            model.forward(tokens);
            return stores.getLast();
        };
    }

    @Mutant("leaves a hook on the model that silences its first layer from the second call on")
    static Wrong leavesASilencingHook() {
        return (model, tokens) -> {
            NDArray scores = RIGHT.inductionScores(model, tokens);
            model.addHook(Hook.replacing(HookName.z(0), (z, point) -> z.zerosLike()));
            return scores;
        };
    }

    @Mutant("silences the first layer while it reads")
    static Wrong silencesTheFirstLayer() {
        return (model, tokens) -> {
            try (var _ = model.hooks(List.of(Hook.replacing(HookName.z(0), (z, point) -> z.zerosLike())))) {
                return RIGHT.inductionScores(model, tokens);
            }
        };
    }

    @Mutant("lists 1 for each head above 0.4, and 0 for the others")
    static Wrong thresholds() {
        return changed(scores -> scores.gt(0.4f).toType(DataType.FLOAT32, true));
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (model, tokens) -> {
            answers.add(RIGHT.inductionScores(model, tokens));
            return answers.getFirst();
        };
    }

    @Mutant("returns the empty table")
    static Wrong returnsZeros() {
        return (model, tokens) -> zeros(model, tokens.getManager());
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return changed(scores -> scores.zerosLike().div(0f));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return changed(scores -> scores.toType(DataType.FLOAT64, true));
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, tokens) -> nothing();
    }

    private static Wrong changed(UnaryOperator<NDArray> change) {
        return (model, tokens) -> change.apply(RIGHT.inductionScores(model, tokens));
    }

    private static Wrong onPatterns(Scoring scoring) {
        return filing("hook_pattern", scoring, layer -> layer);
    }

    private static Wrong filing(String point, Scoring scoring, ToIntFunction<Integer> row) {
        return (model, tokens) -> {
            NDArray store = zeros(model, tokens.getManager());
            Hook filing = Hook.reading(
                    name -> name.endsWith(point),
                    (activation, at) ->
                            store.set(new NDIndex("{}", row.applyAsInt(at.layer())), scoring.of(activation)));
            model.runWithHooks(tokens, List.of(filing));
            return store;
        };
    }

    private static NDArray zeros(HookedTransformer model, NDManager manager) {
        return manager.zeros(new Shape(model.config().nLayers(), model.config().nHeads()));
    }

    private static NDArray right(NDArray pattern) {
        return diagonal(pattern, block(pattern) - 1);
    }

    private static long block(NDArray pattern) {
        return (pattern.getShape().get(2) - 1) / 2;
    }

    private static NDArray diagonal(NDArray pattern, long offset) {
        return cells(pattern, offset).mean(new int[] {2}).mean(new int[] {0});
    }

    /** {@code [batch, head, stripe]}. */
    private static NDArray cells(NDArray pattern, long offset) {
        Shape shape = pattern.getShape();
        long length = shape.get(2);
        return pattern.reshape(shape.get(0), shape.get(1), length * length)
                .get(new NDIndex(":, :, {}::{}", offset * length, length + 1));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
