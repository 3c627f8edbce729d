package hookworks.grader.suites;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** A small tensor read out into Java, so that it can be compared cell by cell and talked about. Immutable. */
final class Cells {
    private final DataType type;
    private final Shape shape;
    private final double[] values;

    private Cells(DataType type, Shape shape, double[] values) {
        this.type = type;
        this.shape = shape;
        this.values = values;
    }

    static Cells of(NDArray tensor) {
        return new Cells(tensor.getDataType(), tensor.getShape(), values(tensor));
    }

    private static double[] values(NDArray tensor) {
        return switch (tensor.getDataType()) {
            case BOOLEAN -> ofBooleans(tensor.toBooleanArray());
            case FLOAT64 -> tensor.toDoubleArray();
            case INT64 -> ofLongs(tensor.toLongArray());
            default -> ofFloats(tensor);
        };
    }

    DataType type() {
        return type;
    }

    Shape shape() {
        return shape;
    }

    int size() {
        return values.length;
    }

    double value(int cell) {
        return values[cell];
    }

    /** The cells, in order, at which {@code other}, of the same shape, lies outside the tolerance. */
    List<Integer> differences(Cells other, Tolerance tolerance) {
        return IntStream.range(0, values.length)
                .filter(cell -> !tolerance.allows(values[cell], other.values[cell]))
                .boxed()
                .toList();
    }

    boolean agreesWith(Cells other, Tolerance tolerance) {
        return shape.equals(other.shape) && differences(other, tolerance).isEmpty();
    }

    /** The margin of the cell at which {@code other}, of the same shape, is worst off. */
    Optional<Margin> margin(String answer, Cells other, Tolerance tolerance) {
        return IntStream.range(0, values.length)
                .mapToObj(cell -> tolerance.margin(answer, values[cell], other.values[cell]))
                .max(Comparator.comparingDouble(Margin::ratio));
    }

    /** How far {@code other} is off at a cell; 0 within the tolerance. */
    double difference(Cells other, int cell, Tolerance tolerance) {
        return tolerance.allows(values[cell], other.values[cell]) ? 0 : Math.abs(values[cell] - other.values[cell]);
    }

    /** Where a cell lies, such as {@code layer 2, head 3}. */
    String place(int cell, List<String> axes) {
        return place(cell, axes, axes.size());
    }

    /** Where a cell lies on the first axes. */
    String place(int cell, List<String> axes, int firstAxes) {
        var places = new ArrayList<String>();
        int rest = cell;
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            int length = Math.toIntExact(shape.get(axis));
            places.addFirst(axes.get(axis) + " " + rest % length);
            rest /= length;
        }
        return String.join(", ", places.subList(0, firstAxes));
    }

    /** One figure, as a student would write it. */
    String figure(int cell) {
        if (type == DataType.BOOLEAN) {
            return String.valueOf(values[cell] != 0);
        }
        return type.isFloating()
                ? String.format(Locale.ROOT, "%.4f", values[cell])
                : String.valueOf((long) values[cell]);
    }

    private static double[] ofBooleans(boolean[] booleans) {
        return IntStream.range(0, booleans.length)
                .mapToDouble(cell -> booleans[cell] ? 1 : 0)
                .toArray();
    }

    private static double[] ofLongs(long[] longs) {
        return IntStream.range(0, longs.length).mapToDouble(cell -> longs[cell]).toArray();
    }

    private static double[] ofFloats(NDArray tensor) {
        try (NDArray converted = tensor.toType(DataType.FLOAT32, true)) {
            float[] floats = converted.toFloatArray();
            return IntStream.range(0, floats.length)
                    .mapToDouble(cell -> floats[cell])
                    .toArray();
        }
    }
}
