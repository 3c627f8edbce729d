package hookworks.lens.tokens;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Packs the tokens of many texts into rows of one length, so that a model trains on all of them without padding. */
final class CorpusRows {
    private CorpusRows() {}

    /** The tokens of all texts, with an EOS between two; none where there is nothing but blanks. */
    static long[] joined(List<String> texts, Tokenizer tokenizer) {
        if (texts.size() < 2 && texts.stream().allMatch(String::isBlank)) {
            return new long[0];
        }
        var tokens = LongStream.builder();
        for (int text = 0; text < texts.size(); text++) {
            if (text > 0) {
                tokens.add(tokenizer.eosTokenId());
            }
            for (long token : tokenizer.toTokens(texts.get(text), Bos.NONE)) {
                tokens.add(token);
            }
        }
        return tokens.build().toArray();
    }

    /**
     * Cuts tokens into full rows and drops the rest, unless even the first row is not full: that one is padded.
     *
     * @param maxLength of a row, its BOS included
     */
    static long[][] cut(long[] tokens, int maxLength, Bos bos, Tokenizer tokenizer) {
        int start = bos == Bos.PREPEND ? 1 : 0;
        int taken = maxLength - start;
        if (taken < 1) {
            throw new IllegalArgumentException(
                    "maxLength=%d leaves a row no room for a token of a text (Bos.%s)".formatted(maxLength, bos));
        }
        if (tokens.length == 0) {
            return new long[0][];
        }
        long[][] rows = new long[Math.max(1, tokens.length / taken)][maxLength];
        for (int row = 0; row < rows.length; row++) {
            int available = Math.min(taken, tokens.length - row * taken);
            if (start == 1) {
                rows[row][0] = tokenizer.bosTokenId();
            }
            System.arraycopy(tokens, row * taken, rows[row], start, available);
            if (available < taken) {
                Arrays.fill(rows[row], start + available, maxLength, tokenizer.padTokenId());
            }
        }
        return rows;
    }
}
