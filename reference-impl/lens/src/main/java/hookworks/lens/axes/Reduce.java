package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the mean, sum, largest or smallest over the axes that the output lacks.
 *
 * {@snippet :
 * NDArray perHead = reduce(pattern, "batch head query key -> head", MEAN);
 * NDArray centre = reduce(resid, "batch pos d_model -> batch pos 1", MEAN);
 * NDArray pooled = reduce(resid, "batch (block 2) d_model -> batch block d_model", MAX);
 * }
 *
 * <p>A sum of small integers is int64, as the engine has it. Where no axis is dropped, the result may share memory
 * with the array.
 */
public final class Reduce {
    private final AxisMap map;
    private final Reduction reduction;
    private final Map<String, Long> sizes;

    private Reduce(AxisMap map, Reduction reduction, Map<String, Integer> sizes) {
        map.requireNoneAdded("is only in the output: Reduce drops axes, Repeat adds some");
        this.map = map;
        this.reduction = reduction;
        this.sizes = map.checked(sizes);
    }

    /** Compiles a pattern all of whose sizes an array's shape tells. */
    public static Reduce of(String pattern, Reduction reduction) {
        return of(pattern, reduction, Map.of());
    }

    /**
     * Compiles a pattern.
     *
     * @param sizes by axis; for a group that is split, all but one
     */
    public static Reduce of(String pattern, Reduction reduction, Map<String, Integer> sizes) {
        return new Reduce(AxisMap.of(pattern), reduction, sizes);
    }

    /** As {@link #apply(NDArray)}, after compiling the pattern. */
    public static NDArray reduce(NDArray array, String pattern, Reduction reduction) {
        return of(pattern, reduction).apply(array);
    }

    /** As {@link #apply(NDArray)}, after compiling the pattern. */
    public static NDArray reduce(NDArray array, String pattern, Reduction reduction, Map<String, Integer> sizes) {
        return of(pattern, reduction, sizes).apply(array);
    }

    /**
     * The array reduced.
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
        return map.apply(owner, array, sizes, Optional.of(reduction));
    }
}
