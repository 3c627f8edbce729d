package hookworks.lens.plots;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.plots.AttentionHeads.Masking;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

@DisplayName("A label that tries to be markup")
class HostileLabelsTest {
    private static final String ATTACK =
            "</script><script>alert(1)</script>]]>\"'><img src=x onerror=alert(2)><!-- & \u0000 \ud800 \u202e \u2028";

    /** Every place where a caller's text can go. */
    static List<Figure> figures() {
        var twice = List.of(ATTACK, ATTACK);
        var axis = new Axis(ATTACK, twice);
        var tick = new Tick(0.5f, ATTACK);
        var series = Series.of(ATTACK, 0, 1);
        var facets = List.of(new HeatMap.Facet(ATTACK, Values.of("v", new float[][] {{0, 1}, {2, 3}})));
        return List.of(
                figure(AttentionHeads.ofLayer(0, twice, new float[][][] {{{1, 0}, {0.5f, 0.5f}}}, Masking.CAUSAL)),
                figure(HeatMap.ofFacets(facets).withRows(axis).withColumns(axis)),
                figure(LineChart.of(ATTACK, series)
                        .withPlaces(axis)
                        .withBands(List.of(new LineChart.Band(0, 1, ATTACK)))
                        .withReference(tick)
                        .withMarks(List.of(tick))),
                figure(BarChart.of(ATTACK, axis, series).withThreshold(tick)),
                figure(Histogram.of(ATTACK, new float[] {1, 2}, 2).withTicks(List.of(tick))),
                figure(ColouredText.of(ATTACK, twice, new float[] {0, 1}).withNotes(twice)));
    }

    private static Figure figure(Plot plot) {
        return plot.figure(ATTACK, ATTACK);
    }

    @ParameterizedTest
    @MethodSource("figures")
    @DisplayName("is text in the SVG")
    void svg(Figure figure) {
        Document document = Xml.parsed(figure.svg());
        assertThat(document.getElementsByTagNameNS("*", "script").getLength()).isZero();
        assertThat(document.getElementsByTagNameNS("*", "img").getLength()).isZero();
        assertThat(document.getElementsByTagNameNS("*", "title").item(0).getTextContent())
                .startsWith("</script><script>alert(1)</script>");
    }

    @ParameterizedTest
    @MethodSource("figures")
    @DisplayName("is text in the page, where only the data and nothing else is in a script element")
    void html(Figure figure) {
        String html = figure.html();
        assertThat(html).doesNotContain("<img").doesNotContain("<!--").doesNotContain("<script>");
        assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(1);
        assertThat(Pattern.compile("</script").matcher(html).results()).hasSize(1);
        assertThat(Xml.parsed(html).getElementsByTagName("script").item(0).getTextContent())
                .doesNotContain("<", ">", "&", "\u2028");
    }

    @ParameterizedTest
    @MethodSource("figures")
    @DisplayName("comes back unchanged from the data in the page")
    void json(Figure figure) throws Exception {
        String script =
                Xml.parsed(figure.html()).getElementsByTagName("script").item(0).getTextContent();
        assertThat(new JsonMapper().readTree(script)).isEqualTo(new JsonMapper().readTree(figure.json()));
        assertThat(new JsonMapper().readTree(script).get("title").asText()).startsWith("</script><script>");
    }

    @Test
    @DisplayName("is text in the head of an exported page")
    void page() {
        String page = HtmlPage.html(ATTACK, figures());
        assertThat(page)
                .contains("<title>&lt;/script&gt;")
                .doesNotContain("<img")
                .doesNotContain("alert(1)</script");
        assertThat(Pattern.compile("<script>").matcher(page).results())
                .as("ours")
                .hasSize(1);
    }

    @Test
    @DisplayName("shows its invisible characters")
    void invisible() {
        assertThat(TokenText.visible(" a\n\t\u0000\u202e\u00a0")).isEqualTo("·a↵⇥␀‹202e›‹a0›");
        assertThat(TokenText.visible("")).isEqualTo("∅");
        assertThat(TokenText.visible("😀é")).isEqualTo("😀é");
    }
}
