package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.InductionHeads;
import hookworks.exercises.RepeatedRun;
import hookworks.grader.suites.Mutant;
import hookworks.lens.ActivationCache;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.Slice;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import hookworks.solutions.ReferenceInductionHeads;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link RunRepeatedTokensTest} must reject, each with its story. */
final class RunRepeatedTokensMutants {
    private static final InductionHeads RIGHT = new ReferenceInductionHeads();

    private RunRepeatedTokensMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends InductionHeads {
        @Override
        RepeatedRun runRepeatedTokens(HookedTransformer model, int blockLength, int batch, long seed);
    }

    /** Turns right tokens into a run. */
    @FunctionalInterface
    private interface Running {
        RepeatedRun of(HookedTransformer model, NDArray tokens);
    }

    @Mutant("draws tokens of its own for the run")
    static Wrong runsAnotherDraw() {
        return (model, block, batch, seed) -> {
            CachedRun run = model.runWithCache(RIGHT.repeatedTokens(model, block, batch, seed + 1));
            return new RepeatedRun(RIGHT.repeatedTokens(model, block, batch, seed), run.logits(), run.cache());
        };
    }

    @Mutant("takes the cache from a second draw")
    static Wrong cachesAnotherDraw() {
        return (model, block, batch, seed) -> {
            RepeatedRun right = RIGHT.runRepeatedTokens(model, block, batch, seed);
            RepeatedRun other = RIGHT.runRepeatedTokens(model, block, batch, seed + 1);
            return new RepeatedRun(right.tokens(), right.logits(), other.cache());
        };
    }

    @Mutant("takes the logits from a second draw")
    static Wrong takesLogitsOfAnotherDraw() {
        return (model, block, batch, seed) -> {
            RepeatedRun right = RIGHT.runRepeatedTokens(model, block, batch, seed);
            RepeatedRun other = RIGHT.runRepeatedTokens(model, block, batch, seed + 1);
            return new RepeatedRun(right.tokens(), other.logits(), right.cache());
        };
    }

    @Mutant("puts a second BOS in front before it runs the model")
    static Wrong addsASecondBos() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens.get(":, :1").concat(tokens, 1));
            return new RepeatedRun(tokens, run.logits(), run.cache());
        });
    }

    @Mutant("leaves BOS out when it runs the model")
    static Wrong runsWithoutBos() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens.get(":, 1:"));
            return new RepeatedRun(tokens, run.logits(), run.cache());
        });
    }

    @Mutant("keeps patterns only")
    static Wrong keepsPatterns() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens, HookFilter.matching(name -> name.endsWith("pattern")));
            return new RepeatedRun(tokens, run.logits(), run.cache());
        });
    }

    @Mutant("keeps the cache of the first row, without its batch axis")
    static Wrong keepsTheFirstRowsCache() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens);
            ActivationCache first = run.cache().applySliceToBatchDim(Slice.at(0));
            return new RepeatedRun(tokens, run.logits(), first);
        });
    }

    @Mutant("runs row by row and keeps the last")
    static Wrong keepsTheLastRow() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens.get("-1:"));
            return new RepeatedRun(tokens, run.logits(), run.cache());
        });
    }

    @Mutant("runs row by row, joins the logits and keeps the last row's cache")
    static Wrong keepsTheLastRowsCache() {
        return onRightTokens((model, tokens) -> {
            var logits = new NDList();
            for (long row = 0; row < tokens.getShape().get(0); row++) {
                logits.add(model.forward(tokens.get(new NDIndex("{}:{}", row, row + 1))));
            }
            CachedRun last = model.runWithCache(tokens.get("-1:"));
            return new RepeatedRun(tokens, NDArrays.concat(logits, 0), last.cache());
        });
    }

    @Mutant("gives the last position's logits only")
    static Wrong givesTheLastLogits() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens);
            return new RepeatedRun(tokens, run.logits().get(":, -1"), run.cache());
        });
    }

    @Mutant("gives probabilities for logits")
    static Wrong givesProbabilities() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens);
            return new RepeatedRun(tokens, run.logits().softmax(-1), run.cache());
        });
    }

    @Mutant("gives the stream before the unembedding for logits")
    static Wrong givesTheStream() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens);
            return new RepeatedRun(tokens, run.cache().get("resid_post", -1).duplicate(), run.cache());
        });
    }

    @Mutant("does not pass the seed on")
    static Wrong dropsTheSeed() {
        return (model, block, batch, seed) -> RIGHT.runRepeatedTokens(model, block, batch, 42);
    }

    @Mutant("draws by a generator that goes on from call to call")
    static Wrong keepsItsGenerator() {
        var seeds = new SplittableRandom(7);
        return (model, block, batch, seed) -> RIGHT.runRepeatedTokens(model, block, batch, seeds.nextLong());
    }

    @Mutant("goes on with the seed of its first call")
    static Wrong keepsItsFirstSeed() {
        var seeds = new ArrayList<Long>();
        return (model, block, batch, seed) -> {
            seeds.add(seed);
            return RIGHT.runRepeatedTokens(model, block, batch, seeds.getFirst());
        };
    }

    @Mutant("hard-codes a block of 4")
    static Wrong hardCodesTheBlock() {
        return (model, block, batch, seed) -> RIGHT.runRepeatedTokens(model, 4, batch, seed);
    }

    @Mutant("runs one row whatever the batch")
    static Wrong runsOneRow() {
        return (model, block, batch, seed) -> RIGHT.runRepeatedTokens(model, block, 1, seed);
    }

    @Mutant("returns the second copy alone as the tokens")
    static Wrong returnsTheSecondCopy() {
        return (model, block, batch, seed) -> {
            RepeatedRun right = RIGHT.runRepeatedTokens(model, block, batch, seed);
            return new RepeatedRun(right.tokens().get(new NDIndex(":, {}:", block + 1)), right.logits(), right.cache());
        };
    }

    @Mutant("leaves a hook on the model that silences its first layer from the second call on")
    static Wrong leavesAHook() {
        return (model, block, batch, seed) -> {
            RepeatedRun right = RIGHT.runRepeatedTokens(model, block, batch, seed);
            model.addHook(Hook.replacing(HookName.z(0), (z, point) -> z.zerosLike()));
            return right;
        };
    }

    @Mutant("silences its first layer in the run")
    static Wrong ablatesInTheRun() {
        return onRightTokens((model, tokens) -> {
            model.addHook(Hook.replacing(HookName.z(0), (z, point) -> z.zerosLike()));
            CachedRun run = model.runWithCache(tokens);
            model.resetHooks();
            return new RepeatedRun(tokens, run.logits(), run.cache());
        });
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, block, batch, seed) -> nothing();
    }

    @Mutant("returns zeros for logits")
    static Wrong returnsZeros() {
        return onRightTokens((model, tokens) -> {
            CachedRun run = model.runWithCache(tokens);
            return new RepeatedRun(tokens, run.logits().zerosLike(), run.cache());
        });
    }

    private static Wrong onRightTokens(Running running) {
        return (model, block, batch, seed) -> running.of(model, RIGHT.repeatedTokens(model, block, batch, seed));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static RepeatedRun nothing() {
        @Nullable RepeatedRun none = null;
        return none;
    }
}
