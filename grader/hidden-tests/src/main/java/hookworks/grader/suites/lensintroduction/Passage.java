package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.HookedTransformer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Tokens, and what a model guesses after each. The guesses are clear: at every position the most likely token leads
 * the next by more than any device's rounding. Immutable.
 */
final class Passage {
    private static final long BOS = 0;
    private static final double CLEAR_LEAD = 0.01;
    private static final int ATTEMPTS = 200;

    private final HookedTransformer model;
    private final long[][] tokens; // [batch][pos]
    private final long[][] guesses; // [batch][pos]: the most likely next token

    private Passage(HookedTransformer model, long[][] tokens, long[][] guesses) {
        this.model = model;
        this.tokens = tokens;
        this.guesses = guesses;
    }

    /**
     * Draws tokens of which about a share {@code hitRate} is what the model guesses; 0 and 1 mean none and all.
     *
     * @param models gives a model for each attempt: where it leaves a guess in doubt that every passage has, such as the
     *     one after BOS, only another model helps
     * @throws IllegalStateException where no draw was clear, which random models make all but impossible
     */
    static Passage drawn(
            Scenarios scenarios, Supplier<HookedTransformer> models, int batch, int length, double hitRate) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HookedTransformer model = models.get();
            long[][] tokens = drawnTokens(scenarios, model, batch, length, hitRate);
            var logits = Logits.of(scenarios, model, tokens);
            if (logits.smallestLead() > CLEAR_LEAD) {
                return new Passage(model, tokens, logits.mostLikely());
            }
        }
        throw new IllegalStateException(
                "%d draws of %d x %d tokens all left a guess in doubt".formatted(ATTEMPTS, batch, length));
    }

    private static long[][] drawnTokens(
            Scenarios scenarios, HookedTransformer model, int batch, int length, double hitRate) {
        long[][] tokens = new long[batch][length];
        for (int row = 0; row < batch; row++) {
            tokens[row][0] = BOS;
        }
        for (int pos = 1; pos < length; pos++) {
            long[][] guesses = Logits.of(scenarios, model, firstOf(tokens, pos)).mostLikely();
            for (int row = 0; row < batch; row++) {
                boolean hit = scenarios.random().nextDouble() < hitRate;
                long guess = guesses[row][pos - 1];
                tokens[row][pos] = hit ? guess : otherThan(guess, scenarios, model);
            }
        }
        return tokens;
    }

    private static long otherThan(long guess, Scenarios scenarios, HookedTransformer model) {
        int vocabulary = model.config().dVocab();
        return (guess + scenarios.between(1, vocabulary - 1)) % vocabulary;
    }

    private static long[][] firstOf(long[][] tokens, int length) {
        long[][] first = new long[tokens.length][];
        for (int row = 0; row < tokens.length; row++) {
            first[row] = Arrays.copyOf(tokens[row], length);
        }
        return first;
    }

    HookedTransformer model() {
        return model;
    }

    int batch() {
        return tokens.length;
    }

    int length() {
        return tokens[0].length;
    }

    /** {@code [batch, pos]} int64. */
    NDArray tensor(Scenarios scenarios) {
        return Logits.tensor(scenarios.manager(), tokens);
    }

    /** Whether the guess at {@code pos} is the token at {@code answer}. */
    boolean hits(int row, int pos, int answer) {
        return guesses[row][pos] == tokens[row][answer];
    }

    /** {@code [batch, pos - 1]} bool: whether position {@code p} predicts token {@code p + 1}. */
    NDArray hits(Scenarios scenarios) {
        return cells(scenarios, length() - 1, (row, pos) -> hits(row, pos, pos + 1));
    }

    NDArray cells(Scenarios scenarios, int columns, Cell cell) {
        boolean[] cells = new boolean[batch() * columns];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell.at(i / columns, i % columns);
        }
        return scenarios.manager().create(cells, new Shape(batch(), columns));
    }

    /** A cell of a table of truth values. */
    @FunctionalInterface
    interface Cell {
        boolean at(int row, int column);
    }
}
