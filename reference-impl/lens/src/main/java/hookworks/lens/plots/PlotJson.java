package hookworks.lens.plots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The data of a figure as JSON with snake-case names; a number missing from a matrix is null. */
final class PlotJson {
    /** In ASCII, since half a surrogate pair, which a token may be, has no UTF-8. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private PlotJson() {}

    static String of(Figure figure) {
        try {
            return JSON.writeValueAsString(tree(figure));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and strings must be writable", e);
        }
    }

    private static ObjectNode tree(Figure figure) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", figure.plot().kind())
                .put("id", figure.id())
                .put("title", figure.title())
                .put("caption", figure.caption());
        json.set("data", data(figure.plot()));
        return json;
    }

    private static ObjectNode data(Plot plot) {
        ObjectNode data = JSON.createObjectNode();
        switch (plot) {
            case AttentionHeads heads -> heads(data, heads);
            case HeatMap map -> map(data, map);
            case LineChart chart -> lines(data, chart);
            case BarChart chart -> {
                axis(data.putObject("categories"), chart.categories(), chart.categoryCount());
                series(data, chart.measure(), chart.series());
                chart.threshold().ifPresent(threshold -> tick(data.putObject("threshold"), threshold));
            }
            case Histogram histogram -> histogram(data, histogram);
            case ColouredText text -> text(data, text);
        }
        return data;
    }

    private static void heads(ObjectNode data, AttentionHeads plot) {
        strings(data.putArray("tokens"), plot.tokens());
        strings(
                data.putArray("shown_tokens"),
                plot.tokens().stream().map(TokenText::visible).toList());
        data.put("given_tokens", plot.givenTokens());
        data.put("masking", plot.masking().name().toLowerCase(Locale.ROOT));
        ArrayNode heads = data.putArray("heads");
        for (AttentionHeads.Head head : plot.heads()) {
            ObjectNode node = heads.addObject()
                    .put("label", head.label())
                    .put("layer", head.layer())
                    .put("head", head.index());
            matrix(node.putArray("pattern"), head.pattern());
        }
    }

    private static void map(ObjectNode data, HeatMap map) {
        axis(data.putObject("rows"), map.rows(), map.rowCount());
        axis(data.putObject("columns"), map.columns(), map.columnCount());
        scale(data.putObject("scale"), map.scale());
        ArrayNode facets = data.putArray("facets");
        for (HeatMap.Facet facet : map.facets()) {
            ObjectNode node = facets.addObject().put("name", facet.name());
            matrix(node.putArray("values"), facet.values());
        }
        ArrayNode outlined = data.putArray("outlined");
        map.outlined().forEach(cell -> outlined.addArray().add(cell.row()).add(cell.column()));
    }

    private static void lines(ObjectNode data, LineChart chart) {
        axis(data.putObject("places"), chart.places(), chart.placeCount());
        series(data, chart.measure(), chart.series());
        ArrayNode bands = data.putArray("bands");
        for (LineChart.Band band : chart.bands()) {
            bands.addObject()
                    .put("first", band.first())
                    .put("last", band.last())
                    .put("label", band.label());
        }
        chart.reference().ifPresent(reference -> tick(data.putObject("reference"), reference));
        ticks(data.putArray("marks"), chart.marks());
    }

    private static void histogram(ObjectNode data, Histogram plot) {
        data.put("measure", plot.measure());
        floats(data.putArray("values"), plot.values());
        ArrayNode edges = data.putArray("edges");
        for (double edge : plot.edges()) {
            edges.add(edge);
        }
        ArrayNode counts = data.putArray("counts");
        for (int count : plot.counts()) {
            counts.add(count);
        }
        ticks(data.putArray("ticks"), plot.ticks());
    }

    private static void text(ObjectNode data, ColouredText plot) {
        strings(data.putArray("tokens"), plot.tokens());
        data.put("measure", plot.measure());
        floats(data.putArray("values"), plot.values());
        scale(data.putObject("scale"), plot.scale());
        strings(data.putArray("notes"), plot.notes());
    }

    private static void axis(ObjectNode json, Axis axis, int places) {
        json.put("name", axis.name());
        strings(json.putArray("labels"), axis.labelsFor(places));
    }

    private static void scale(ObjectNode json, ColourScale scale) {
        json.put("kind", Ramp.of(scale).name().toLowerCase(Locale.ROOT))
                .put("low", scale.low())
                .put("high", scale.high());
    }

    private static void series(ObjectNode data, String measure, List<Series> series) {
        data.put("measure", measure);
        ArrayNode array = data.putArray("series");
        for (Series each : series) {
            floats(array.addObject().put("name", each.name()).putArray("values"), each.values());
        }
    }

    private static void ticks(ArrayNode array, List<Tick> ticks) {
        ticks.forEach(tick -> tick(array.addObject(), tick));
    }

    private static void tick(ObjectNode json, Tick tick) {
        json.put("value", tick.value()).put("label", tick.label());
    }

    private static void matrix(ArrayNode array, Values values) {
        for (int row = 0; row < values.rowCount(); row++) {
            ArrayNode cells = array.addArray();
            for (int column = 0; column < values.columnCount(); column++) {
                float value = values.at(row, column);
                if (Float.isNaN(value)) {
                    cells.addNull();
                } else {
                    cells.add(value);
                }
            }
        }
    }

    private static void floats(ArrayNode array, List<Float> values) {
        values.forEach(array::add);
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
