package hookworks.lens.train;

import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.Evals;
import java.util.Arrays;

/** How well text is predicted, in a unit that models with different tokenizers share. */
final class BitsPerByte {
    private BitsPerByte() {}

    /** Cuts the text into rows as long as the context, each behind the special token. */
    static double of(HookedTransformer model, int special, HeldOut text) {
        int perRow = model.config().nCtx() - 1;
        long[][] rows = Arrays.stream(text.rows(perRow))
                .map(row -> behind(special, row))
                .toArray(long[][]::new);
        if (rows.length == 0) {
            throw new IllegalArgumentException(
                    "the held-out text, %s, does not fill the context of %d".formatted(text, perRow + 1));
        }
        return Evals.evaluateOnDataset(model, rows, 1) * text.tokensPerByte() / Math.log(2);
    }

    private static long[] behind(int special, int[] row) {
        var ids = new long[row.length + 1];
        ids[0] = special;
        for (int place = 0; place < row.length; place++) {
            ids[1 + place] = row[place];
        }
        return ids;
    }
}
