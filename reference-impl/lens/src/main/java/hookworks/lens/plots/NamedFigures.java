package hookworks.lens.plots;

import hookworks.lens.plots.HeatMap.Facet;
import hookworks.lens.plots.LineChart.Band;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The pictures that the field draws again and again, from plain numbers. The caller gives the words around them. */
public final class NamedFigures {
    private NamedFigures() {}

    /** A score in 0..1 for each head, {@code [layer, head]}, such as how much it does induction. */
    public static HeatMap headScores(float[][] scores) {
        return perHead(scores).withScale(ColourScale.unit());
    }

    /**
     * What a change does to the loss, {@code [layer, head]}: loss with it minus loss without. Above 0 the head helped.
     */
    public static HeatMap lossDifference(float[][] difference) {
        return perHead(difference).diverging();
    }

    private static HeatMap perHead(float[][] values) {
        return HeatMap.of(values).withRows(Axis.counted("layer")).withColumns(Axis.counted("head"));
    }

    /**
     * What each component adds to the logit of the token that comes next.
     *
     * @param tokens {@code [position]}; the last one has no next one, and no row
     * @param attribution {@code [position - 1, 1 + layer * head]}: the direct path first, then {@code L0H0}, {@code L0H1}
     */
    public static HeatMap logitAttribution(List<String> tokens, float[][] attribution, int layers) {
        return logitAttribution(tokens, List.of(new Facet("", Values.of("attribution", attribution))), layers);
    }

    /** As above, for parts that are to be compared, on one scale; all have the rows of {@code tokens}. */
    public static HeatMap logitAttribution(List<String> tokens, List<Facet> parts, int layers) {
        Checks.notEmpty("parts", parts);
        Checks.notEmpty("tokens", tokens);
        int components = parts.getFirst().values().columnCount();
        if (layers < 1 || (components - 1) % layers != 0) {
            throw new IllegalArgumentException(
                    "%d columns are not one for the direct path and as many for each of %d layers"
                            .formatted(components, layers));
        }
        int heads = (components - 1) / layers;
        var names = new ArrayList<>(List.of("Direct"));
        for (int layer = 0; layer < layers; layer++) {
            for (int head = 0; head < heads; head++) {
                names.add("L%dH%d".formatted(layer, head));
            }
        }
        return HeatMap.ofFacets(parts)
                .withRows(Axis.ofTokens("token", tokens.subList(0, tokens.size() - 1)))
                .withColumns(new Axis("component", names))
                .diverging();
    }

    /**
     * How strongly each head of one layer composes with each of a later one through its queries, keys and values, above
     * what random weights give.
     *
     * @param queries {@code [earlier head, later head]}, as are {@code keys} and {@code values}
     * @param baseline the score of random weights, which is drawn as neutral
     */
    public static HeatMap compositionScores(float[][] queries, float[][] keys, float[][] values, float baseline) {
        Checks.finite("baseline", baseline);
        return HeatMap.ofFacets(List.of(
                        new Facet("Q-composition", above(baseline, "queries", queries)),
                        new Facet("K-composition", above(baseline, "keys", keys)),
                        new Facet("V-composition", above(baseline, "values", values))))
                .withRows(Axis.counted("earlier head"))
                .withColumns(Axis.counted("later head"))
                .diverging();
    }

    private static Values above(float baseline, String name, float[][] scores) {
        float[][] above = Values.of(name, scores).toArray();
        for (float[] row : above) {
            for (int column = 0; column < row.length; column++) {
                row[column] -= baseline;
            }
        }
        return Values.of(name, above);
    }

    /** The pairs of heads that compose most, strongest first; {@code scores} is {@code [earlier head, later head]}. */
    public static BarChart strongestCompositions(float[][] scores, int pairs, float baseline) {
        record Pair(int earlier, int later, float score) {}
        Values checked = Values.of("scores", scores);
        if (pairs < 1) {
            throw new IllegalArgumentException("pairs must be at least 1, got " + pairs);
        }
        List<Pair> strongest = IntStream.range(0, checked.rowCount() * checked.columnCount())
                .mapToObj(cell -> {
                    int earlier = Math.floorDiv(cell, checked.columnCount());
                    int later = cell % checked.columnCount();
                    return new Pair(earlier, later, checked.at(earlier, later));
                })
                .sorted(Comparator.comparingDouble(Pair::score).reversed())
                .limit(pairs)
                .toList();
        var names = new Axis(
                "pair of heads",
                strongest.stream()
                        .map(pair -> "%d → %d".formatted(pair.earlier(), pair.later()))
                        .toList());
        var series = new Series(
                "composition score", strongest.stream().map(Pair::score).toList());
        return BarChart.of("composition score", names, series).withThreshold(new Tick(baseline, "random weights"));
    }

    /**
     * Log-probability of each token of a text that is said twice, after one first token.
     *
     * @param tokens {@code [1 + 2 * period]}
     * @param logProbs {@code [2 * period]}: of every token but the first
     */
    public static LineChart repeatedTokenLogProbs(List<String> tokens, float[] logProbs, int period, int vocabulary) {
        Checks.sameCount("logProbs", logProbs.length, "tokens after the first", tokens.size() - 1);
        if (period < 1 || 2 * period != logProbs.length) {
            throw new IllegalArgumentException(
                    "a period of %d does not repeat once in %d tokens".formatted(period, logProbs.length));
        }
        if (vocabulary < 1) {
            throw new IllegalArgumentException("vocabulary must be at least 1, got " + vocabulary);
        }
        return LineChart.of("log-probability (nats)", Series.of("right next token", logProbs))
                .withPlaces(Axis.ofTokens("token", tokens.subList(1, tokens.size())))
                .withBands(
                        List.of(new Band(0, period - 1, "first time"), new Band(period, 2 * period - 1, "second time")))
                .withReference(new Tick((float) -Math.log(vocabulary), "chance"))
                .withMarks(List.of(new Tick(period, "the text repeats")));
    }

    /**
     * How much each head attends to the current, the previous and the first token.
     *
     * @param heads the labels of {@code scores}
     * @param scores {@code [layer * head, 3]}
     */
    public static BarChart patternScores(List<String> heads, float[][] scores, float threshold) {
        Values checked = Values.of("scores", scores);
        if (checked.columnCount() != 3) {
            throw new IllegalArgumentException(
                    "scores must have 3 columns (current, previous, first token), got " + checked.columnCount());
        }
        return BarChart.of(
                        "average attention",
                        new Axis("head", heads),
                        column("current token", checked, 0),
                        column("previous token", checked, 1),
                        column("first token", checked, 2))
                .withThreshold(new Tick(threshold, "threshold"));
    }

    private static Series column(String name, Values values, int column) {
        return new Series(
                name,
                IntStream.range(0, values.rowCount())
                        .mapToObj(row -> values.at(row, column))
                        .toList());
    }
}
