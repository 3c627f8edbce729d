package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.Mutant;
import hookworks.lens.hooks.HookPoint;
import java.util.ArrayList;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link InductionScoreHookTest} must reject, each with its story. */
final class InductionScoreHookMutants {
    private InductionScoreHookMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends Hooks {
        @Override
        NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store);
    }

    @Mutant("looks at the previous copy itself, S cells back")
    static Wrong looksAtTheCopyItself() {
        return (pattern, hook, store) -> file(store, hook.layer(), means(pattern, block(pattern)));
    }

    @Mutant("looks before the previous copy, S + 1 cells back")
    static Wrong looksBeforeTheCopy() {
        return (pattern, hook, store) -> file(store, hook.layer(), means(pattern, block(pattern) + 1));
    }

    @Mutant("looks two past the previous copy, S - 2 cells back")
    static Wrong looksTwoPastTheCopy() {
        return (pattern, hook, store) -> file(store, hook.layer(), means(pattern, block(pattern) - 2));
    }

    @Mutant("takes the offset above the diagonal, where every query looks ahead")
    static Wrong looksAhead() {
        return (pattern, hook, store) -> file(store, hook.layer(), means(pattern, 1 - block(pattern)));
    }

    @Mutant("averages only the S induction cells")
    static Wrong averagesInductionCellsAlone() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), mean(stripe(pattern).get(":, :, 2:")));
    }

    @Mutant("uses the first row of the batch only")
    static Wrong usesTheFirstRow() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), stripe(pattern).get(0).mean(new int[] {1}));
    }

    @Mutant("averages over the heads too, so that the row holds one number")
    static Wrong averagesOverHeads() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), stripe(pattern).mean().broadcast(new Shape(heads(pattern))));
    }

    @Mutant("takes the diagonal of batch and head")
    static Wrong takesTheDiagonalOfBatchAndHead() {
        return (pattern, hook, store) -> NDArrays.stack(new NDList(
                pattern.get("0, 0").mean(new int[] {0}), pattern.get("1, 1").mean(new int[] {0})));
    }

    @Mutant("writes row 0 whatever the layer")
    static Wrong writesRowZero() {
        return (pattern, hook, store) -> file(store, 0, scores(pattern));
    }

    @Mutant("appends a row instead of replacing one")
    static Wrong appendsARow() {
        return (pattern, hook, store) -> store.concat(scores(pattern).expandDims(0), 0);
    }

    @Mutant("gives the scores alone, without the store")
    static Wrong givesTheScoresAlone() {
        return (pattern, hook, store) -> scores(pattern);
    }

    @Mutant("clears the other layers' rows")
    static Wrong clearsOtherRows() {
        return (pattern, hook, store) -> file(store.zerosLike(), hook.layer(), scores(pattern));
    }

    @Mutant("averages the scores with what the row held")
    static Wrong averagesWithTheOldRow() {
        return (pattern, hook, store) -> file(
                store,
                hook.layer(),
                scores(pattern).add(store.get(hook.layer())).div(2));
    }

    @Mutant("adds the scores to what the row held")
    static Wrong addsToTheOldRow() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), scores(pattern).add(store.get(hook.layer())));
    }

    @Mutant("adds the stripe up instead of averaging it")
    static Wrong sumsTheStripe() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), stripe(pattern).sum(new int[] {2}).mean(new int[] {0}));
    }

    @Mutant("takes the largest cell of the stripe")
    static Wrong takesTheLargestCell() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), stripe(pattern).max(new int[] {2}).mean(new int[] {0}));
    }

    @Mutant("divides by the sequence's length instead of the stripe's")
    static Wrong dividesBySequence() {
        return (pattern, hook, store) -> file(
                store,
                hook.layer(),
                stripe(pattern).sum(new int[] {2}).div(length(pattern)).mean(new int[] {0}));
    }

    @Mutant("divides by S instead of S + 2")
    static Wrong dividesByBlock() {
        return (pattern, hook, store) -> file(
                store,
                hook.layer(),
                stripe(pattern).sum(new int[] {2}).div(block(pattern)).mean(new int[] {0}));
    }

    @Mutant("reads the layer from the last digit before the dot")
    static Wrong readsTheLastDigit() {
        return (pattern, hook, store) -> file(store, hook.layer() % 10, scores(pattern));
    }

    @Mutant("reads the layer from one character of the name")
    static Wrong readsOneCharacter() {
        return (pattern, hook, store) ->
                file(store, Character.digit(hook.name().charAt("blocks.".length()), 10), scores(pattern));
    }

    @Mutant("keeps the store with layers as columns")
    static Wrong transposesTheStore() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), scores(pattern)).transpose();
    }

    @Mutant("writes a column's worth of cells instead of a row's")
    static Wrong writesDownAColumn() {
        return (pattern, hook, store) -> {
            long heads = heads(pattern);
            NDArray flat = store.flatten();
            for (long head = 0; head < heads; head++) {
                long cell = (head * store.getShape().get(0) + hook.layer()) % flat.size();
                flat.set(new NDIndex("{}", cell), scores(pattern).getFloat(head));
            }
            return flat.reshape(store.getShape());
        };
    }

    @Mutant("writes into the store it was given and returns nothing")
    static Wrong returnsNothing() {
        return (pattern, hook, store) -> {
            store.set(new NDIndex("{}", hook.layer()), scores(pattern));
            return nothing();
        };
    }

    @Mutant("writes into a copy and returns the store as it came")
    static Wrong returnsTheStoreAsItCame() {
        return (pattern, hook, store) -> {
            file(store, hook.layer(), scores(pattern));
            return store;
        };
    }

    @Mutant("returns 0.5 everywhere")
    static Wrong returnsAConstant() {
        return (pattern, hook, store) -> store.zerosLike().add(0.5f);
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), scores(pattern).zerosLike().div(0f));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return (pattern, hook, store) ->
                file(store, hook.layer(), scores(pattern)).toType(DataType.FLOAT64, true);
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (pattern, hook, store) -> {
            answers.add(file(store, hook.layer(), scores(pattern)));
            return answers.getFirst();
        };
    }

    @Mutant("keeps a store of its own and ignores the one it is given")
    static Wrong keepsItsOwnStore() {
        var stores = new HashMap<Shape, NDArray>();
        return (pattern, hook, store) -> {
            NDArray own = stores.getOrDefault(store.getShape(), store);
            NDArray filed = file(own, hook.layer(), scores(pattern));
            stores.put(store.getShape(), filed);
            return filed;
        };
    }

    @Mutant("hard-codes a block of 7 tokens")
    static Wrong hardCodesTheBlock() {
        return (pattern, hook, store) -> file(store, hook.layer(), means(pattern, Math.min(6, length(pattern) - 1)));
    }

    @Mutant("hard-codes 2 layers")
    static Wrong hardCodesTwoLayers() {
        return (pattern, hook, store) -> file(store, hook.layer() % 2, scores(pattern));
    }

    @Mutant("hard-codes which heads are induction heads")
    static Wrong hardCodesHeads() {
        return (pattern, hook, store) -> file(
                store,
                hook.layer(),
                scores(pattern)
                        .zerosLike()
                        .add(pattern.getManager()
                                .arange((float) heads(pattern))
                                .gte(2)
                                .toType(DataType.FLOAT32, true)));
    }

    private static NDArray scores(NDArray pattern) {
        return means(pattern, block(pattern) - 1);
    }

    private static NDArray stripe(NDArray pattern) {
        return diagonal(pattern, block(pattern) - 1);
    }

    private static NDArray means(NDArray pattern, long offset) {
        return mean(diagonal(pattern, offset));
    }

    /** Over batch and stripe: {@code [head]}. */
    private static NDArray mean(NDArray stripe) {
        return stripe.mean(new int[] {2}).mean(new int[] {0});
    }

    /** The cells whose key lies {@code offset} before their query: {@code [batch, head, stripe]}. */
    private static NDArray diagonal(NDArray pattern, long offset) {
        long length = length(pattern);
        long start = offset >= 0 ? offset * length : -offset;
        long end = start + (length - Math.abs(offset) - 1) * (length + 1) + 1;
        return pattern.reshape(pattern.getShape().get(0), heads(pattern), length * length)
                .get(new NDIndex(":, :, {}:{}:{}", start, end, length + 1));
    }

    private static NDArray file(NDArray store, long row, NDArray scores) {
        NDArray filed = store.duplicate();
        filed.set(new NDIndex("{}", row), scores);
        return filed;
    }

    private static long block(NDArray pattern) {
        return (length(pattern) - 1) / 2;
    }

    private static long length(NDArray pattern) {
        return pattern.getShape().get(2);
    }

    private static long heads(NDArray pattern) {
        return pattern.getShape().get(1);
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
