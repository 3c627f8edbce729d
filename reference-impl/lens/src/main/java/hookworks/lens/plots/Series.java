package hookworks.lens.plots;

import java.util.List;

/**
 * A named run of numbers.
 *
 * @param name what the legend calls it
 * @param values {@code [place]}, all finite
 */
public record Series(String name, List<Float> values) {
    /** How many colours and textures there are. */
    static final int MOST = 4;

    public Series {
        Checks.text("the name of a series", name);
        values = Checks.finite("series '%s'".formatted(name), values);
    }

    /** Copies; refuses NaN and infinities. */
    public static Series of(String name, float... values) {
        return new Series(name, Checks.list(values));
    }

    static List<Series> alike(List<Series> series) {
        Checks.notEmpty("series", series);
        if (series.size() > MOST) {
            throw new IllegalArgumentException(
                    "%d series cannot be told apart in one figure: at most %d can".formatted(series.size(), MOST));
        }
        for (Series each : series) {
            Checks.sameCount(
                    "series '%s'".formatted(each.name()),
                    each.values().size(),
                    "entries in series '%s'".formatted(series.getFirst().name()),
                    series.getFirst().values().size());
        }
        return List.copyOf(series);
    }
}
