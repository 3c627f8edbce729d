package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Guesses;
import hookworks.exercises.LensIntroduction;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link CorrectPredictionsTest} must reject, each with its story. */
final class CorrectPredictionsMutants {
    private CorrectPredictionsMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends LensIntroduction {
        @Override
        Guesses correctPredictions(HookedTransformer model, NDArray tokens);
    }

    @Mutant("compares each guess with the token that it was made at")
    static Wrong comparesWithTheSameToken() {
        return (model, tokens) ->
                guesses(mostLikely(model, tokens).get(":, :-1").eq(tokens.get(":, :-1")));
    }

    @Mutant("shifts the wrong way, comparing with the token before")
    static Wrong comparesWithTheTokenBefore() {
        return (model, tokens) -> guesses(mostLikely(model, tokens).get(":, 1:").eq(tokens.get(":, :-1")));
    }

    @Mutant("takes the largest logit over positions instead of the vocabulary")
    static Wrong picksPositions() {
        return (model, tokens) -> {
            long compared = tokens.getShape().get(1) - 1;
            NDArray positions = model.forward(tokens).argMax(1).get(":, :" + compared);
            return guesses(positions.eq(tokens.get(":, 1:")));
        };
    }

    @Mutant("keeps the last prediction and compares it with padding")
    static Wrong comparesTheLastWithPadding() {
        return (model, tokens) -> guesses(mostLikely(model, tokens).eq(followedByPadding(tokens)));
    }

    @Mutant("marks the right positions but counts the last prediction in the total")
    static Wrong countsTheLastInTheTotal() {
        return (model, tokens) -> {
            NDArray hits = hits(model, tokens);
            return new Guesses(count(hits), tokens.size(), hits);
        };
    }

    @Mutant("squeezes the batch away and answers for its first row")
    static Wrong answersForTheFirstRow() {
        return (model, tokens) -> guesses(hits(model, tokens).get("0:1"));
    }

    @Mutant("repeats the first row's hits for every row")
    static Wrong repeatsTheFirstRow() {
        return (model, tokens) -> {
            NDArray hits = hits(model, tokens);
            return guesses(hits.get("0:1").repeat(0, hits.getShape().get(0)));
        };
    }

    @Mutant("counts the first row's hits only")
    static Wrong countsTheFirstRow() {
        return (model, tokens) -> {
            NDArray hits = hits(model, tokens);
            return new Guesses(count(hits.get(0)), hits.size(), hits);
        };
    }

    @Mutant("totals one row's positions only")
    static Wrong totalsOneRow() {
        return (model, tokens) -> {
            NDArray hits = hits(model, tokens);
            return new Guesses(count(hits), hits.getShape().get(1), hits);
        };
    }

    @Mutant("leaves the first position out, since BOS \"doesn't count\"")
    static Wrong leavesTheFirstOut() {
        return (model, tokens) -> guesses(hits(model, tokens).get(":, 1:"));
    }

    @Mutant("never lets the first position hit")
    static Wrong neverHitsAtTheFirst() {
        return (model, tokens) -> {
            NDArray hits = hits(model, tokens);
            NDArray first = hits.get(":, :1");
            return guesses(first.logicalXor(first).concat(hits.get(":, 1:"), 1));
        };
    }

    @Mutant("puts another BOS in front of tokens that have one")
    static Wrong addsAnotherBos() {
        return (model, tokens) -> {
            NDArray longer = tokens.get(":, :1").concat(tokens.get(":, :-1"), 1);
            return guesses(mostLikely(model, longer).get(":, 1:").eq(tokens.get(":, 1:")));
        };
    }

    @Mutant("takes the least likely token")
    static Wrong takesTheLeastLikely() {
        return (model, tokens) ->
                guesses(model.forward(tokens).argMin(-1).get(":, :-1").eq(tokens.get(":, 1:")));
    }

    @Mutant("marks the misses")
    static Wrong marksTheMisses() {
        return (model, tokens) -> guesses(hits(model, tokens).logicalNot());
    }

    @Mutant("puts positions before batch")
    static Wrong swapsTheAxes() {
        return (model, tokens) -> guesses(hits(model, tokens).transpose());
    }

    @Mutant("calls everything a hit")
    static Wrong callsEverythingAHit() {
        return (model, tokens) -> {
            NDArray next = tokens.get(":, 1:");
            return guesses(next.eq(next));
        };
    }

    @Mutant("answers 33 of 111, as the course's example does")
    static Wrong answersTheExample() {
        return (model, tokens) -> new Guesses(33, 111, hits(model, tokens));
    }

    @Mutant("marks hits with ones instead of truth values")
    static Wrong marksWithOnes() {
        return (model, tokens) -> {
            NDArray hits = hits(model, tokens);
            return new Guesses(count(hits), hits.size(), hits.toType(DataType.INT64, true));
        };
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, tokens) -> nothing();
    }

    @Mutant("leaves the hits null")
    static Wrong leavesHitsNull() {
        return (model, tokens) -> {
            NDArray hits = hits(model, tokens);
            return new Guesses(count(hits), hits.size(), nothing());
        };
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<Guesses>();
        return (model, tokens) -> {
            answers.add(guesses(hits(model, tokens)));
            return answers.getFirst();
        };
    }

    @Mutant("adds this call's hits to the last call's")
    static Wrong addsUpOverCalls() {
        var sum = new AtomicLong();
        return (model, tokens) -> {
            NDArray hits = hits(model, tokens);
            return new Guesses(sum.addAndGet(count(hits)), hits.size(), hits);
        };
    }

    @Mutant("leaves a hook on the model that silences its first layer from the second call on")
    static Wrong leavesAHook() {
        return (model, tokens) -> {
            Guesses right = guesses(hits(model, tokens));
            model.addHook(Hook.replacing(HookName.z(0), (z, point) -> z.zerosLike()));
            return right;
        };
    }

    private static NDArray hits(HookedTransformer model, NDArray tokens) {
        return mostLikely(model, tokens).get(":, :-1").eq(tokens.get(":, 1:"));
    }

    private static NDArray mostLikely(HookedTransformer model, NDArray tokens) {
        return model.forward(tokens).argMax(-1);
    }

    private static NDArray followedByPadding(NDArray tokens) {
        NDArray padding = tokens.getManager().zeros(new Shape(tokens.getShape().get(0), 1), DataType.INT64);
        return tokens.get(":, 1:").concat(padding, 1);
    }

    private static Guesses guesses(NDArray hits) {
        return new Guesses(count(hits), hits.size(), hits);
    }

    private static long count(NDArray hits) {
        return hits.toType(DataType.INT64, true).sum().getLong();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a student's code has no checker against null
    private static <T> T nothing() {
        @Nullable T none = null;
        return none;
    }
}
