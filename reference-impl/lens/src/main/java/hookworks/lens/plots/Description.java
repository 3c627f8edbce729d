package hookworks.lens.plots;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What a drawing shows, in a sentence or two, for who hears it. */
final class Description {
    private Description() {}

    static String of(Plot plot) {
        return switch (plot) {
            case AttentionHeads heads ->
                "Attention patterns of %d heads on %d tokens: %s."
                        .formatted(
                                heads.heads().size(),
                                heads.tokens().size(),
                                heads.heads().stream()
                                        .map(AttentionHeads.Head::label)
                                        .collect(Collectors.joining(", ")));
            case HeatMap map -> map(map);
            case LineChart chart -> "Lines over " + series(chart.places(), chart.placeCount(), chart.series());
            case BarChart chart -> "Bars over " + series(chart.categories(), chart.categoryCount(), chart.series());
            case Histogram histogram ->
                "Histogram of %d numbers in %d bins.%s"
                        .formatted(histogram.values().size(), histogram.bins(), range(stream(histogram.values())));
            case ColouredText text ->
                "Text of %d tokens coloured by %s.%s"
                        .formatted(text.tokens().size(), text.measure(), range(stream(text.values())));
        };
    }

    private static String map(HeatMap map) {
        DoubleStream present =
                map.facets().stream().flatMapToDouble(facet -> facet.values().present());
        int facets = map.facets().size();
        return "%s %d rows (%s) and %d columns (%s).%s"
                .formatted(
                        facets == 1 ? "Heat map with" : facets + " heat maps on one scale, each with",
                        map.rowCount(),
                        map.rows().name(),
                        map.columnCount(),
                        map.columns().name(),
                        range(present));
    }

    private static String series(Axis axis, int places, List<Series> series) {
        return "%d places (%s): %s."
                .formatted(
                        places, axis.name(), series.stream().map(Series::name).collect(Collectors.joining(", ")));
    }

    private static DoubleStream stream(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue);
    }

    private static String range(DoubleStream values) {
        DoubleSummaryStatistics range = values.summaryStatistics();
        return range.getCount() == 0
                ? " It holds no numbers."
                : " From %s to %s.".formatted(Numbers.shown(range.getMin()), Numbers.shown(range.getMax()));
    }
}
