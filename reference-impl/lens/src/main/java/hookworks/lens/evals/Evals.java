package hookworks.lens.evals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.HookedTransformer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Rough measures of a whole model, as TransformerLens' {@code evals}; in nats per token. */
public final class Evals {
    private Evals() {}

    /**
     * Whether the model predicts ordinary English better than chance: a quick look at whether it was loaded rightly.
     *
     * @throws IllegalStateException where the model has no tokenizer
     */
    public static SanityCheck sanityCheck(HookedTransformer model) {
        return SanityCheck.of(model, SanityCheck.ENGLISH);
    }

    /** As {@link #inductionLoss(HookedTransformer, Repeats, long)}, on repeats as TransformerLens draws them. */
    public static double inductionLoss(HookedTransformer model, long seed) {
        return inductionLoss(model, Repeats.fitting(model), seed);
    }

    /**
     * How badly the second copy of a random block is predicted, but for its first token: low only where a model has
     * induction heads. TransformerLens writes the BOS over the first token of the block, here it stands before it.
     *
     * @param seed of the random blocks
     */
    public static double inductionLoss(HookedTransformer model, Repeats repeats, long seed) {
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            RepeatedTokens drawn = repeats.draw(new SplittableRandom(seed), manager);
            return RepeatLosses.of(model, List.of(drawn)).second();
        }
    }

    /**
     * The mean loss on rows of tokens, such as {@link hookworks.lens.tokens.Tokenizer#tokenizeAndConcatenate} makes.
     * Every token but the first of a row counts the same, padding too.
     *
     * @param rows {@code [row][pos]}, of one length
     * @param batchSize how many rows run together
     */
    public static double evaluateOnDataset(HookedTransformer model, long[][] rows, int batchSize) {
        requireTable(rows, batchSize);
        double sum = 0;
        for (int from = 0; from < rows.length; from += batchSize) {
            long[][] batch = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + batchSize));
            sum += batch.length * meanLoss(model, batch);
        }
        return sum / rows.length;
    }

    private static double meanLoss(HookedTransformer model, long[][] batch) {
        try (NDManager manager = NDManager.newBaseManager(model.device());
                NDArray loss = model.loss(manager.create(batch))) {
            return loss.toType(DataType.FLOAT32, false).getFloat();
        }
    }

    private static void requireTable(long[][] rows, int batchSize) {
        if (rows.length == 0 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "a loss needs a row, and a batch size of at least 1, got %d rows in batches of %d"
                            .formatted(rows.length, batchSize));
        }
        for (int row = 1; row < rows.length; row++) {
            if (rows[row].length != rows[0].length) {
                throw new IllegalArgumentException("rows must be of one length: row 0 has %d tokens, row %d has %d"
                        .formatted(rows[0].length, row, rows[row].length));
            }
        }
    }
}
