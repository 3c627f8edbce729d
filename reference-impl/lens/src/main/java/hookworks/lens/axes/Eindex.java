package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.memory.TensorScope;
import java.util.List;

/**
 * Indexing by arrays of indices, after the library eindex: a name is a position on an axis of the result, brackets
 * hold the axes of an array of indices, and {@code +1} is the position after.
 *
 * {@snippet :
 * NDArray correct = eindex(logProbs, tokens, "batch pos [batch pos]"); // logProbs[b, p, tokens[b, p]]
 * NDArray next = eindex(logProbs, tokens, "batch pos [batch pos+1]"); // one position shorter
 * NDArray columns = eindex(wU, tokens, "d_model [batch pos] -> batch pos d_model"); // wU[d, tokens[b, p]]
 * }
 *
 * <p>The result has every axis named, in the order of first appearance if not said otherwise, and memory of its own.
 */
public final class Eindex {
    private static final PatternCache<Eindex> COMPILED = new PatternCache<>(Eindex::of);

    private final String text;
    private final EindexPattern pattern;

    private Eindex(String text) {
        this.text = text;
        this.pattern = EindexPattern.parse(text);
    }

    /** Compiles a pattern: one name or bracket for each axis of the array. */
    public static Eindex of(String pattern) {
        return new Eindex(pattern);
    }

    /** As {@link #apply(NDArray, NDArray...)}, after compiling the pattern; compiled ones are remembered. */
    public static NDArray eindex(NDArray array, NDArray indices, String pattern) {
        return COMPILED.get(pattern).apply(array, indices);
    }

    /**
     * Looks up.
     *
     * @param array of any shape with an axis for each name and bracket
     * @param indices for each bracket, int64 or int32, from 0; shaped {@code [name, ...]} as the bracket says
     * @return one axis for each name; belongs to the manager of {@code array}
     * @throws IllegalArgumentException naming the axis that does not fit
     */
    public NDArray apply(NDArray array, NDArray... indices) {
        return apply(array.getManager(), array, indices);
    }

    /**
     * As {@link #apply(NDArray, NDArray...)}, for an array whose manager takes nothing more: belongs to {@code owner}.
     */
    public NDArray apply(NDManager owner, NDArray array, NDArray... indices) {
        if (indices.length != pattern.indexAxes().size()) {
            throw new IllegalArgumentException("'%s' takes %d arrays of indices, one for each bracket, got %d"
                    .formatted(text, pattern.indexAxes().size(), indices.length));
        }
        try (var scope = TensorScope.within(owner)) {
            return scope.keep(new Gather(scope, pattern).from(array, List.of(indices)));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
