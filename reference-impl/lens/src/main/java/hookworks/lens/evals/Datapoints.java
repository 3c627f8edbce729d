package hookworks.lens.evals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts or rows of tokens to draw from at random, TransformerLens' {@code model.dataset} and {@code sample_datapoint}.
 * The same seed draws the same. Confined to one thread.
 */
public final class Datapoints {
    private final HookedTransformer model;
    private final List<Datapoint> points;
    private final SplittableRandom random;

    private Datapoints(HookedTransformer model, List<Datapoint> points, long seed) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to draw from: give a text or a row of tokens");
        }
        this.model = model;
        this.points = points;
        this.random = new SplittableRandom(seed);
    }

    private sealed interface Datapoint {
        String text(HookedTransformer model);

        /** {@code [pos]}, however long. */
        long[] tokens(HookedTransformer model);
    }

    private record TextPoint(String text) implements Datapoint {
        @Override
        public String text(HookedTransformer model) {
            return text;
        }

        @Override
        public long[] tokens(HookedTransformer model) {
            try (NDManager manager = NDManager.newBaseManager()) {
                return model.texts().toTokens(text, manager).toLongArray();
            }
        }
    }

    private record RowPoint(List<Long> row) implements Datapoint {
        @Override
        public String text(HookedTransformer model) {
            return model.texts().tokenizer().toString(tokens(model));
        }

        @Override
        public long[] tokens(HookedTransformer model) {
            return row.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** Draws from texts, which become tokens only when drawn; they get a first token if that is the model's habit. */
    public static Datapoints ofTexts(HookedTransformer model, List<String> texts, long seed) {
        return new Datapoints(
                model, texts.stream().<Datapoint>map(TextPoint::new).toList(), seed);
    }

    /** Draws from rows of tokens, as they are. */
    public static Datapoints ofRows(HookedTransformer model, long[][] rows, long seed) {
        return new Datapoints(
                model,
                Arrays.stream(rows)
                        .<Datapoint>map(
                                row -> new RowPoint(Arrays.stream(row).boxed().toList()))
                        .toList(),
                seed);
    }

    /** How many there are. */
    public int size() {
        return points.size();
    }

    /** A text, whole. */
    public String sampleText() {
        return drawn().text(model);
    }

    /**
     * The tokens of one, cut where the model's context ends.
     *
     * @return {@code [1, pos]} int64, at most {@code n_ctx} positions; belongs to {@code manager}
     */
    public NDArray sampleTokens(NDManager manager) {
        long[] tokens = drawn().tokens(model);
        return manager.create(new long[][] {
            Arrays.copyOf(tokens, Math.min(tokens.length, model.config().nCtx()))
        });
    }

    private Datapoint drawn() {
        return points.get(random.nextInt(points.size()));
    }
}
