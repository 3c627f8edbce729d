package hookworks.lens.train;

import java.util.Arrays;
import java.util.List;

/** Text that a model did not learn from, as its tokenizer cuts it. Immutable. */
public final class HeldOut {
    private final int[] tokens;
    private final long bytes;

    private HeldOut(int[] tokens, long bytes) {
        this.tokens = tokens;
        this.bytes = bytes;
    }

    /**
     * Takes text that was cut elsewhere.
     *
     * @param tokens without special tokens
     * @param bytes the length of the text in UTF-8, at least 1
     */
    public static HeldOut of(int[] tokens, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("held-out text must not be empty");
        }
        return new HeldOut(tokens.clone(), bytes);
    }

    /** Cuts texts. */
    public static HeldOut of(List<String> texts, BytePairs tokenizer) {
        var tokens = new IntList();
        long bytes = 0;
        for (String text : texts) {
            tokens.addAll(tokenizer.encode(text));
            bytes += ByteAlphabet.bytes(text).length;
        }
        return of(tokens.toArray(), bytes);
    }

    /** The ids of each part that fills a row behind the special token; what is left over is not used. */
    int[][] rows(int perRow) {
        int[][] rows = new int[tokens.length / perRow][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(tokens, row * perRow, (row + 1) * perRow);
        }
        return rows;
    }

    double tokensPerByte() {
        return (double) tokens.length / bytes;
    }

    @Override
    public String toString() {
        return "HeldOut[%d tokens, %d bytes]".formatted(tokens.length, bytes);
    }
}
