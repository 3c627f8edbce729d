package hookworks.lens.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hookworks.lens.plots.AttentionHeads.Masking;
import hookworks.lens.plots.LineChart.Band;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plot refuses")
class RefusalsTest {
    private static final List<String> AB = List.of("a", "b");

    private static void refused(ThrowingCallable making, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(making)
                .satisfies(error -> assertThat(error.getMessage()).contains(words));
    }

    private static AttentionHeads heads(float[][]... patterns) {
        return AttentionHeads.ofLayer(3, AB, patterns, Masking.CAUSAL);
    }

    @Test
    @DisplayName("numbers that are not finite, and says where they are")
    void notFinite() {
        refused(() -> HeatMap.of(new float[][] {{0, 1}, {2, Float.POSITIVE_INFINITY}}), "values[1][1]", "Infinity");
        refused(() -> Values.of("scores", new float[][] {{0, Float.NaN}}), "scores[0][1]", "NaN");
        refused(() -> Series.of("loss", 1, Float.NaN), "series 'loss'[1]", "NaN");
        refused(() -> Histogram.of("score", new float[] {Float.NEGATIVE_INFINITY}, 3), "values[0]", "-Infinity");
        refused(() -> ColouredText.of("loss", AB, new float[] {0, Float.NaN}), "values[1]", "NaN");
        refused(() -> new Tick(Float.NaN, "chance"), "tick 'chance'", "NaN");
        refused(() -> new ColourScale.Diverging(Float.NaN), "limit", "NaN");
        refused(() -> heads(new float[][] {{1, 0}, {Float.NaN, 1}}), "pattern 3.0[1][0]", "NaN");
    }

    @Test
    @DisplayName("nothing")
    void nothing() {
        refused(() -> HeatMap.of(new float[0][]), "values", "at least one row");
        refused(() -> HeatMap.of(new float[][] {{}}), "values", "one column");
        refused(() -> HeatMap.ofFacets(List.of()), "facets must not be empty");
        refused(() -> Series.of("loss"), "series 'loss' must not be empty");
        refused(() -> LineChart.of("loss"), "series must not be empty");
        refused(() -> Histogram.of("score", new float[0], 3), "values must not be empty");
        refused(() -> ColouredText.of("loss", List.of(), new float[0]), "values must not be empty");
        refused(() -> AttentionHeads.ofLayers(AB, List.of(), Masking.CAUSAL), "heads must not be empty");
        refused(() -> AttentionHeads.ofLayers(List.of(), List.of(), Masking.CAUSAL), "tokens must not be empty");
        refused(() -> HtmlPage.html("T", List.of()), "figures must not be empty");
    }

    @Test
    @DisplayName("ragged rows and facets of other shapes")
    void ragged() {
        refused(() -> HeatMap.of(new float[][] {{0, 1}, {2}}), "values is ragged", "row 1 has 1", "row 0 has 2");
        var facets = List.of(
                new HeatMap.Facet("one", Values.of("one", new float[][] {{0}})),
                new HeatMap.Facet("two", Values.of("two", new float[][] {{0, 1}})));
        refused(() -> HeatMap.ofFacets(facets), "facet 'two' is 1 x 2", "first one is 1 x 1");
        refused(() -> LineChart.of("m", Series.of("x", 1, 2), Series.of("y", 1)), "series 'y' has 1", "series 'x'");
    }

    @Test
    @DisplayName("more or fewer labels than there are places")
    void labels() {
        refused(() -> HeatMap.of(new float[][] {{0, 1, 2}}).withColumns(new Axis("head", AB)), "axis 'head'", "2", "3");
        refused(() -> HeatMap.of(new float[][] {{0, 1, 2}}).withRows(new Axis("layer", AB)), "axis 'layer'", "2", "1");
        refused(() -> BarChart.of("m", new Axis("pair", AB), Series.of("x", 1)), "axis 'pair'");
        refused(() -> ColouredText.of("m", AB, new float[] {1}), "values has 1", "2 tokens");
        refused(() -> ColouredText.of("m", AB, new float[] {1, 2}).withNotes(List.of("x")), "notes has 1");
        refused(() -> heads(new float[][] {{1}}), "head 3.0 is 1 x 1", "2 tokens");
    }

    @Test
    @DisplayName("attention that is no share, or that looks ahead of a causal mask")
    void patterns() {
        refused(() -> heads(new float[][] {{1, 0}, {7, 0}}), "head 3.0", "query 1 to key 0", "7.0", "heat map");
        refused(() -> heads(new float[][] {{0.5f, 0.5f}, {0, 1}}), "query 0 to the later key 1", "0.5", "swapped");
    }

    @Test
    @DisplayName("what lies outside of what is drawn")
    void outside() {
        LineChart chart = LineChart.of("m", Series.of("x", 1, 2));
        refused(() -> chart.withBands(List.of(new Band(1, 2, "late"))), "late", "2 places");
        refused(() -> chart.withMarks(List.of(new Tick(2, "end"))), "end", "2 places");
        refused(() -> HeatMap.of(new float[][] {{0}}).withOutlined(List.of(new HeatMap.Cell(0, 1))), "column=1");
        refused(() -> Histogram.of("m", new float[] {1}, 0), "bins", "0");
        refused(() -> new ColourScale.Sequential(1, 1), "1.0", "no room");
        refused(() -> new ColourScale.Diverging(0), "limit", "0");
    }

    @Test
    @DisplayName("more series than can be told apart")
    void crowds() {
        Series x = Series.of("x", 1);
        refused(() -> LineChart.of("m", x, x, x, x, x), "5 series", "at most 4");
    }

    @Test
    @DisplayName("words that are missing, and ids that a page cannot use")
    void words() {
        HeatMap map = HeatMap.of(new float[][] {{0}});
        refused(() -> map.figure(" ", "C"), "title", "blank");
        refused(() -> map.figure("T", ""), "caption", "blank");
        refused(() -> map.figure("T", "C").withId("a b"), "'a b'");
        refused(() -> map.withRows(Axis.counted("")), "name of an axis");
        refused(() -> LineChart.of("", Series.of("x", 1)), "measure");
    }
}
