package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/** Plain Java over every position of named axes, to compare with. Cells are small whole numbers, so sums are exact. */
final class NestedLoops {
    static final List<DataType> TYPES = List.of(DataType.INT64, DataType.FLOAT64, DataType.FLOAT32);

    private final Map<String, Integer> sizes;

    NestedLoops(Map<String, Integer> sizes) {
        this.sizes = sizes;
    }

    int size(String axis) {
        return Objects.requireNonNull(sizes.get(axis), axis);
    }

    void forEach(List<String> axes, Consumer<Map<String, Integer>> body) {
        forEach(axes.stream().distinct().toList(), 0, new HashMap<>(), body);
    }

    private void forEach(
            List<String> axes, int depth, Map<String, Integer> position, Consumer<Map<String, Integer>> body) {
        if (depth == axes.size()) {
            body.accept(position);
            return;
        }
        for (int place = 0; place < size(axes.get(depth)); place++) {
            position.put(axes.get(depth), place);
            forEach(axes, depth + 1, position, body);
        }
    }

    /** Where the cell lies in an array of these axes, the last varying fastest. */
    int cell(List<String> axes, Map<String, Integer> position) {
        int cell = 0;
        for (String axis : axes) {
            cell = cell * size(axis) + Objects.requireNonNull(position.get(axis));
        }
        return cell;
    }

    int count(List<String> axes) {
        return axes.stream().mapToInt(this::size).reduce(1, Math::multiplyExact);
    }

    double[] randomCells(List<String> axes, Random random) {
        return random.ints(count(axes), -3, 4).asDoubleStream().toArray();
    }

    double[] einsum(List<List<String>> inputs, List<double[]> operands, List<String> output) {
        double[] result = new double[count(output)];
        var axes = new ArrayList<>(output);
        inputs.forEach(axes::addAll);
        forEach(axes, position -> {
            double product = 1;
            for (int place = 0; place < inputs.size(); place++) {
                product *= operands.get(place)[cell(inputs.get(place), position)];
            }
            result[cell(output, position)] += product;
        });
        return result;
    }

    /** What comes together in each cell of the output. */
    List<List<Double>> collect(List<String> input, double[] array, List<String> output) {
        var cells = new ArrayList<List<Double>>();
        for (int cell = 0; cell < count(output); cell++) {
            cells.add(new ArrayList<>());
        }
        var axes = new ArrayList<>(output);
        axes.addAll(input);
        forEach(axes, position -> cells.get(cell(output, position)).add(array[cell(input, position)]));
        return cells;
    }

    static NDArray array(NDManager manager, double[] cells, Shape shape, DataType type) {
        try (NDArray wide = manager.create(cells, shape)) {
            return wide.toType(type, true);
        }
    }

    static double[] cells(NDArray array) {
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            return Arrays.stream(wide.toDoubleArray())
                    .map(cell -> cell + 0.0) // of -0.0 too
                    .toArray();
        }
    }

    /** Each from 1 to 4. */
    static Map<String, Integer> randomSizes(List<String> axes, Random random) {
        var sizes = new LinkedHashMap<String, Integer>();
        axes.forEach(axis -> sizes.put(axis, random.nextInt(1, 5)));
        return sizes;
    }
}
