package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.memory.TensorScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** From the axes of one array to those of another: what rearranging, repeating and reducing share. */
record AxisMap(AxisList input, AxisList output) {
    private static final PatternCache<AxisMap> COMPILED = new PatternCache<>(AxisMap::parse);

    static AxisMap of(String pattern) {
        return COMPILED.get(pattern);
    }

    private static AxisMap parse(String pattern) {
        var reader = new AxisReader(pattern);
        AxisList input = reader.axes();
        reader.expect("->", "an axis or '->'");
        AxisList output = reader.axes();
        reader.expectEnd("an axis or the end");
        input.requireDistinct();
        output.requireDistinct();
        input.requireEllipsisApart();
        return new AxisMap(input, output);
    }

    void requireNoneDropped(String otherwise) {
        input.requireAmong(Set.copyOf(output.names()), otherwise);
        if (input.hasEllipsis() && !writesEllipsis()) {
            throw input.pattern().wrong(input.pattern().text().indexOf("..."), "'...' " + otherwise);
        }
    }

    void requireNoneAdded(String otherwise) {
        output.requireAmong(Set.copyOf(input.names()), otherwise);
        requireEllipsisKnown();
    }

    void requireEllipsisKnown() {
        if (!input.hasEllipsis() && writesEllipsis()) {
            throw output.pattern().wrong(output.pattern().text().lastIndexOf("..."), "'...' is only in the output");
        }
    }

    private boolean writesEllipsis() {
        return output.expanded(1).atoms().size() > output.atoms().size();
    }

    /** The sizes that a caller gives, each at least 1 and of an axis that is there. */
    Map<String, Long> checked(Map<String, Integer> sizes) {
        var checked = new LinkedHashMap<String, Long>();
        sizes.forEach((axis, size) -> {
            if (size < 1) {
                throw new IllegalArgumentException(
                        "the size of axis '%s' must be at least 1, got %d".formatted(axis, size));
            }
            if (!input.names().contains(axis) && !output.names().contains(axis)) {
                throw new IllegalArgumentException("a size is given for axis '%s', which is not in '%s'"
                        .formatted(axis, input.pattern().text()));
            }
            checked.put(axis, size.longValue());
        });
        return checked;
    }

    /** The axes that only the output has. */
    List<Axis.Atom> added() {
        var known = new HashSet<>(input.names());
        return output.atoms().stream()
                .filter(atom -> !known.contains(atom.name()))
                .toList();
    }

    /**
     * Applies the map to a view of an array.
     *
     * @param reduction what drops axes, if any may be
     */
    NDArray apply(NDManager owner, NDArray array, Map<String, Long> given, Optional<Reduction> reduction) {
        var sizes = new AxisSizes(given);
        AxisList axes = sizes.bind("the array", input, array.getShape());
        AxisList result = output.expanded(input.behindEllipsis(array.getShape().dimension()));
        sizes.declare(result);
        try (var scope = TensorScope.within(owner)) {
            NDArray apart = scope.borrow(array).reshape(sizes.apart(axes.names()));
            NamedArray named = new NamedArray(apart, axes.names());
            NamedArray reduced =
                    reduction.map(how -> reduced(named, result.names(), how)).orElse(named);
            NDArray ordered = reduced.along(result.names());
            NDArray whole = tiled(ordered, sizes.apart(result.names()));
            return scope.keep(whole.reshape(sizes.merged(result)));
        }
    }

    /** As large as this, by repeating the axes that are too short; a copy if the output has axes of its own. */
    private NDArray tiled(NDArray array, Shape shape) {
        if (added().isEmpty()) {
            return array;
        }
        long[] times = IntStream.range(0, shape.dimension())
                .mapToLong(axis -> array.getShape().get(axis) == 1 ? shape.get(axis) : 1)
                .toArray();
        return array.tile(times);
    }

    private static NamedArray reduced(NamedArray named, List<String> kept, Reduction how) {
        int[] dropped = IntStream.range(0, named.axes().size())
                .filter(axis -> !kept.contains(named.axes().get(axis)))
                .toArray();
        if (dropped.length == 0) {
            return named;
        }
        var remaining = new ArrayList<>(named.axes());
        remaining.retainAll(kept);
        return new NamedArray(how.over(named.array(), dropped), List.copyOf(remaining));
    }
}
