package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One head's attention, {@code [query, key]}, on the heap. */
final class Pattern {
    private final float[] cells; // row after row
    private final int positions;

    private Pattern(float[] cells, int positions) {
        this.cells = cells;
        this.positions = positions;
    }

    /** Reads {@code [query, key]}. */
    static Pattern of(NDArray pattern) {
        return new Pattern(
                pattern.toFloatArray(), Math.toIntExact(pattern.getShape().get(0)));
    }

    /** Mean attention to the token so many places back, over all queries that have one. */
    double meanBack(int places) {
        return back(places).average().orElse(0);
    }

    /** The least attention to the token so many places back. */
    double leastBack(int places) {
        return back(places).min().orElse(0);
    }

    /** Mean attention to the first token. */
    double meanFirst() {
        return IntStream.range(0, positions)
                .mapToDouble(query -> cell(query, 0))
                .average()
                .orElse(0);
    }

    private DoubleStream back(int places) {
        return IntStream.range(places, positions).mapToDouble(query -> cell(query, query - places));
    }

    private double cell(int query, int key) {
        return cells[query * positions + key];
    }
}
