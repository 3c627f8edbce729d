package hookworks.lens.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** A pattern that somebody wrote down. */
final class GivenPattern implements DetectionPattern {
    private final float[][] cells;

    GivenPattern(float[][] cells) {
        for (int query = 0; query < cells.length; query++) {
            requireRow(cells, query);
        }
        if (cells.length == 0) {
            throw new IllegalArgumentException(
                    "a detection pattern must be [query, key] of at least 2, got an empty one");
        }
        this.cells = copy(cells);
    }

    static GivenPattern of(NDArray matrix) {
        Shape shape = matrix.getShape();
        if (shape.dimension() != 2) {
            throw new IllegalArgumentException("a detection pattern must be [query, key], got " + shape);
        }
        float[] flat;
        try (NDArray numbers = matrix.toType(DataType.FLOAT32, true)) {
            flat = numbers.toFloatArray();
        }
        int width = Math.toIntExact(shape.get(1));
        var rows = new float[Math.toIntExact(shape.get(0))][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
        }
        return new GivenPattern(rows);
    }

    private static void requireRow(float[][] cells, int query) {
        if (cells[query].length != cells.length) {
            throw new IllegalArgumentException(
                    "a detection pattern must be square, got %d queries, and %d keys for query %d"
                            .formatted(cells.length, cells[query].length, query));
        }
        for (int key = 0; key < cells.length; key++) {
            float cell = cells[query][key];
            if (!Float.isFinite(cell)) {
                throw new IllegalArgumentException(
                        "a detection pattern must be finite, got %s at query %d, key %d".formatted(cell, query, key));
            }
            if (key > query && cell != 0) {
                throw new IllegalArgumentException(
                        "a detection pattern must be lower triangular, since no token attends to later ones: got %s at query %d, key %d"
                                .formatted(cell, query, key));
            }
        }
    }

    @Override
    public float[][] matrix(long[] tokens) {
        if (tokens.length != cells.length) {
            throw new IllegalArgumentException(
                    "the detection pattern is [%d, %d], but the sequence has %d tokens (a BOS counts): give one of its length"
                            .formatted(cells.length, cells.length, tokens.length));
        }
        return copy(cells);
    }

    private static float[][] copy(float[][] cells) {
        return Arrays.stream(cells).map(float[]::clone).toArray(float[][]::new);
    }

    @Override
    public String toString() {
        return "GIVEN[%d, %d]".formatted(cells.length, cells.length);
    }
}
