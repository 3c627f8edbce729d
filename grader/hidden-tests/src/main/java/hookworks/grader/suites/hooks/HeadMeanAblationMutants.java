package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.Mutant;
import hookworks.lens.hooks.HookPoint;
import hookworks.solutions.ReferenceHooks;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link HeadMeanAblationTest} must reject, each with its story. */
final class HeadMeanAblationMutants {
    private static final Hooks RIGHT = new ReferenceHooks();

    private HeadMeanAblationMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends Hooks {
        @Override
        NDArray meanAblateHead(NDArray z, HookPoint hook, int head);
    }

    @Mutant("averages over the head's channels")
    static Wrong averagesChannels() {
        return replacing(head -> head.mean(new int[] {2}, true));
    }

    @Mutant("averages over the batch only")
    static Wrong averagesTheBatch() {
        return replacing(head -> head.mean(new int[] {0}, true));
    }

    @Mutant("averages over positions only")
    static Wrong averagesPositions() {
        return replacing(head -> head.mean(new int[] {1}, true));
    }

    @Mutant("averages everything into one number")
    static Wrong averagesEverything() {
        return replacing(head -> head.zerosLike().add(head.mean()));
    }

    @Mutant("averages over the heads")
    static Wrong averagesHeads() {
        return (z, hook, head) -> withHead(z, head, z.mean(new int[] {2}));
    }

    @Mutant("takes the mean of all heads")
    static Wrong takesTheMeanOfAllHeads() {
        return (z, hook, head) -> withHead(
                z,
                head,
                meanVector(z.mean(new int[] {2}))
                        .broadcast(z.get(new NDIndex(":, :, {}", head)).getShape()));
    }

    @Mutant("takes the first row's mean")
    static Wrong takesTheFirstRowsMean() {
        return replacing(head -> meanVector(head.get("0:1")));
    }

    @Mutant("changes the first row only")
    static Wrong changesTheFirstRow() {
        return (z, hook, head) -> RIGHT.meanAblateHead(z, hook, head).get("0:1").concat(z.get("1:"), 0);
    }

    @Mutant("adds up instead of averaging")
    static Wrong addsUp() {
        return replacing(head ->
                meanVector(head).mul(head.getShape().get(0) * head.getShape().get(1)));
    }

    @Mutant("takes the largest number in place of the mean")
    static Wrong takesTheLargest() {
        return replacing(head -> head.max(new int[] {0}, true).max(new int[] {1}, true));
    }

    @Mutant("takes the mean after it has zeroed the head")
    static Wrong zeroesFirst() {
        return replacing(NDArray::zerosLike);
    }

    @Mutant("takes the mean off the head")
    static Wrong centres() {
        return replacing(head -> head.sub(meanVector(head)));
    }

    @Mutant("replaces every head by its own mean")
    static Wrong replacesEveryHead() {
        return (z, hook, head) -> {
            NDArray replaced = z;
            for (int each = 0; each < z.getShape().get(2); each++) {
                replaced = RIGHT.meanAblateHead(replaced, hook, each);
            }
            return replaced;
        };
    }

    @Mutant("replaces all heads but the one")
    static Wrong replacesTheOthers() {
        return (z, hook, head) -> {
            NDArray replaced = z;
            for (int each = 0; each < z.getShape().get(2); each++) {
                if (each != head) {
                    replaced = RIGHT.meanAblateHead(replaced, hook, each);
                }
            }
            return replaced;
        };
    }

    @Mutant("counts heads from 1")
    static Wrong countsFromOne() {
        return (z, hook, head) -> RIGHT.meanAblateHead(z, hook, Math.max(0, head - 1));
    }

    @Mutant("replaces a position in place of a head")
    static Wrong replacesAPosition() {
        return (z, hook, head) -> {
            int pos = (int) (head % z.getShape().get(1));
            NDArray changed = z.duplicate();
            changed.set(
                    new NDIndex(":, {}", pos), z.get(new NDIndex(":, {}", pos)).mean(new int[] {0}));
            return changed;
        };
    }

    @Mutant("puts the mean in the head's place and leaves the other heads empty")
    static Wrong emptiesTheOthers() {
        return (z, hook, head) -> RIGHT.meanAblateHead(z, hook, head).sub(RIGHT.zeroAblateHead(z, hook, head));
    }

    @Mutant("returns the mean alone")
    static Wrong returnsTheMean() {
        return (z, hook, head) -> meanVector(z.get(new NDIndex(":, :, {}", head)));
    }

    @Mutant("returns the head alone")
    static Wrong returnsTheHead() {
        return (z, hook, head) -> RIGHT.meanAblateHead(z, hook, head).get(new NDIndex(":, :, {}", head));
    }

    @Mutant("changes a copy and returns z as it came")
    static Wrong returnsItsInput() {
        return (z, hook, head) -> z;
    }

    @Mutant("changes z in place and returns nothing")
    static Wrong returnsNothing() {
        return (z, hook, head) -> nothing();
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return replacing(head -> head.mul(0f).div(0f));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return (z, hook, head) -> RIGHT.meanAblateHead(z, hook, head).toType(DataType.FLOAT64, true);
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (z, hook, head) -> {
            answers.add(RIGHT.meanAblateHead(z, hook, head));
            return answers.getFirst();
        };
    }

    @Mutant("keeps the mean of its first call")
    static Wrong keepsItsFirstMean() {
        var means = new ArrayList<NDArray>();
        return (z, hook, head) -> {
            NDArray ofHead = z.get(new NDIndex(":, :, {}", head));
            means.add(meanVector(ofHead));
            NDArray kept =
                    means.getFirst().getShape().equals(means.getLast().getShape()) ? means.getFirst() : means.getLast();
            return withHead(z, head, kept.broadcast(ofHead.getShape()));
        };
    }

    /** Puts what comes of the head, {@code [batch, pos, d_head]} or what broadcasts to that, in its place. */
    private static Wrong replacing(UnaryOperator<NDArray> replacement) {
        return (z, hook, head) -> {
            NDArray ofHead = z.get(new NDIndex(":, :, {}", head));
            return withHead(z, head, replacement.apply(ofHead).broadcast(ofHead.getShape()));
        };
    }

    /** {@code [1, 1, d_head]}. */
    private static NDArray meanVector(NDArray ofHead) {
        return ofHead.mean(new int[] {0}, true).mean(new int[] {1}, true);
    }

    private static NDArray withHead(NDArray z, int head, NDArray vectors) {
        NDArray changed = z.duplicate();
        changed.set(new NDIndex(":, :, {}", head), vectors);
        return changed;
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
