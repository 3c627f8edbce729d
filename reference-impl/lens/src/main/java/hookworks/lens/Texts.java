package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.forward.ModelInput;
import hookworks.lens.tokens.Bos;
import hookworks.lens.tokens.PaddingSide;
import hookworks.lens.tokens.TokenBatch;
import hookworks.lens.tokens.Tokenizer;
import java.util.List;

/** Text to tokens and back, as a model's tokenizer has it and with the model's habit for the first token. */
public final class Texts {
    private final Tokenizer tokenizer;
    private final Bos habit;

    Texts(Tokenizer tokenizer, boolean prependsBos) {
        this.tokenizer = tokenizer;
        this.habit = Bos.of(prependsBos);
    }

    /** The tokenizer itself, for what is not offered here. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * The tokens of a text, with a first token if that is the model's habit.
     *
     * @return {@code [1, pos]} int64; belongs to {@code manager}
     */
    public NDArray toTokens(String text, NDManager manager) {
        return toTokens(text, habit, manager);
    }

    /** As {@link #toTokens(String, NDManager)}, with or without a first token. */
    public NDArray toTokens(String text, Bos bos, NDManager manager) {
        return manager.create(new long[][] {tokenizer.toTokens(text, bos)});
    }

    /**
     * The tokens of several texts as an input, masked where they are padded at the left.
     *
     * @return tokens {@code [batch, pos]} int64; belongs to {@code manager}
     */
    public ModelInput toInput(List<String> texts, PaddingSide side, NDManager manager) {
        TokenBatch batch = tokenizer.toTokens(texts, habit, side);
        ModelInput input = ModelInput.of(batch.tokens(manager));
        return side == PaddingSide.LEFT ? input.masked(batch.attentionMask(manager)) : input;
    }

    /** The text of tokens {@code [pos]} or {@code [1, pos]}. */
    public String toString(NDArray tokens) {
        return tokenizer.toString(ids(tokens));
    }

    /** The strings of a text's tokens, one each, with a first token if that is the model's habit. */
    public List<String> toStrTokens(String text) {
        return tokenizer.toStrTokens(text, habit);
    }

    /** The strings of tokens {@code [pos]} or {@code [1, pos]}, one each. */
    public List<String> toStrTokens(NDArray tokens) {
        return tokenizer.toStrTokens(ids(tokens));
    }

    /** The one token that a text is. */
    public long toSingleToken(String text) {
        return tokenizer.toSingleToken(text);
    }

    /** The text of one token. */
    public String toSingleStrToken(long token) {
        return tokenizer.toSingleStrToken(token);
    }

    private static long[] ids(NDArray tokens) {
        int axes = tokens.getShape().dimension();
        if (axes > 2 || (axes == 2 && tokens.getShape().get(0) != 1)) {
            throw new IllegalArgumentException(
                    "one text has tokens [pos] or [1, pos], got %s: take a row".formatted(tokens.getShape()));
        }
        try (NDArray ids = tokens.toType(DataType.INT64, true)) {
            return ids.toLongArray();
        }
    }
}
