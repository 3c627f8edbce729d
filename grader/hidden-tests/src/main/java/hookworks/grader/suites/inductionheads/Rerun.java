package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.RepeatedRun;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.ActivationCache;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Our own run of the model on the tokens that a student returned: what logits and cache must be. Owns what it computes
 * until closed.
 */
final class Rerun implements AutoCloseable {
    private static final List<String> OF_PATTERNS = List.of("batch", "head", "query", "key");
    private static final List<String> OF_HEADS = List.of("batch", "pos", "head", "d_head");
    private static final List<String> OF_THE_STREAM = List.of("batch", "pos", "d_model");

    private final HookedTransformer model;
    private final NDArray tokens;
    private final CachedRun right;

    private Rerun(HookedTransformer model, NDArray tokens) {
        this.model = model;
        this.tokens = tokens;
        this.right = model.runWithCache(tokens);
    }

    static Rerun of(Scenarios scenarios, HookedTransformer model, long[][] tokens) {
        long[] flat = Arrays.stream(tokens).flatMapToLong(Arrays::stream).toArray();
        return new Rerun(model, scenarios.manager().create(flat, new Shape(tokens.length, tokens[0].length)));
    }

    void judge(RepeatedRun answer) {
        judgeLogits(answer);
        judgeCache(answer);
    }

    void judgeLogits(RepeatedRun answer) {
        mustEqual(
                TensorAnswer.named("logits", answer.logits(), "batch", "pos", "d_vocab"),
                right.logits(),
                () -> logitMistakes(answer));
    }

    void judgeCache(RepeatedRun answer) {
        @Nullable ActivationCache cache = answer.cache();
        if (cache == null) {
            throw new WrongAnswer("the cache is null; expected every activation of the run");
        }
        Set<String> names = cache.names();
        for (String name : right.cache().names()) {
            if (!names.contains(name)) {
                throw new WrongAnswer("the cache has no '%s'; expected every activation of the run, %d of them, got %d"
                        .formatted(name, right.cache().names().size(), names.size()));
            }
            mustEqual(
                    new TensorAnswer("'%s' of the cache".formatted(name), cache.get(name), axesOf(name)),
                    right.cache().get(name),
                    () -> rowsOf(right.cache().get(name)));
        }
    }

    /** Where nothing else explains an answer of the right shape, it comes from another run. */
    private static void mustEqual(TensorAnswer answer, NDArray expected, Supplier<List<Mistake>> mistakes) {
        answer.mustEqual(expected, Tolerance.FLOAT32_SUM, () -> {
            var known = new ArrayList<>(mistakes.get());
            NDArray given = answer.tensor();
            if (given != null && given.getShape().equals(expected.getShape())) {
                known.add(new Mistake(Misconception.ANOTHER_DRAW, given));
            }
            return known;
        });
    }

    private List<Mistake> logitMistakes(RepeatedRun answer) {
        var mistakes = new ArrayList<>(rowsOf(right.logits()));
        long length = tokens.getShape().get(1);
        if (answer.logits() != null
                && answer.logits().getShape().dimension() == 3
                && answer.logits().getShape().get(1) == length + 1
                && length < model.config().nCtx()) {
            NDArray longer = tokens.get(":, :1").concat(tokens, 1);
            mistakes.add(new Mistake(Misconception.BOS_NOT_ONCE, model.forward(longer)));
        }
        return mistakes;
    }

    private static List<Mistake> rowsOf(NDArray tensor) {
        if (tensor.getShape().get(0) == 1) {
            return List.of();
        }
        return List.of(
                new Mistake(Misconception.BATCH_COLLAPSED, tensor.get("0:1")),
                new Mistake(Misconception.BATCH_COLLAPSED, tensor.get("-1:")),
                new Mistake(Misconception.BATCH_COLLAPSED, tensor.get("0")));
    }

    private static List<String> axesOf(String name) {
        if (name.endsWith("pattern") || name.endsWith("attn_scores")) {
            return OF_PATTERNS;
        }
        return name.contains(".attn.") ? OF_HEADS : OF_THE_STREAM;
    }

    @Override
    public void close() {
        right.close();
    }
}
