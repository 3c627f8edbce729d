package hookworks.lens.train;

import java.util.Arrays;

/** What one step is trained on. A value: equal where the contents are; its arrays are lent, not to be written. */
final class Batch {
    private final long[] tokens;
    private final int rows;
    private final long[] judged;
    private final long[] next;
    private final int inText;

    /**
     * Puts a batch together.
     *
     * @param tokens row after row, {@code rows * positions} ids
     * @param judged places in {@code tokens} whose prediction counts, those in text before those in repeats
     * @param next the token after each judged place
     * @param inText how many of the judged places lie in text
     */
    Batch(long[] tokens, int rows, long[] judged, long[] next, int inText) {
        this.tokens = tokens;
        this.rows = rows;
        this.judged = judged;
        this.next = next;
        this.inText = inText;
    }

    long[] tokens() {
        return tokens;
    }

    int rows() {
        return rows;
    }

    int positions() {
        return tokens.length / rows;
    }

    long[] judged() {
        return judged;
    }

    long[] next() {
        return next;
    }

    int inText() {
        return inText;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Batch that
                && rows == that.rows
                && inText == that.inText
                && Arrays.equals(tokens, that.tokens)
                && Arrays.equals(judged, that.judged)
                && Arrays.equals(next, that.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    @Override
    public String toString() {
        return "Batch[%d rows of %d tokens, %d places judged, %d of them in text]"
                .formatted(rows, positions(), judged.length, inText);
    }
}
