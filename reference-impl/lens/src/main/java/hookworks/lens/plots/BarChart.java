package hookworks.lens.plots;

import java.util.List;
import java.util.Optional;

/**
 * A bar for each category, or one for each series in each category.
 *
 * @param categories what the bars stand for
 * @param series at most four, each with a number for every category
 * @param measure what the numbers are, with their unit
 * @param threshold a line across, such as a baseline
 */
public record BarChart(Axis categories, List<Series> series, String measure, Optional<Tick> threshold) implements Plot {
    public BarChart {
        series = Series.alike(series);
        Checks.text("the measure", measure);
        categories.require(series.getFirst().values().size());
    }

    /** Bars without a threshold. {@code measure} is what the numbers are, with their unit. */
    public static BarChart of(String measure, Axis categories, Series... series) {
        return new BarChart(categories, List.of(series), measure, Optional.empty());
    }

    /** A line across all bars, with its name. */
    public BarChart withThreshold(Tick threshold) {
        return new BarChart(categories, series, measure, Optional.of(threshold));
    }

    int categoryCount() {
        return series.getFirst().values().size();
    }

    @Override
    public String kind() {
        return "bar-chart";
    }
}
