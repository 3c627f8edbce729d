package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Optional;

/**
 * Reorders, splits and merges axes; every element stays.
 *
 * {@snippet :
 * NDArray perHead = rearrange(flat, "batch pos (head d_head) -> batch head pos d_head", Map.of("head", 8));
 * NDArray back = rearrange(perHead, "batch head pos d_head -> batch pos (head d_head)");
 * NDArray rows = rearrange(perHead, "... d_head -> (...) d_head");
 * }
 *
 * <p>The result shares memory with the array where no copy is needed.
 */
public final class Rearrange {
    private final AxisMap map;
    private final Map<String, Long> sizes;

    private Rearrange(AxisMap map, Map<String, Integer> sizes) {
        map.requireNoneDropped("is only in the input: Rearrange keeps every axis, Reduce drops some");
        map.requireNoneAdded("is only in the output: Rearrange keeps every axis, Repeat adds some");
        this.map = map;
        this.sizes = map.checked(sizes);
    }

    /** Compiles a pattern all of whose sizes an array's shape tells. */
    public static Rearrange of(String pattern) {
        return of(pattern, Map.of());
    }

    /**
     * Compiles a pattern.
     *
     * @param sizes by axis; for a group that is split, all but one
     */
    public static Rearrange of(String pattern, Map<String, Integer> sizes) {
        return new Rearrange(AxisMap.of(pattern), sizes);
    }

    /** As {@link #apply(NDArray)}, after compiling the pattern. */
    public static NDArray rearrange(NDArray array, String pattern) {
        return of(pattern).apply(array);
    }

    /** As {@link #apply(NDArray)}, after compiling the pattern. */
    public static NDArray rearrange(NDArray array, String pattern, Map<String, Integer> sizes) {
        return of(pattern, sizes).apply(array);
    }

    /**
     * The array reordered.
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
