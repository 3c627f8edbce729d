package hookworks.lens.plots;

import hookworks.lens.plots.AttentionHeads.Head;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of a plot: the same numbers as in its JSON, with every digit. */
record Tables(List<Table> tables) {
    /** More cells than this would weigh more than all else in a page; the strongest say what is to be said. */
    static final int MOST_CELLS = 8_000;

    private static final int STRONGEST = 3;

    static Tables of(Plot plot) {
        return new Tables(
                switch (plot) {
                    case AttentionHeads heads -> heads(heads);
                    case HeatMap map -> maps(map);
                    case LineChart chart -> lines(chart);
                    case BarChart chart -> bars(chart);
                    case Histogram histogram -> histogram(histogram);
                    case ColouredText text -> List.of(text(text));
                });
    }

    String html() {
        return tables.stream().map(Table::html).collect(Collectors.joining());
    }

    private static List<Table> heads(AttentionHeads plot) {
        int places = plot.tokens().size();
        if (places * places * plot.heads().size() > MOST_CELLS) {
            return List.of(strongest(plot));
        }
        Axis sources = Axis.ofTokens("source token (key)", plot.tokens());
        Axis destinations = Axis.ofTokens("destination token (query)", plot.tokens());
        return plot.heads().stream()
                .map(head -> matrix("Attention of head " + head.label(), head.pattern(), destinations, sources))
                .toList();
    }

    private static Table strongest(AttentionHeads plot) {
        Axis axis = Axis.ofTokens("destination token (query)", plot.tokens());
        var head = new ArrayList<>(List.of(axis.name()));
        plot.heads().forEach(each -> head.add(each.label()));
        List<List<String>> rows = IntStream.range(0, plot.tokens().size())
                .mapToObj(query -> Stream.concat(
                                Stream.of(axis.label(query)),
                                plot.heads().stream().map(each -> strongest(axis, each, query)))
                        .toList())
                .toList();
        String caption =
                "The %d source tokens that each head attends to most; the JSON has every number".formatted(STRONGEST);
        return new Table(caption, head, rows);
    }

    private static String strongest(Axis axis, Head head, int query) {
        Values pattern = head.pattern();
        return IntStream.range(0, pattern.columnCount())
                .boxed()
                .filter(key -> pattern.at(query, key) > 0)
                .sorted(Comparator.comparingDouble((Integer key) -> pattern.at(query, key))
                        .reversed())
                .limit(STRONGEST)
                .map(key -> "%s: %s".formatted(axis.label(key), Numbers.shown(pattern.at(query, key))))
                .collect(Collectors.joining("; "));
    }

    private static List<Table> maps(HeatMap map) {
        return map.facets().stream()
                .map(facet -> matrix(
                        facet.name().isBlank()
                                ? "%s by %s"
                                        .formatted(
                                                map.rows().name(), map.columns().name())
                                : facet.name(),
                        facet.values(),
                        map.rows(),
                        map.columns()))
                .toList();
    }

    private static Table matrix(String caption, Values values, Axis rows, Axis columns) {
        var head = new ArrayList<>(List.of(rows.name()));
        head.addAll(columns.labelsFor(values.columnCount()));
        List<List<String>> body = IntStream.range(0, values.rowCount())
                .mapToObj(row -> Stream.concat(
                                Stream.of(rows.label(row)),
                                IntStream.range(0, values.columnCount())
                                        .mapToObj(column -> Numbers.exact(values.at(row, column))))
                        .toList())
                .toList();
        return new Table(caption, head, body);
    }

    private static List<Table> lines(LineChart chart) {
        var tables = new ArrayList<>(List.of(series(chart.measure(), chart.places(), chart.series())));
        chart.reference().ifPresent(reference -> tables.add(ticks("Line across", chart.measure(), List.of(reference))));
        if (!chart.marks().isEmpty()) {
            tables.add(ticks("Marks", chart.places().name(), chart.marks()));
        }
        if (!chart.bands().isEmpty()) {
            List<List<String>> bands = chart.bands().stream()
                    .map(band -> List.of(
                            band.label(),
                            chart.places().label(band.first()),
                            chart.places().label(band.last())))
                    .toList();
            tables.add(new Table("Shaded", List.of("name", "first", "last"), bands));
        }
        return tables;
    }

    private static List<Table> bars(BarChart chart) {
        var tables = new ArrayList<>(List.of(series(chart.measure(), chart.categories(), chart.series())));
        chart.threshold().ifPresent(threshold -> tables.add(ticks("Line across", chart.measure(), List.of(threshold))));
        return tables;
    }

    private static Table series(String caption, Axis axis, List<Series> series) {
        var head = new ArrayList<>(List.of(axis.name()));
        series.forEach(each -> head.add(each.name()));
        List<List<String>> rows = IntStream.range(0, series.getFirst().values().size())
                .mapToObj(place -> Stream.concat(
                                Stream.of(axis.label(place)),
                                series.stream()
                                        .map(each -> Numbers.exact(each.values().get(place))))
                        .toList())
                .toList();
        return new Table(caption, head, rows);
    }

    private static List<Table> histogram(Histogram plot) {
        double[] edges = plot.edges();
        int[] counts = plot.counts();
        List<List<String>> rows = IntStream.range(0, plot.bins())
                .mapToObj(bin -> List.of(
                        Numbers.exact((float) edges[bin]),
                        Numbers.exact((float) edges[bin + 1]),
                        Integer.toString(counts[bin])))
                .toList();
        var tables = new ArrayList<>(List.of(new Table(plot.measure(), List.of("from", "to", "count"), rows)));
        if (!plot.ticks().isEmpty()) {
            tables.add(ticks("Marked", plot.measure(), plot.ticks()));
        }
        return tables;
    }

    private static Table ticks(String caption, String measure, List<Tick> ticks) {
        return new Table(
                caption,
                List.of("name", measure),
                ticks.stream()
                        .map(tick -> List.of(tick.label(), Numbers.exact(tick.value())))
                        .toList());
    }

    private static Table text(ColouredText plot) {
        boolean noted = !plot.notes().isEmpty();
        var head = new ArrayList<>(List.of("position", "token", plot.measure()));
        if (noted) {
            head.add("note");
        }
        List<List<String>> rows = IntStream.range(0, plot.tokens().size())
                .mapToObj(place -> Stream.concat(
                                Stream.of(
                                        Integer.toString(place),
                                        TokenText.visible(plot.tokens().get(place)),
                                        Numbers.exact(plot.values().get(place))),
                                noted ? Stream.of(plot.notes().get(place)) : Stream.empty())
                        .toList())
                .toList();
        return new Table("Tokens", head, rows);
    }
}
