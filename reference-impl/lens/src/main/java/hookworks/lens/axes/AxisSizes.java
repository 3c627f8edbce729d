package hookworks.lens.axes;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long each axis is, and which array said so first. */
final class AxisSizes {
    private record Known(long size, String source) {}

    /** An array, as errors tell of it. */
    private record Subject(String label, AxisList axes, Shape shape) {
        @Override
        public String toString() {
            return "%s %s".formatted(label, shape);
        }
    }

    private final Map<String, Known> known = new LinkedHashMap<>();

    /** Sizes that a caller gives, whatever arrays come. */
    AxisSizes(Map<String, Long> given) {
        given.forEach((axis, size) -> known.put(axis, new Known(size, "the sizes given")));
    }

    /** Reads the sizes of an array's axes, and returns them with the ellipsis replaced. */
    AxisList bind(String label, AxisList pattern, Shape shape) {
        int dimension = shape.dimension();
        if (!pattern.fits(dimension)) {
            throw new IllegalArgumentException("%s %s has %d axes, but %s needs %s%d"
                    .formatted(
                            label,
                            shape,
                            dimension,
                            pattern,
                            pattern.hasEllipsis() ? "at least " : "",
                            pattern.leastDimension()));
        }
        AxisList axes = pattern.expanded(pattern.behindEllipsis(dimension));
        var subject = new Subject(label, axes, shape);
        declare(axes);
        for (int axis = 0; axis < dimension; axis++) {
            if (axes.axes().get(axis) instanceof Axis.Atom(String name, var _, int _)) {
                learn(name, shape.get(axis), subject);
            }
        }
        for (int axis = 0; axis < dimension; axis++) {
            if (axes.axes().get(axis) instanceof Axis.Group group) {
                split(group, axis, subject);
            }
        }
        return axes;
    }

    /** Takes the sizes that a pattern says itself. */
    void declare(AxisList axes) {
        for (Axis.Atom atom : axes.atoms()) {
            atom.size().ifPresent(size -> {
                Known before = known.putIfAbsent(atom.name(), new Known(size, "the pattern"));
                if (before != null && before.size() != size) {
                    throw axes.pattern()
                            .wrong(
                                    atom.at(),
                                    "axis '%s' is %d here, but %d in %s"
                                            .formatted(atom.name(), size, before.size(), before.source()));
                }
            });
        }
    }

    private void learn(String axis, long size, Subject subject) {
        Known before = known.putIfAbsent(axis, new Known(size, subject.toString()));
        if (before != null && before.size() != size) {
            throw new IllegalArgumentException("axis '%s' is %d in %s, which should be %s, but %d in %s"
                    .formatted(axis, size, subject, subject.axes(), before.size(), before.source()));
        }
    }

    private void split(Axis.Group group, int axis, Subject subject) {
        long size = subject.shape().get(axis);
        List<String> names = group.atoms().map(Axis.Atom::name).toList();
        List<String> open =
                names.stream().filter(name -> !known.containsKey(name)).toList();
        long closed =
                names.stream().filter(known::containsKey).mapToLong(this::of).reduce(1, Math::multiplyExact);
        if (open.size() > 1) {
            throw cannotSplit(names, axis, subject, "give the size of '%s'".formatted(open.getFirst()));
        }
        boolean fits = open.isEmpty() ? closed == size : closed != 0 && size % closed == 0;
        if (!fits) {
            throw cannotSplit(names, axis, subject, "the sizes known are %s".formatted(sizes(names)));
        }
        open.forEach(name -> learn(name, size / closed, subject));
    }

    private static IllegalArgumentException cannotSplit(List<String> names, int axis, Subject subject, String why) {
        return new IllegalArgumentException("axis %d of %s is %d, and cannot be (%s) as in %s: %s"
                .formatted(
                        axis,
                        subject,
                        subject.shape().get(axis),
                        names.isEmpty() ? "1" : String.join(" ", names),
                        subject.axes(),
                        why));
    }

    private Map<String, Long> sizes(List<String> names) {
        var sizes = new LinkedHashMap<>(all());
        sizes.keySet().retainAll(names);
        return sizes;
    }

    boolean knows(String axis) {
        return known.containsKey(axis);
    }

    /** The size of an axis that is known. */
    long of(String axis) {
        Known size = known.get(axis);
        if (size == null) {
            throw new IllegalStateException("the size of axis '%s' is not known".formatted(axis));
        }
        return size.size();
    }

    /** Every size known, in the order in which they were. */
    Map<String, Long> all() {
        var sizes = new LinkedHashMap<String, Long>();
        known.forEach((axis, size) -> sizes.put(axis, size.size()));
        return sizes;
    }

    /** The shape of an array with groups merged. */
    Shape merged(AxisList axes) {
        return new Shape(axes.axes().stream()
                .mapToLong(
                        axis -> axis.atoms().mapToLong(atom -> of(atom.name())).reduce(1, Math::multiplyExact))
                .toArray());
    }

    /** The shape of an array with each axis by itself. */
    Shape apart(List<String> names) {
        return new Shape(names.stream().mapToLong(this::of).toArray());
    }
}
