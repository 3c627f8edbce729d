package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Optional;

/**
 * Copies an array along new axes.
 *
 * {@snippet :
 * NDArray prompts = repeat(prompt, "pos -> batch pos", Map.of("batch", 4));
 * NDArray twice = repeat(prompts, "batch pos -> batch (2 pos)");
 * NDArray stretched = repeat(prompts, "batch pos -> batch (pos times)", Map.of("times", 3));
 * }
 *
 * <p>The result has memory of its own.
 */
public final class Repeat {
    private final AxisMap map;
    private final Map<String, Long> sizes;

    private Repeat(AxisMap map, Map<String, Integer> sizes) {
        map.requireNoneDropped("is only in the input: Repeat keeps every axis, Reduce drops some");
        map.requireEllipsisKnown();
        this.map = map;
        this.sizes = map.checked(sizes);
        for (Axis.Atom atom : map.added()) {
            if (atom.size().isEmpty() && !sizes.containsKey(atom.name())) {
                throw map.output().pattern().wrong(atom.at(), "the size of axis '%s' is needed".formatted(atom.name()));
            }
        }
    }

    /** Compiles a pattern whose new axes are numbers or say their size. */
    public static Repeat of(String pattern) {
        return of(pattern, Map.of());
    }

    /**
     * Compiles a pattern.
     *
     * @param sizes by axis, of every new one
     */
    public static Repeat of(String pattern, Map<String, Integer> sizes) {
        return new Repeat(AxisMap.of(pattern), sizes);
    }

    /** As {@link #apply(NDArray)}, after compiling the pattern. */
    public static NDArray repeat(NDArray array, String pattern) {
        return of(pattern).apply(array);
    }

    /** As {@link #apply(NDArray)}, after compiling the pattern. */
    public static NDArray repeat(NDArray array, String pattern, Map<String, Integer> sizes) {
        return of(pattern, sizes).apply(array);
    }

    /**
     * The array repeated.
     *
     * @param array of any shape that the input side of the pattern fits
     * @return with the axes of the output side; belongs to the manager of {@code array}
     * @throws IllegalArgumentException naming the axis that does not fit
     */
    public NDArray apply(NDArray array) {
        return apply(array.getManager(), array);
    }

    /** As {@link #apply(NDArray)}, for an array whose manager takes nothing more: belongs to {@code owner}. */
    public NDArray apply(NDManager owner, NDArray array) {
        return map.apply(owner, array, sizes, Optional.empty());
    }
}
