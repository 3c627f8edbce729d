package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An array whose axes have names, each once. What is made of it belongs to its manager.
 *
 * @param array one axis for each name
 */
record NamedArray(NDArray array, List<String> axes) {
    /**
     * Names the axes of an array; where a name comes twice, takes the diagonal.
     *
     * @param axes one for each axis of the array that is not of size one, in order
     */
    static NamedArray of(NDArray array, List<String> axes) {
        NamedArray named = new NamedArray(array, axes);
        for (String name : Set.copyOf(axes)) {
            while (named.axes.indexOf(name) != named.axes.lastIndexOf(name)) {
                named = named.diagonal(name);
            }
        }
        return named;
    }

    /** Every n + 1st cell of the two axes merged. */
    private NamedArray diagonal(String name) {
        int first = axes.indexOf(name);
        int second = axes.lastIndexOf(name);
        List<Integer> rest = IntStream.range(0, axes.size())
                .filter(axis -> axis != first && axis != second)
                .boxed()
                .toList();
        int[] order = Stream.concat(rest.stream(), Stream.of(first, second))
                .mapToInt(Integer::intValue)
                .toArray();
        long size = array.getShape().get(first);
        Shape leading = new Shape(rest.stream().mapToLong(array.getShape()::get).toArray());
        NDIndex stripe = new NDIndex().addAllDim(rest.size()).addSliceDim(0, size * size, size + 1);
        List<String> remaining =
                Stream.concat(rest.stream().map(axes::get), Stream.of(name)).toList();
        try (NDArray pairLast = array.transpose(order);
                NDArray merged = pairLast.reshape(leading.add(size * size))) {
            return new NamedArray(merged.get(stripe), remaining);
        }
    }

    long size(String axis) {
        return array.getShape().get(axes.indexOf(axis));
    }

    Shape shapeOf(List<String> names) {
        return new Shape(names.stream().mapToLong(this::size).toArray());
    }

    /** Keeps these of its axes, and sums over the others, at least one. */
    NamedArray sumTo(Set<String> kept) {
        int[] summed = IntStream.range(0, axes.size())
                .filter(axis -> !kept.contains(axes.get(axis)))
                .toArray();
        List<String> remaining = axes.stream().filter(kept::contains).toList();
        NDArray sum = array.sum(summed);
        if (sum.getDataType() == array.getDataType()) {
            return new NamedArray(sum, remaining);
        }
        try (sum) { // the engine widens small integers
            return new NamedArray(sum.toType(array.getDataType(), true), remaining);
        }
    }

    /** Its axes in the order of these names, with an axis of size one for each that it lacks. */
    NDArray along(List<String> names) {
        return folded(names.stream()
                .map(name -> axes.contains(name) ? List.of(name) : List.<String>of())
                .toList());
    }

    /** Its axes in this order, each group merged into one. */
    private NDArray folded(List<List<String>> groups) {
        int[] order =
                groups.stream().flatMap(List::stream).mapToInt(axes::indexOf).toArray();
        Shape shape = new Shape(
                groups.stream().mapToLong(group -> shapeOf(group).size()).toArray());
        if (Arrays.equals(order, IntStream.range(0, axes.size()).toArray())) {
            return array.reshape(shape);
        }
        try (NDArray ordered = array.transpose(order)) {
            return ordered.reshape(shape);
        }
    }

    /**
     * The product over the axes that both have: summed where not kept, in one matrix product.
     *
     * @param kept holds every axis that only one of them has
     */
    NamedArray times(NamedArray other, Set<String> kept) {
        List<String> batch = both(axes, other.axes, kept::contains);
        List<String> summed = both(axes, other.axes, axis -> !kept.contains(axis));
        List<String> left = without(axes, other.axes);
        List<String> right = without(other.axes, axes);
        List<String> result =
                Stream.of(batch, left, right).flatMap(List::stream).toList();
        Shape shape = shapeOf(batch).addAll(shapeOf(left)).addAll(other.shapeOf(right));
        try (NDArray flat = product(other, new Roles(batch, left, right, summed))) {
            return new NamedArray(flat.reshape(shape), result);
        }
    }

    /** What the axes of two arrays do in their product. */
    private record Roles(List<String> batch, List<String> left, List<String> right, List<String> summed) {}

    private NDArray product(NamedArray other, Roles roles) {
        if (roles.summed.isEmpty()) {
            try (NDArray columns = folded(List.of(roles.batch, roles.left, List.of()));
                    NDArray rows = other.folded(List.of(roles.batch, List.of(), roles.right))) {
                return columns.mul(rows);
            }
        }
        // a plain matrix product, where there is no batch, is faster than a batch of one
        List<List<String>> batches = roles.batch.isEmpty() ? List.of() : List.of(roles.batch);
        try (NDArray rows = folded(joined(batches, List.of(roles.left, roles.summed)));
                NDArray columns = other.folded(joined(batches, List.of(roles.summed, roles.right)))) {
            return rows.matMul(columns);
        }
    }

    private static List<String> both(List<String> axes, List<String> others, Predicate<String> which) {
        return axes.stream().filter(others::contains).filter(which).toList();
    }

    private static List<String> without(List<String> axes, Collection<String> others) {
        var rest = new LinkedHashSet<>(axes);
        rest.removeAll(others);
        return new ArrayList<>(rest);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
