package hookworks.lens.plots;

import java.util.stream.DoubleStream;

/** How a number becomes a colour. A number beyond the ends gets the end's colour, and the legend says so. */
public sealed interface ColourScale {
    /** The number of the lowest colour. */
    float low();

    /** The number of the highest colour, above {@link #low}. */
    float high();

    /**
     * From the page's colour to a deep blue.
     *
     * @param low the number of the page's colour
     * @param high the number of the deepest blue, above {@code low}
     */
    record Sequential(float low, float high) implements ColourScale {
        public Sequential {
            Checks.finite("low", low);
            Checks.finite("high", high);
            if (!(low < high)) {
                throw new IllegalArgumentException("a scale from %s to %s has no room".formatted(low, high));
            }
        }
    }

    /**
     * Orange below 0, neutral at 0, blue above it.
     *
     * @param limit the number of the deepest blue, above 0; its negative is that of the deepest orange
     */
    record Diverging(float limit) implements ColourScale {
        public Diverging {
            Checks.finite("limit", limit);
            if (!(limit > 0)) {
                throw new IllegalArgumentException("the limit of a diverging scale must be above 0, got " + limit);
            }
        }

        @Override
        public float low() {
            return -limit;
        }

        @Override
        public float high() {
            return limit;
        }
    }

    /** For shares and scores: 0 to 1. */
    static ColourScale unit() {
        return new Sequential(0, 1);
    }

    /** From 0 (or the smallest, where that is below) to the largest of these. */
    static ColourScale sequentialOver(DoubleStream values) {
        var range = values.summaryStatistics();
        float low = range.getCount() == 0 ? 0 : (float) Math.min(0, range.getMin());
        float high = range.getCount() == 0 ? 0 : (float) range.getMax();
        return new Sequential(low, high > low ? high : low + 1);
    }

    /** Symmetric about 0, as far as the largest of these by magnitude. */
    static ColourScale divergingOver(DoubleStream values) {
        float limit = (float) values.map(Math::abs).max().orElse(0);
        return new Diverging(limit > 0 ? limit : 1);
    }

    /** The step of the ramp for a number, 0 to 64. */
    default int level(float value) {
        double share = ((double) value - low()) / ((double) high() - low());
        return (int) Math.round(Math.clamp(share, 0, 1) * Ramp.STEPS);
    }
}
