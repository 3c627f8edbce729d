package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.heads.Head;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** A matrix in Java's own numbers: what is right is worked out apart from any tensor library's products. Immutable. */
final class WeightMatrix {
    /** A number for every place. */
    @FunctionalInterface
    interface Cell {
        double at(int row, int column);
    }

    private final double[][] rows;

    private WeightMatrix(double[][] rows) {
        this.rows = rows;
    }

    static WeightMatrix filled(int height, int width, Cell cell) {
        var rows = new double[height][width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                rows[row][column] = cell.at(row, column);
            }
        }
        return new WeightMatrix(rows);
    }

    /** Reads {@code [..., row, column]}; the axes before the last become one, of rows. */
    static WeightMatrix of(NDArray tensor) {
        int width = size(tensor, tensor.getShape().dimension() - 1);
        return cut(tensor.toFloatArray(), 0, Math.toIntExact(tensor.size() / width), width);
    }

    /** Reads one head's of {@code [layer, head, row, column]}. */
    static WeightMatrix ofHead(NDArray stack, Head head) {
        int height = size(stack, 2);
        int width = size(stack, 3);
        int before = head.layer() * size(stack, 1) + head.index();
        return cut(stack.toFloatArray(), before * height * width, height, width);
    }

    /** Asks for each entry, row after row. */
    static WeightMatrix drawn(int height, int width, DoubleSupplier entry) {
        var rows = new double[height][width];
        for (double[] row : rows) {
            Arrays.setAll(row, column -> entry.getAsDouble());
        }
        return new WeightMatrix(rows);
    }

    private static WeightMatrix cut(float[] cells, int start, int height, int width) {
        var rows = new double[height][width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                rows[row][column] = cells[start + row * width + column];
            }
        }
        return new WeightMatrix(rows);
    }

    private static int size(NDArray tensor, int axis) {
        return Math.toIntExact(tensor.getShape().get(axis));
    }

    int height() {
        return rows.length;
    }

    int width() {
        return rows[0].length;
    }

    double at(int row, int column) {
        return rows[row][column];
    }

    WeightMatrix times(WeightMatrix right) {
        var product = new double[height()][right.width()];
        for (int row = 0; row < height(); row++) {
            for (int inner = 0; inner < width(); inner++) {
                for (int column = 0; column < right.width(); column++) {
                    product[row][column] += rows[row][inner] * right.rows[inner][column];
                }
            }
        }
        return new WeightMatrix(product);
    }

    WeightMatrix transposed() {
        var turned = new double[width()][height()];
        for (int row = 0; row < height(); row++) {
            for (int column = 0; column < width(); column++) {
                turned[column][row] = rows[row][column];
            }
        }
        return new WeightMatrix(turned);
    }

    WeightMatrix scaled(double factor) {
        var scaled = new double[height()][width()];
        for (int row = 0; row < height(); row++) {
            for (int column = 0; column < width(); column++) {
                scaled[row][column] = factor * rows[row][column];
            }
        }
        return new WeightMatrix(scaled);
    }

    /** As float32 of any shape that has as many cells. */
    NDArray tensor(NDManager manager, long... shape) {
        var cells = new float[height() * width()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = (float) rows[cell / width()][cell % width()];
        }
        return manager.create(cells, new Shape(shape));
    }
}
