package hookworks.lens.tokens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of tokens, filled up to the longest of them. It remembers which cells are padding, since a pad token may also
 * be a token of the text. Immutable.
 */
public final class TokenBatch {
    private final long[] cells;
    private final int[] lengths;
    private final int positions;
    private final PaddingSide side;

    private TokenBatch(long[] cells, int[] lengths, int positions, PaddingSide side) {
        this.cells = cells;
        this.lengths = lengths;
        this.positions = positions;
        this.side = side;
    }

    /**
     * Fills every row up to the longest.
     *
     * @param rows at least one, each of any length
     */
    public static TokenBatch padded(List<long[]> rows, long padTokenId, PaddingSide side) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a batch of tokens needs at least one row, got none");
        }
        int[] lengths = rows.stream().mapToInt(row -> row.length).toArray();
        int positions = Arrays.stream(lengths).max().orElseThrow();
        long[] cells = new long[Math.multiplyExact(rows.size(), positions)];
        var batch = new TokenBatch(cells, lengths, positions, side);
        Arrays.fill(cells, padTokenId);
        for (int row = 0; row < lengths.length; row++) {
            System.arraycopy(rows.get(row), 0, cells, batch.start(row), lengths[row]);
        }
        return batch;
    }

    /** How many rows there are. */
    public int size() {
        return lengths.length;
    }

    /** How many positions each row has, padding included. */
    public int positions() {
        return positions;
    }

    /** At which end short rows are filled up. */
    public PaddingSide side() {
        return side;
    }

    /** How many positions of a row are not padding. */
    public int length(int row) {
        return lengths[row];
    }

    /** One row, padding included; a copy. */
    public long[] row(int row) {
        return Arrays.copyOfRange(cells, row * positions, (row + 1) * positions);
    }

    /**
     * The tokens for a model.
     *
     * @return {@code [batch, pos]} int64; belongs to {@code manager}
     */
    public NDArray tokens(NDManager manager) {
        return manager.create(cells, shape());
    }

    /**
     * What may be attended to.
     *
     * @return {@code [batch, pos]} int64, 1 at a token and 0 at padding; belongs to {@code manager}
     */
    public NDArray attentionMask(NDManager manager) {
        long[] mask = new long[cells.length];
        for (int row = 0; row < lengths.length; row++) {
            Arrays.fill(mask, start(row), start(row) + lengths[row], 1);
        }
        return manager.create(mask, shape());
    }

    private Shape shape() {
        return new Shape(lengths.length, positions);
    }

    private int start(int row) {
        int padding = side == PaddingSide.LEFT ? positions - lengths[row] : 0;
        return row * positions + padding;
    }

    @Override
    public String toString() {
        return "%d rows of %d tokens, padded %s, of lengths %s"
                .formatted(lengths.length, positions, side, Arrays.toString(lengths));
    }
}
