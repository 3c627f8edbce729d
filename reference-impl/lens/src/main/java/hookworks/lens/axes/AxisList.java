package hookworks.lens.axes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The axes of one array, as a pattern has them.
 *
 * @param text this part of the pattern
 */
record AxisList(PatternText pattern, String text, List<Axis> axes) {
    AxisList {
        requireOneEllipsis(pattern, axes);
    }

    private static void requireOneEllipsis(PatternText pattern, List<Axis> axes) {
        List<Axis> all = axes.stream()
                .flatMap(axis -> axis instanceof Axis.Group group ? group.parts().stream() : List.of(axis).stream())
                .filter(Axis.Ellipsis.class::isInstance)
                .toList();
        if (all.size() > 1) {
            throw pattern.wrong(all.get(1).at(), "an array has at most one '...'");
        }
    }

    List<Axis.Atom> atoms() {
        return axes.stream().flatMap(Axis::atoms).toList();
    }

    List<String> names() {
        return atoms().stream().map(Axis.Atom::name).toList();
    }

    boolean hasEllipsis() {
        return axes.stream().anyMatch(Axis.Ellipsis.class::isInstance);
    }

    /** The axes that an array has without those behind an ellipsis. */
    int leastDimension() {
        return hasEllipsis() ? axes.size() - 1 : axes.size();
    }

    boolean fits(int dimension) {
        return hasEllipsis() ? dimension >= leastDimension() : dimension == leastDimension();
    }

    /** The axes that the ellipsis stands for in an array of so many. */
    int behindEllipsis(int dimension) {
        return dimension - leastDimension();
    }

    AxisList expanded(int missing) {
        return new AxisList(
                pattern,
                text,
                axes.stream().flatMap(axis -> axis.expanded(missing)).toList());
    }

    void requireDistinct() {
        Set<String> seen = new HashSet<>();
        for (Axis.Atom atom : atoms()) {
            if (!seen.add(atom.name())) {
                throw pattern.wrong(atom.at(), "axis '%s' is in [%s] twice".formatted(atom.name(), text));
            }
        }
    }

    /** Every axis must be one of these. */
    void requireAmong(Set<String> known, String otherwise) {
        for (Axis.Atom atom : atoms()) {
            if (!known.contains(atom.name())) {
                throw pattern.wrong(atom.at(), "axis '%s' %s".formatted(atom.name(), otherwise));
            }
        }
    }

    /** Every axis of the array must be one of the pattern. */
    void requireNoGroups(String otherwise) {
        for (Axis axis : axes) {
            if (axis instanceof Axis.Group group && !group.parts().isEmpty()) {
                throw pattern.wrong(axis.at(), otherwise);
            }
        }
    }

    /** The number of axes behind an ellipsis in a group could not be told. */
    void requireEllipsisApart() {
        for (Axis axis : axes) {
            if (axis instanceof Axis.Group(List<Axis> parts, int at)
                    && parts.stream().anyMatch(Axis.Ellipsis.class::isInstance)) {
                throw pattern.wrong(at, "'...' in a group can only be written, not read");
            }
        }
    }

    @Override
    public String toString() {
        return "[%s]".formatted(text);
    }
}
