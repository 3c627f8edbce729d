package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What repeated random tokens for a model must be, whatever was drawn.
 *
 * @param block S, the length of the repeated part
 */
record Repeats(HookedTransformer model, int block, int batch) {
    /** A model with a tokenizer; its attention is lively, and its sizes differ from each other. */
    static HookedTransformer model(Scenarios scenarios, int vocabulary, int context, int bosTokenId) {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(2)
                .nHeads(5)
                .dModel(22)
                .dHead(4)
                .nCtx(context)
                .dVocab(vocabulary)
                .build();
        return scenarios.modelWithTokenizer(config, Scenarios.LIVELY, bosTokenId);
    }

    int length() {
        return 2 * block + 1;
    }

    /**
     * Reads tokens that are right in everything but how they were drawn.
     *
     * @return {@code [batch][pos]}
     * @throws WrongAnswer naming what isn't right
     */
    long[][] read(@Nullable NDArray tokens) {
        if (tokens == null) {
            throw new WrongAnswer("the tokens are null; expected %s of type int64".formatted(axesAndShape()));
        }
        if (tokens.getDataType() != DataType.INT64) {
            throw new WrongAnswer("the tokens have the wrong type: expected %s of type int64, got %s of type %s"
                    .formatted(
                            axesAndShape(),
                            tokens.getShape(),
                            tokens.getDataType().name().toLowerCase(Locale.ROOT)));
        }
        requireShape(tokens.getShape());
        long[][] rows = rows(tokens.toLongArray());
        for (int row = 0; row < batch; row++) {
            requireBos(row, rows[row]);
            requireInVocabulary(row, rows[row]);
            requireRepeated(row, rows[row]);
        }
        return rows;
    }

    private void requireShape(Shape shape) {
        if (!shape.equals(new Shape(batch, length()))) {
            String why = "";
            if (shape.equals(new Shape(batch, length() - 1)) || shape.equals(new Shape(batch, length() + 1))) {
                why = Misconception.BOS_NOT_ONCE.sentence() + "\n";
            } else if (shape.equals(new Shape(length(), batch))) {
                why = Misconception.AXIS_SWAPPED.sentence() + "\n";
            }
            throw new WrongAnswer(
                    "%sthe tokens have the wrong shape: expected %s, got %s".formatted(why, axesAndShape(), shape));
        }
    }

    private long[][] rows(long[] flat) {
        var rows = new long[batch][];
        for (int row = 0; row < batch; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * length(), (row + 1) * length());
        }
        return rows;
    }

    private void requireBos(int row, long[] tokens) {
        long bos = model.texts().tokenizer().bosTokenId();
        if (tokens[0] != bos) {
            throw new WrongAnswer(Misconception.BOS_NOT_ONCE.sentence()
                    + "\ntokens at batch %d, pos 0: expected this model's BOS, %d, got %d"
                            .formatted(row, bos, tokens[0]));
        }
    }

    private void requireInVocabulary(int row, long[] tokens) {
        int vocabulary = model.config().dVocab();
        for (int pos = 1; pos < tokens.length; pos++) {
            if (tokens[pos] < 0 || tokens[pos] >= vocabulary) {
                throw new WrongAnswer(Misconception.OUTSIDE_VOCABULARY.sentence()
                        + "\ntokens at batch %d, pos %d: expected 0 to %d, got %d"
                                .formatted(row, pos, vocabulary - 1, tokens[pos]));
            }
        }
    }

    private void requireRepeated(int row, long[] tokens) {
        for (int pos = block + 1; pos < tokens.length; pos++) {
            if (tokens[pos] != tokens[pos - block]) {
                throw new WrongAnswer(Misconception.BLOCK_NOT_REPEATED.sentence()
                        + "\ntokens at batch %d, pos %d: expected %d as at pos %d, got %d"
                                .formatted(row, pos, tokens[pos - block], pos - block, tokens[pos]));
            }
        }
    }

    private String axesAndShape() {
        return "[batch, pos] = " + new Shape(batch, length());
    }
}
