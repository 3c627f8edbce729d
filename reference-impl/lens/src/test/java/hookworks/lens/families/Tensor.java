package hookworks.lens.families;

import java.util.List;

/** One tensor of a checkpoint, its values in row-major order. Immutable: no one writes to the array. */
final class Tensor {
    private final Dtype dtype;
    private final List<Integer> shape;
    private final double[] values;

    Tensor(Dtype dtype, List<Integer> shape, double[] values) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException(
                    "shape %s wants %d values, got %d".formatted(shape, size, values.length));
        }
        this.dtype = dtype;
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    static Tensor of(double[][] rows) {
        double[] values = new double[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, values, row * rows[0].length, rows[0].length);
        }
        return new Tensor(Dtype.F32, List.of(rows.length, rows[0].length), values);
    }

    static Tensor of(double[] vector) {
        return new Tensor(Dtype.F32, List.of(vector.length), vector.clone());
    }

    Dtype dtype() {
        return dtype;
    }

    List<Integer> shape() {
        return shape;
    }

    double value(int cell) {
        return values[cell];
    }

    int size() {
        return values.length;
    }

    double[] vector() {
        if (shape.size() != 1) {
            throw new IllegalStateException("not a vector but " + shape);
        }
        return values.clone();
    }

    double[][] matrix() {
        if (shape.size() != 2) {
            throw new IllegalStateException("not a matrix but " + shape);
        }
        double[][] rows = new double[shape.get(0)][shape.get(1)];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(values, row * rows[row].length, rows[row], 0, rows[row].length);
        }
        return rows;
    }
}
