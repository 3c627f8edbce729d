package hookworks.lens.plots;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** An immutable matrix of numbers, {@code [row, column]}, at least one by one. */
public final class Values {
    private final float[][] rows;

    private Values(float[][] rows) {
        this.rows = rows;
    }

    /** Copies; refuses NaN, infinities, ragged rows and nothing, calling the matrix by its name. */
    public static Values of(String name, float[][] rows) {
        Values values = withGaps(name, rows);
        values.require(name, false);
        return values;
    }

    /** As {@link #of}, but NaN stands for "no value here". */
    public static Values withGaps(String name, float[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("%s must have at least one row and one column".formatted(name));
        }
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != rows[0].length) {
                throw new IllegalArgumentException("%s is ragged: row %d has %d columns, but row 0 has %d"
                        .formatted(name, row, rows[row].length, rows[0].length));
            }
        }
        var values = new Values(copy(rows));
        values.require(name, true);
        return values;
    }

    private void require(String name, boolean gaps) {
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                float value = rows[row][column];
                if (!(gaps && Float.isNaN(value))) {
                    Checks.finite("%s[%d][%d]".formatted(name, row, column), value);
                }
            }
        }
    }

    /** At least 1. */
    public int rowCount() {
        return rows.length;
    }

    /** At least 1; the same in every row. */
    public int columnCount() {
        return rows[0].length;
    }

    /** The number in a cell, counted from 0; NaN where there is no value. */
    public float at(int row, int column) {
        return rows[row][column];
    }

    /** A copy. */
    public float[][] toArray() {
        return copy(rows);
    }

    boolean hasGaps() {
        return all().anyMatch(Double::isNaN);
    }

    /** Every number that there is, without gaps. */
    DoubleStream present() {
        return all().filter(value -> !Double.isNaN(value));
    }

    private DoubleStream all() {
        return Arrays.stream(rows)
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(column -> row[column]));
    }

    /** The first rows and columns. */
    Values corner(int rowCount, int columnCount) {
        IntFunction<float[]> cut = row -> Arrays.copyOf(rows[row], columnCount);
        return new Values(IntStream.range(0, rowCount).mapToObj(cut).toArray(float[][]::new));
    }

    private static float[][] copy(float[][] rows) {
        return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values values && Arrays.deepEquals(rows, values.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(rows);
    }

    @Override
    public String toString() {
        return "Values(%d x %d)".formatted(rowCount(), columnCount());
    }
}
