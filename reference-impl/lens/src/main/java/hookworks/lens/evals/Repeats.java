package hookworks.lens.evals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Random repeats to draw: in each row the first token, where there is one, then a random block, then the block again.
 *
 * @param rows at least 1
 * @param period length of the block, at least 2
 * @param first the token that begins each row; the blocks never have it
 * @param lowest the smallest token of a block
 * @param above one more than the largest token of a block
 */
public record Repeats(int rows, int period, OptionalInt first, int lowest, int above) {
    private static final int ROWS = 4;
    private static final int LONGEST = 384;
    private static final int ORDINARY_FROM = 100;
    private static final int ORDINARY_TO = 20_000;

    public Repeats {
        if (rows < 1 || period < 2) {
            throw new IllegalArgumentException(
                    "repeats need a row and a period of at least 2, got %d rows of period %d".formatted(rows, period));
        }
        if (lowest < 0 || choices(first, lowest, above) < 1) {
            throw new IllegalArgumentException(
                    "repeats need a token to draw that is not the first one, got %d to below %d"
                            .formatted(lowest, above));
        }
    }

    /**
     * As TransformerLens draws them: four rows, a period of 384 or what fits the context twice, from tokens 100 to
     * 19,999 where there are as many, behind a BOS if that is the model's habit.
     *
     * @throws IllegalStateException where a BOS is the habit and the model has no tokenizer to tell which
     */
    public static Repeats fitting(HookedTransformer model) {
        OptionalInt bos = model.config().defaultPrependBos()
                ? OptionalInt.of(Math.toIntExact(model.texts().tokenizer().bosTokenId()))
                : OptionalInt.empty();
        int room = model.config().nCtx() - (bos.isPresent() ? 1 : 0);
        int vocabulary = model.config().dVocab();
        int lowest = vocabulary > 2 * ORDINARY_FROM ? ORDINARY_FROM : 0;
        return new Repeats(ROWS, Math.min(LONGEST, room / 2), bos, lowest, Math.min(ORDINARY_TO, vocabulary));
    }

    /** The same, but of so many rows, at least 1. */
    public Repeats withRows(int value) {
        return new Repeats(value, period, first, lowest, above);
    }

    /** The same, but with a block of so many tokens, at least 1. */
    public Repeats withPeriod(int value) {
        return new Repeats(rows, value, first, lowest, above);
    }

    /** The same, with no token before the first block. */
    public Repeats withoutFirst() {
        return new Repeats(rows, period, OptionalInt.empty(), lowest, above);
    }

    /** Draws them; the tokens belong to {@code owner}. */
    public RepeatedTokens draw(RandomGenerator random, NDManager owner) {
        int start = first.isPresent() ? 1 : 0;
        int width = start + 2 * period;
        var ids = new long[rows * width];
        for (int row = 0; row < rows; row++) {
            int at = row * width;
            first.ifPresent(token -> ids[at] = token);
            for (int place = at + start; place < at + start + period; place++) {
                ids[place] = ordinary(random);
                ids[place + period] = ids[place];
            }
        }
        return new RepeatedTokens(period, start, owner.create(ids, new Shape(rows, width)));
    }

    private int ordinary(RandomGenerator random) {
        int drawn = lowest + random.nextInt(choices(first, lowest, above));
        return first.isPresent() && first.getAsInt() >= lowest && drawn >= first.getAsInt() ? drawn + 1 : drawn;
    }

    private static int choices(OptionalInt first, int lowest, int above) {
        boolean firstIsAmong = first.isPresent() && first.getAsInt() >= lowest && first.getAsInt() < above;
        return above - lowest - (firstIsAmong ? 1 : 0);
    }
}
