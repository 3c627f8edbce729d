package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;

/** What becomes of the axes that {@link Reduce} drops. */
public enum Reduction {
    /** The mean; floating point only. */
    MEAN,
    /** The sum; 0 over nothing. */
    SUM,
    /** The largest; not over nothing. */
    MAX,
    /** The smallest; not over nothing. */
    MIN;

    /**
     * Drops axes.
     *
     * @param array used up
     * @param axes in ascending order
     */
    NDArray over(NDArray array, int[] axes) {
        if (this == MEAN && !array.getDataType().isFloating()) {
            throw new IllegalArgumentException(
                    "the mean needs floating point, got %s: use toType first".formatted(array.getDataType()));
        }
        if (this == SUM) {
            return array.sum(axes);
        }
        NDArray rest = array;
        for (int place = axes.length - 1; place >= 0; place--) { // the engine takes one axis at a time
            try (NDArray before = rest) {
                rest = over(before, axes[place]);
            }
        }
        return rest;
    }

    private NDArray over(NDArray array, int axis) {
        int[] one = {axis};
        if (this != MEAN && array.getShape().get(axis) == 0) {
            throw new IllegalArgumentException("no %s of nothing: shape %s".formatted(this, array.getShape()));
        }
        return switch (this) {
            case MEAN -> array.mean(one);
            case SUM -> array.sum(one);
            case MAX -> array.max(one);
            case MIN -> array.min(one);
        };
    }
}
