package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.axes.EindexPattern.Along;
import hookworks.lens.axes.EindexPattern.LookedUp;
import hookworks.lens.axes.EindexPattern.Place;
import hookworks.lens.memory.TensorScope;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One lookup: computes for each cell of the result which row of the array, seen as a list of rows, goes there. */
final class Gather {
    private final TensorScope scope;
    private final EindexPattern pattern;
    private final AxisSizes sizes = new AxisSizes(Map.of());

    /** The axes that a row is made of. */
    private final List<String> rowAxes;

    /** The axes that the number of a row varies with. */
    private final List<String> axes;

    Gather(TensorScope scope, EindexPattern pattern) {
        this.scope = scope;
        this.pattern = pattern;
        this.rowAxes = pattern.rowAxes();
        this.axes = pattern.output().stream()
                .filter(axis -> !rowAxes.contains(axis))
                .toList();
    }

    /** The result, which belongs to the scope. */
    NDArray from(NDArray array, List<NDArray> indices) {
        Shape shape = array.getShape();
        sizes.bind("the array", pattern.arrayAxes(), shape);
        for (int place = 0; place < indices.size(); place++) {
            sizes.bind(
                    "array of indices %d".formatted(place + 1),
                    pattern.indexAxes().get(place),
                    indices.get(place).getShape());
        }
        int counted = shape.dimension() - rowAxes.size();
        NDArray rows =
                scope.borrow(array).reshape(new Shape(shape.slice(0, counted).size()).addAll(shape.slice(counted)));
        NDArray picked = rows.get(scope.scratch(), new NDIndex("{}", rowNumbers(shape, counted, indices)));
        List<String> found = Stream.concat(axes.stream(), rowAxes.stream()).toList();
        return new NamedArray(picked, found).along(pattern.output());
    }

    private NDArray rowNumbers(Shape shape, int counted, List<NDArray> indices) {
        Queue<NDArray> coming = new ArrayDeque<>(indices);
        NDArray numbers = scope.scratch().create(0L);
        for (int axis = 0; axis < counted; axis++) {
            NDArray coordinate = switch (pattern.coordinates().get(axis)) {
                case Along(Place place) -> positions(place);
                case LookedUp(List<Place> places, int _) -> lookedUp(coming.remove(), places, axis, shape);
            };
            numbers = numbers.mul(shape.get(axis)).add(coordinate);
        }
        return numbers;
    }

    private NDArray positions(Place place) {
        long[] positions = LongStream.range(place.offset(), place.offset() + length(place.axis()))
                .toArray();
        return new NamedArray(scope.scratch().create(positions), List.of(place.axis())).along(axes);
    }

    private NDArray lookedUp(NDArray indices, List<Place> places, int axis, Shape shape) {
        NDArray used = scope.borrow(indices);
        if (!places.isEmpty()) {
            var window = new NDIndex();
            places.forEach(place -> window.addSliceDim(place.offset(), place.offset() + length(place.axis())));
            used = used.get(window);
        }
        NDArray wide = widened(used);
        requireWithin(wide, axis, shape);
        List<String> names = places.stream().map(Place::axis).toList();
        return NamedArray.of(wide, names).along(axes);
    }

    /** The length of an axis in the result. */
    private long length(String axis) {
        long length = sizes.of(axis) - pattern.furthest(axis);
        if (length < 0) {
            throw new IllegalArgumentException("axis '%s' is %d, too short for '%s+%d'"
                    .formatted(axis, sizes.of(axis), axis, pattern.furthest(axis)));
        }
        return length;
    }

    private static NDArray widened(NDArray indices) {
        if (indices.getDataType() != DataType.INT64 && indices.getDataType() != DataType.INT32) {
            throw new IllegalArgumentException(
                    "indices are int64 or int32, got %s: use toType first".formatted(indices.getDataType()));
        }
        return indices.toType(DataType.INT64, false);
    }

    /** An index too large would silently find another row. */
    private static void requireWithin(NDArray indices, int axis, Shape shape) {
        long size = shape.get(axis);
        LongStream extremes = indices.size() == 0 ? LongStream.of() : extremes(indices);
        extremes.filter(index -> index < 0 || index >= size).findFirst().ifPresent(index -> {
            throw new IllegalArgumentException("index %d is not on axis %d of the array %s: it has 0 to %d"
                    .formatted(index, axis, shape, size - 1));
        });
    }

    private static LongStream extremes(NDArray indices) {
        try (NDArray least = indices.min();
                NDArray most = indices.max()) {
            return LongStream.of(least.getLong(), most.getLong());
        }
    }
}
