package hookworks.lens.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@DisplayName("The SVG of a figure")
class SvgTest {
    static List<Figure> figures() {
        return Gallery.figures();
    }

    private static Document svg(Plot plot) {
        return Xml.parsed(plot.figure("Title", "Caption.").svg());
    }

    private static List<Element> ofClass(Document document, String name, String cssClass) {
        return Xml.elements(document, name).stream()
                .filter(element -> Arrays.asList(element.getAttribute("class").split(" ", -1))
                        .contains(cssClass))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("figures")
    @DisplayName("is one image with a name and a description")
    void accessible(Figure figure) {
        Element root = Xml.parsed(figure.svg()).getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo(Xml.SVG);
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("viewBox")).matches("0 0 \\d+ \\d+");
        List<Element> children = Xml.elements(root.getOwnerDocument(), "*");
        String[] named = root.getAttribute("aria-labelledby").split(" ", -1);
        assertThat(children)
                .filteredOn(element -> element.getAttribute("id").equals(named[0]))
                .singleElement()
                .returns("title", Element::getLocalName)
                .returns(figure.title(), Element::getTextContent);
        assertThat(children)
                .filteredOn(element -> element.getAttribute("id").equals(named[1]))
                .singleElement()
                .returns("desc", Element::getLocalName)
                .satisfies(desc -> assertThat(desc.getTextContent()).startsWith(figure.caption()));
    }

    @ParameterizedTest
    @MethodSource("figures")
    @DisplayName("stands alone, with the colours of both themes")
    void standsAlone(Figure figure) {
        String svg = figure.svg();
        assertThat(svg).contains("light-dark(").doesNotContain("href", "@import", "url(http");
        assertThat(svg.replace(Xml.SVG, "")).doesNotContain("http");
        assertThat(String.join(" ", Xml.texts(Xml.parsed(svg)))).contains(figure.title());
    }

    @Test
    @DisplayName("writes every number into its cell where there is room")
    void numbersInCells() {
        assertThat(Xml.texts(svg(Gallery.scores()))).contains("0.02", "0.93", "0.97", "layer", "head");
    }

    @Test
    @DisplayName("marks negative cells by a sign where there is no room for numbers")
    void signsInCells() {
        float[][] values = new float[40][40];
        values[3][5] = -1;
        values[4][5] = 1;
        List<Element> signs = Xml.elements(svg(HeatMap.of(values).diverging()), "path").stream()
                .filter(path -> path.getAttribute("class").startsWith("k-on"))
                .toList();
        assertThat(signs)
                .singleElement()
                .satisfies(sign -> assertThat(sign.getAttribute("d")).matches("M[^M]+L[^M]+"));
    }

    @Test
    @DisplayName("colours each cell by its own number, and hatches where there is none")
    void cells() {
        HeatMap map =
                HeatMap.of(new float[][] {{0, 0.5f, Float.NaN}, {1, 1, 0}}).withScale(ColourScale.unit());
        Document document = svg(map);
        Element cells = ofClass(document, "g", "hw-cells").getFirst();
        var paths = cells.getElementsByTagNameNS(Xml.SVG, "path");
        assertThat(paths.getLength()).isEqualTo(3);
        Element hatched = (Element) paths.item(0);
        assertThat(hatched.getAttribute("fill")).isEqualTo("url(#figure-title-hatch)");
        assertThat(document.getElementsByTagNameNS(Xml.SVG, "pattern").item(0))
                .isInstanceOfSatisfying(
                        Element.class,
                        pattern -> assertThat(pattern.getAttribute("id")).isEqualTo("figure-title-hatch"));
        Element half = (Element) paths.item(1);
        Element full = (Element) paths.item(2);
        assertThat(half.getAttribute("class")).isEqualTo("f-s32");
        assertThat(full.getAttribute("class")).isEqualTo("f-s64");
        assertThat(widths(full)).as("two neighbours in one run").containsExactly(88.0);
    }

    private static List<Double> widths(Element path) {
        return Pattern.compile("h(\\d[\\d.]*)v")
                .matcher(path.getAttribute("d"))
                .results()
                .map((MatchResult match) -> Double.valueOf(match.group(1)))
                .toList();
    }

    @Test
    @DisplayName("draws all facets on one scale")
    void oneScale() {
        var facets = List.of(
                new HeatMap.Facet("small", Values.of("small", new float[][] {{1}})),
                new HeatMap.Facet("large", Values.of("large", new float[][] {{4}})));
        Document document = svg(HeatMap.ofFacets(facets));
        assertThat(ofClass(document, "g", "hw-cells")).hasSize(3);
        assertThat(ofClass(document, "g", "hw-cells").subList(0, 2))
                .extracting(cells -> ((Element) cells.getLastChild().getPreviousSibling()).getAttribute("class"))
                .containsExactly("f-s16", "f-s64");
    }

    @Test
    @DisplayName("shows every head small, labelled by layer and head, and the first one large")
    void heads() {
        Document document = svg(Gallery.heads());
        assertThat(Xml.texts(document))
                .contains("0.0", "0.3", "1.0", "1.3", "Head 0.0", "destination token (query)", "source token (key)")
                .contains("·cat 2", "↵ 5", "masked: a later token");
        assertThat(ofClass(document, "g", "hw-cells"))
                .as("8 thumbnails, 1 large, 1 legend")
                .hasSize(10);
    }

    @Test
    @DisplayName("hatches what a causal mask forbids, and only with such a mask")
    void mask() {
        Values any = Values.of("pattern", new float[][] {{1, 0}, {0.5f, 0.5f}});
        var head = List.of(new AttentionHeads.Head(0, 0, any));
        var causal = new AttentionHeads(List.of("a", "b"), 2, head, AttentionHeads.Masking.CAUSAL);
        var open = new AttentionHeads(List.of("a", "b"), 2, head, AttentionHeads.Masking.NONE);
        assertThat(causal.figure("T", "C").svg()).contains("fill=\"url(#");
        assertThat(open.figure("T", "C").svg()).doesNotContain("fill=\"url(#");
    }

    @Test
    @DisplayName("says in words what each bar, point and token stands for")
    void notes() {
        assertThat(titles(Gallery.severalLines())).contains("held out, position 1: 2.5");
        assertThat(titles(Gallery.bars()))
                .hasSize(24)
                .anyMatch(words -> words.startsWith("head 0.3, previous token: "));
        assertThat(titles(Gallery.hits())).contains("·a (position 0), right (1) or not (0): 1");
        assertThat(titles(Gallery.histogram())).hasSize(50);
    }

    private static List<String> titles(Plot plot) {
        return ofClass(svg(plot), "g", "hw-mark").stream()
                .map(mark -> mark.getFirstChild().getTextContent())
                .toList();
    }

    @Test
    @DisplayName("tells series apart by dash and texture, not by colour alone")
    void dashes() {
        Document lines = svg(Gallery.severalLines());
        assertThat(ofClass(lines, "path", "k-orange"))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.getAttribute("stroke-dasharray")).isEqualTo("7 4"));
        assertThat(ofClass(lines, "path", "k-blue"))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.hasAttribute("stroke-dasharray")).isFalse());
    }

    @Test
    @DisplayName("says where numbers lie beyond its scale")
    void beyondTheScale() {
        HeatMap map = HeatMap.of(new float[][] {{-3, 5}}).withScale(new ColourScale.Diverging(1));
        assertThat(Xml.texts(svg(map))).contains("≤ −1", "≥ 1");
    }
}
