package hookworks.lens.plots;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

@DisplayName("The numbers of a figure")
class FigureDataTest {
    private static final float[][] AWKWARD = {{0.1f, -1e-20f, 3.4028235e38f}, {Float.MIN_VALUE, 16777216f, 0.33333334f}
    };

    private static JsonNode json(Plot plot) {
        try {
            return new JsonMapper().readTree(plot.figure("T", "C").json());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<List<String>> cells(Plot plot) {
        Document document = Xml.parsed("<div>" + plot.figure("T", "C").tableHtml() + "</div>");
        NodeList rows = document.getElementsByTagName("tr");
        var cells = new ArrayList<List<String>>();
        for (int row = 0; row < rows.getLength(); row++) {
            NodeList children = rows.item(row).getChildNodes();
            cells.add(IntStream.range(0, children.getLength())
                    .mapToObj(i -> children.item(i).getTextContent())
                    .toList());
        }
        return cells;
    }

    @Test
    @DisplayName("come back from JSON bit for bit")
    void roundTrip() {
        JsonNode values = json(HeatMap.of(AWKWARD)).at("/data/facets/0/values");
        for (int row = 0; row < AWKWARD.length; row++) {
            for (int column = 0; column < AWKWARD[row].length; column++) {
                assertThat(Float.parseFloat(values.get(row).get(column).asText()))
                        .isEqualTo(AWKWARD[row][column]);
            }
        }
    }

    @Test
    @DisplayName("stand in the table with every digit, beside their labels")
    void table() {
        HeatMap map = HeatMap.of(AWKWARD)
                .withRows(new Axis("layer", List.of("a", "b")))
                .withColumns(Axis.counted("head"));
        assertThat(cells(map))
                .containsExactly(
                        List.of("layer", "0", "1", "2"),
                        List.of("a", "0.1", "-1.0E-20", "3.4028235E38"),
                        List.of("b", "1.4E-45", "1.6777216E7", "0.33333334"));
    }

    @Test
    @DisplayName("are absent from table and JSON where there are none")
    void gaps() {
        HeatMap map = HeatMap.of(new float[][] {{Float.NaN, 2}});
        assertThat(cells(map).getLast()).containsExactly("0", "", "2.0");
        assertThat(json(map).at("/data/facets/0/values/0/0").isNull()).isTrue();
    }

    @Test
    @DisplayName("of attention heads are whole in JSON, with tokens as they were given")
    void heads() {
        JsonNode data = json(Gallery.heads()).get("data");
        assertThat(data.at("/tokens/5").asText()).isEqualTo("\n");
        assertThat(data.at("/shown_tokens/5").asText()).isEqualTo("↵");
        assertThat(data.get("masking").asText()).isEqualTo("causal");
        float[][] pattern = Gallery.heads().heads().get(5).pattern().toArray();
        assertThat(data.at("/heads/5/label").asText()).isEqualTo("1.1");
        for (int query = 0; query < pattern.length; query++) {
            for (int key = 0; key < pattern.length; key++) {
                assertThat(data.at("/heads/5/pattern").get(query).get(key).floatValue())
                        .isEqualTo(pattern[query][key]);
            }
        }
    }

    @Test
    @DisplayName("of small attention patterns are tables, of large ones the strongest sources of each token")
    void headTables() {
        assertThat(Tables.of(Gallery.heads()).tables()).hasSize(8);
        List<Table> large = Tables.of(Gallery.longHeads(40)).tables();
        assertThat(large).singleElement().satisfies(table -> {
            assertThat(table.rows()).hasSize(40);
            assertThat(table.head()).hasSize(25);
            assertThat(table.rows().get(10).get(1)).startsWith("·w9 9: ");
        });
    }

    @Test
    @DisplayName("of a text longer than can be shown are cut, and the figure says so")
    void cut() {
        Figure figure = Gallery.longHeads(120).figure("T", "C");
        assertThat(json(figure.plot()).at("/data/tokens")).hasSize(101);
        assertThat(json(figure.plot()).at("/data/given_tokens").asInt()).isEqualTo(120);
        assertThat(figure.html()).contains("Shows the first 101 of 120 tokens");
        assertThat(figure.svg()).contains("Shows the first 101 of 120 tokens");
        assertThat(Gallery.longHeads(101).figure("T", "C").html()).doesNotContain("Shows the first");
    }

    @Test
    @DisplayName("of a histogram are counted once each, the largest in the last bin")
    void histogram() {
        Histogram plot = Histogram.of("score", new float[] {0, 0.24f, 0.25f, 0.9f, 1}, 4);
        assertThat(plot.edges()).containsExactly(0, 0.25, 0.5, 0.75, 1);
        assertThat(plot.counts()).containsExactly(2, 1, 0, 2);
        assertThat(cells(plot)).contains(List.of("0.75", "1.0", "2"));
        assertThat(Histogram.of("score", new float[] {7, 7}, 3).counts()).containsExactly(0, 2, 0);
    }

    @Test
    @DisplayName("of lines and bars have a column for each series, and a table for what is marked")
    void series() {
        assertThat(cells(Gallery.severalLines()))
                .containsSubsequence(
                        List.of("position", "train", "held out"),
                        List.of("1", "2.0", "2.5"),
                        List.of("after warm-up", "1", "2"));
        assertThat(cells(Gallery.bars())).contains(List.of("threshold", "0.4"));
        assertThat(json(Gallery.lines()).at("/data/reference/label").asText()).isEqualTo("chance");
    }

    @Test
    @DisplayName("of tokens have position, visible spelling and note")
    void tokens() {
        assertThat(cells(Gallery.hits())).contains(List.of("0", "·a", "1.0", "✓ 257"));
    }

    @Test
    @DisplayName("have a kind, a title and a caption with them")
    void words() {
        for (Figure figure : Gallery.figures()) {
            JsonNode json = json(figure.plot());
            assertThat(json.get("kind").asText()).isEqualTo(figure.plot().kind());
            assertThat(json.get("title").asText()).isEqualTo("T");
            assertThat(json.get("caption").asText()).isEqualTo("C");
        }
    }

    @Test
    @DisplayName("cannot be changed after the figure was made")
    void immutable() {
        float[][] values = {{1, 2}};
        HeatMap map = HeatMap.of(values);
        values[0][0] = 9;
        map.facets().getFirst().values().toArray()[0][1] = 9;
        assertThat(map).isEqualTo(HeatMap.of(new float[][] {{1, 2}}));
    }
}
