package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.Mutant;
import hookworks.lens.hooks.HookPoint;
import hookworks.solutions.ReferenceHooks;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link HeadZeroAblationTest} must reject, each with its story. */
final class HeadZeroAblationMutants {
    private static final Hooks RIGHT = new ReferenceHooks();

    private HeadZeroAblationMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends Hooks {
        @Override
        NDArray zeroAblateHead(NDArray activation, HookPoint hook, int head);
    }

    @Mutant("zeroes a position")
    static Wrong zeroesAPosition() {
        return (activation, hook, head) -> zeroed(activation, new NDIndex(":, {}", head));
    }

    @Mutant("zeroes a channel of every head")
    static Wrong zeroesAChannel() {
        return (activation, hook, head) -> zeroed(
                activation,
                new NDIndex(":, :, :, {}", head % activation.getShape().get(3)));
    }

    @Mutant("zeroes a row of the batch")
    static Wrong zeroesARow() {
        return (activation, hook, head) -> zeroed(
                activation, new NDIndex("{}", head % activation.getShape().get(0)));
    }

    @Mutant("zeroes the head in the first row of the batch only")
    static Wrong zeroesTheFirstRow() {
        return (activation, hook, head) -> zeroed(activation, new NDIndex("0, :, {}", head));
    }

    @Mutant("zeroes the head at the last position only")
    static Wrong zeroesTheLastPosition() {
        return (activation, hook, head) -> zeroed(activation, new NDIndex(":, -1, {}", head));
    }

    @Mutant("zeroes everything")
    static Wrong zeroesEverything() {
        return (activation, hook, head) -> activation.zerosLike();
    }

    @Mutant("keeps the head and zeroes all others")
    static Wrong zeroesTheOthers() {
        return (activation, hook, head) -> activation.sub(RIGHT.zeroAblateHead(activation, hook, head));
    }

    @Mutant("counts heads from 1")
    static Wrong countsFromOne() {
        return (activation, hook, head) -> RIGHT.zeroAblateHead(activation, hook, Math.max(0, head - 1));
    }

    @Mutant("zeroes the next head")
    static Wrong zeroesTheNext() {
        return (activation, hook, head) -> RIGHT.zeroAblateHead(
                activation, hook, (int) ((head + 1) % activation.getShape().get(2)));
    }

    @Mutant("zeroes the head and its neighbour")
    static Wrong zeroesTheNeighbourToo() {
        return (activation, hook, head) -> zeroed(activation, new NDIndex(":, :, {}:{}", head, head + 2));
    }

    @Mutant("zeroes all heads up to it")
    static Wrong zeroesUpToIt() {
        return (activation, hook, head) -> zeroed(activation, new NDIndex(":, :, :{}", head + 1));
    }

    @Mutant("returns the head's slice alone")
    static Wrong returnsTheSlice() {
        return (activation, hook, head) ->
                activation.get(new NDIndex(":, :, {}", head)).zerosLike();
    }

    @Mutant("leaves the head out, so that there is one fewer")
    static Wrong leavesTheHeadOut() {
        return (activation, hook, head) -> activation
                .get(new NDIndex(":, :, :{}", head))
                .concat(activation.get(new NDIndex(":, :, {}:", head + 1)), 2);
    }

    @Mutant("turns the head's sign round")
    static Wrong negates() {
        return (activation, hook, head) -> withHead(
                activation, head, activation.get(new NDIndex(":, :, {}", head)).neg());
    }

    @Mutant("halves the head")
    static Wrong halves() {
        return (activation, hook, head) -> withHead(
                activation, head, activation.get(new NDIndex(":, :, {}", head)).div(2));
    }

    @Mutant("puts the head's mean in its place")
    static Wrong takesTheMean() {
        return (activation, hook, head) -> RIGHT.meanAblateHead(activation, hook, head);
    }

    @Mutant("ablates the layer's number in place of the head's")
    static Wrong ablatesByLayer() {
        return (activation, hook, head) -> RIGHT.zeroAblateHead(activation, hook, (int)
                Math.min(hook.layer(), activation.getShape().get(2) - 1));
    }

    @Mutant("changes a copy and returns the activation as it came")
    static Wrong returnsItsInput() {
        return (activation, hook, head) -> {
            RIGHT.zeroAblateHead(activation, hook, head);
            return activation;
        };
    }

    @Mutant("changes the activation in place and returns nothing")
    static Wrong returnsNothing() {
        return (activation, hook, head) -> {
            activation.set(new NDIndex(":, :, {}", head), 0);
            return nothing();
        };
    }

    @Mutant("moves heads before positions")
    static Wrong transposes() {
        return (activation, hook, head) ->
                RIGHT.zeroAblateHead(activation, hook, head).transpose(0, 2, 1, 3);
    }

    @Mutant("lays heads side by side")
    static Wrong flattensHeads() {
        return (activation, hook, head) -> RIGHT.zeroAblateHead(activation, hook, head)
                .reshape(activation.getShape().get(0), activation.getShape().get(1), -1);
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return (activation, hook, head) -> withHead(
                activation,
                head,
                activation.get(new NDIndex(":, :, {}", head)).mul(0f).div(0f));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return (activation, hook, head) ->
                RIGHT.zeroAblateHead(activation, hook, head).toType(DataType.FLOAT64, true);
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (activation, hook, head) -> {
            answers.add(RIGHT.zeroAblateHead(activation, hook, head));
            return answers.getFirst();
        };
    }

    @Mutant("ablates the head of its first call ever after")
    static Wrong keepsItsFirstHead() {
        var heads = new ArrayList<Integer>();
        return (activation, hook, head) -> {
            heads.add(head);
            return RIGHT.zeroAblateHead(activation, hook, (int)
                    Math.min(heads.getFirst(), activation.getShape().get(2) - 1));
        };
    }

    private static NDArray zeroed(NDArray activation, NDIndex places) {
        NDArray zeroed = activation.duplicate();
        zeroed.set(places, 0);
        return zeroed;
    }

    private static NDArray withHead(NDArray activation, int head, NDArray vectors) {
        NDArray changed = activation.duplicate();
        changed.set(new NDIndex(":, :, {}", head), vectors);
        return changed;
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
