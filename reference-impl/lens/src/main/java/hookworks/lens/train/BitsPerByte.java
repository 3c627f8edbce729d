package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;

/** How well text is predicted, in a unit that models with different tokenizers share. */
final class BitsPerByte {
    private BitsPerByte() {}

    /** Cuts the text into rows as long as the context, each behind the special token; {@code owner} lends memory. */
    static double of(HookedTransformer model, int special, HeldOut text, NDManager owner) {
        int perRow = model.config().nCtx() - 1;
        int[][] rows = text.rows(perRow);
        if (rows.length == 0) {
            throw new IllegalArgumentException(
                    "the held-out text, %s, does not fill the context of %d".formatted(text, perRow + 1));
        }
        double nats = 0;
        for (int[] row : rows) {
            nats += meanLoss(model, special, row, owner);
        }
        return nats / rows.length * text.tokensPerByte() / Math.log(2);
    }

    private static double meanLoss(HookedTransformer model, int special, int[] row, NDManager owner) {
        var ids = new long[row.length + 1];
        ids[0] = special;
        for (int place = 0; place < row.length; place++) {
            ids[1 + place] = row[place];
        }
        try (NDArray batch = owner.create(ids, new Shape(1, ids.length));
                NDArray loss = model.loss(batch)) {
            return loss.getFloat();
        }
    }
}
