package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks shapes against the names of axes.
 *
 * {@snippet :
 * Axes.require(pattern, "pattern", "batch head query key");
 * Map<String, Long> sizes = Axes.check()
 *         .size("head", 8)
 *         .with("q", q, "batch query head d_head")
 *         .with("k", k, "batch key head d_head")
 *         .with("mask", mask, "1 1 query key")
 *         .verify();
 * }
 *
 * <p>A name has one size wherever it is; {@code 1}, groups and {@code ...} mean what they do in every pattern.
 */
public final class Axes {
    private static final PatternCache<AxisList> COMPILED = new PatternCache<>(Axes::parse);

    private Axes() {}

    private static AxisList parse(String pattern) {
        var reader = new AxisReader(pattern);
        AxisList axes = reader.axes();
        reader.expectEnd("an axis or the end");
        axes.requireEllipsisApart();
        return axes;
    }

    /**
     * Refuses an array whose shape is not this.
     *
     * @param array of any shape
     * @param name what the error calls the array
     * @param pattern its axes, such as {@code "batch head query key"}
     * @throws IllegalArgumentException naming the axis that does not fit
     */
    public static void require(NDArray array, String name, String pattern) {
        check().with(name, array, pattern).verify();
    }

    /** A check of several arrays that share axes. */
    public static Check check() {
        return new Check();
    }

    /** Arrays and what is expected of them, in the order in which they are read. */
    public static final class Check {
        private record Expected(NDArray array, AxisList axes) {}

        private final Map<String, Long> sizes = new LinkedHashMap<>();
        private final Map<String, Expected> arrays = new LinkedHashMap<>();

        private Check() {}

        /** Expects a size of an axis, which must then be in a pattern. */
        public Check size(String axis, long size) {
            sizes.put(axis, size);
            return this;
        }

        /**
         * Expects these axes of an array.
         *
         * @param name what errors call it, each once
         * @param array of any shape; kept until {@link #verify}, not owned
         * @param pattern its axes, such as {@code "batch head query key"}
         */
        public Check with(String name, NDArray array, String pattern) {
            if (arrays.putIfAbsent(name, new Expected(array, COMPILED.get(pattern))) != null) {
                throw new IllegalArgumentException("two arrays are called '%s'".formatted(name));
            }
            return this;
        }

        /**
         * Refuses the first array that does not fit.
         *
         * @return the size of every axis that has a name
         */
        public Map<String, Long> verify() {
            requireExpectedSizesUsed();
            var known = new AxisSizes(sizes);
            arrays.forEach((name, expected) -> known.bind(
                    "'%s'".formatted(name), expected.axes(), expected.array().getShape()));
            var named = new LinkedHashMap<>(known.all());
            named.keySet().removeIf(axis -> !Character.isLetter(axis.charAt(0))); // numbers, and what ... stands for
            return named;
        }

        private void requireExpectedSizesUsed() {
            for (String axis : sizes.keySet()) {
                if (arrays.values().stream()
                        .noneMatch(expected -> expected.axes().names().contains(axis))) {
                    throw new IllegalArgumentException(
                            "a size is expected of axis '%s', which is in no pattern".formatted(axis));
                }
            }
        }
    }
}
