package hookworks.grader.suites.reverseengineering;

import hookworks.lens.factored.FactoredMatrix;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A square matrix, and how many entries are larger than those on its diagonal. Worked out in plain loops. */
final class DiagonalRanks {
    /** So far apart that rounding in float32 never decides which of two entries is larger. */
    private static final double CLEARLY = 1e-3;

    private final WeightMatrix cells;

    private DiagonalRanks(WeightMatrix cells) {
        this.cells = cells;
    }

    static DiagonalRanks of(FactoredMatrix square) {
        return new DiagonalRanks(WeightMatrix.of(square.a()).times(WeightMatrix.of(square.b())));
    }

    int rows() {
        return cells.height();
    }

    /** How many entries of its row are larger than the one on the diagonal. */
    int inRow(int row) {
        return (int) others(row)
                .filter(column -> cells.at(row, column) > diagonal(row))
                .count();
    }

    /** How many entries of its row are smaller than the one on the diagonal. */
    int fromBelow(int row) {
        return rows() - 1 - inRow(row);
    }

    /** How many entries of its column are larger than the one on the diagonal. */
    int inColumn(int column) {
        return (int) others(column)
                .filter(row -> cells.at(row, column) > diagonal(column))
                .count();
    }

    /** As {@link #inRow}, without regard to signs. */
    int byMagnitude(int row) {
        return (int) others(row)
                .filter(column -> Math.abs(cells.at(row, column)) > Math.abs(diagonal(row)))
                .count();
    }

    /** As {@link #inRow}, of another entry of the row than the one on the diagonal. */
    int inRow(int row, int column) {
        return (int) IntStream.range(0, rows())
                .filter(other -> cells.at(row, other) > cells.at(row, column))
                .count();
    }

    double diagonal(int place) {
        return cells.at(place, place);
    }

    double rowMean(int row) {
        return IntStream.range(0, rows())
                .mapToDouble(column -> cells.at(row, column))
                .average()
                .orElseThrow();
    }

    /** The share of places for which something holds. */
    double share(IntPredicate holds) {
        return (double) count(holds) / rows();
    }

    long count(IntPredicate holds) {
        return IntStream.range(0, rows()).filter(holds).count();
    }

    /** Whether no entry is nearly as large as the one on the diagonal of its row or of its column. */
    boolean isClear() {
        return IntStream.range(0, rows())
                .allMatch(place -> others(place)
                        .allMatch(other -> Math.abs(cells.at(place, other) - diagonal(place)) > CLEARLY
                                && Math.abs(cells.at(other, place) - diagonal(place)) > CLEARLY));
    }

    private IntStream others(int place) {
        return IntStream.range(0, rows()).filter(other -> other != place);
    }
}
