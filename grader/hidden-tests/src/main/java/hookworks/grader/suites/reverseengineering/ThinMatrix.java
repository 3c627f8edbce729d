package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/**
 * One factor of a large product in Java's own memory, with as many rows as the product and few columns, however the
 * tensor lies. Sums are plain loops in double precision. Immutable.
 */
final class ThinMatrix {
    private final float[] cells;
    private final int height;
    private final int width;
    private final boolean lying;

    private ThinMatrix(float[] cells, int height, int width, boolean lying) {
        this.cells = cells;
        this.height = height;
        this.width = width;
        this.lying = lying;
    }

    /** Reads {@code [height, width]}, such as the left factor. */
    static ThinMatrix standing(NDArray tensor) {
        return new ThinMatrix(tensor.toFloatArray(), size(tensor, 0), size(tensor, 1), false);
    }

    /** Reads {@code [width, height]}, such as the right factor. */
    static ThinMatrix lying(NDArray tensor) {
        return new ThinMatrix(tensor.toFloatArray(), size(tensor, 1), size(tensor, 0), true);
    }

    private static int size(NDArray tensor, int axis) {
        return Math.toIntExact(tensor.getShape().get(axis));
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    double at(int row, int column) {
        return lying ? cells[column * height + row] : cells[row * width + column];
    }

    /** The product of two rows, which is one cell of the large product. */
    double meets(int row, ThinMatrix other, int otherRow) {
        return IntStream.range(0, width)
                .mapToDouble(column -> at(row, column) * other.at(otherRow, column))
                .sum();
    }

    /** This, transposed, times another of the same height: {@code [width, width of the other]}. */
    WeightMatrix over(ThinMatrix other) {
        return WeightMatrix.filled(width, other.width, (column, otherColumn) -> {
            double sum = 0;
            for (int row = 0; row < height; row++) {
                sum += at(row, column) * other.at(row, otherColumn);
            }
            return sum;
        });
    }
}
