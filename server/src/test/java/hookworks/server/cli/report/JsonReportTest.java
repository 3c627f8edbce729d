package hookworks.server.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The JSON report")
final class JsonReportTest {
    private final String json = new JsonReport(Reports.OUTLINE).write(Reports.mixed(), Isolation.BUBBLEWRAP);

    @Test
    @DisplayName("is, byte for byte, the one that the documentation's readers rely on")
    void matchesTheGoldenFile() {
        assertThat(json).isEqualTo(GoldenFile.text("mixed.json"));
    }

    @Test
    @DisplayName("gives back hostile feedback unchanged to whoever parses it")
    void keepsFeedback() throws IOException {
        JsonNode check = new ObjectMapper().readTree(json).at("/exercises/0/checks/1");

        assertThat(check.get("feedback").asText()).isEqualTo(Reports.HOSTILE);
    }

    @Test
    @DisplayName("says of a check that was nearly decided otherwise by how much, and of no other")
    void saysWhatIsBorderline() throws IOException {
        String written = new JsonReport(Reports.OUTLINE).write(Reports.narrow(), Isolation.BUBBLEWRAP);

        JsonNode checks = new ObjectMapper().readTree(written).at("/exercises/0/checks");
        assertThat(checks.at("/0").has("borderline")).isFalse();
        assertThat(checks.at("/1/borderline").toString())
                .isEqualTo("{\"answer\":\"scores\",\"difference\":2.0E-4,\"allowed\":1.0E-4}");
    }

    @Test
    @DisplayName("writes the seed as text, which keeps all its 64 bits")
    void writesTheSeedAsText() throws IOException {
        assertThat(new ObjectMapper().readTree(json).get("seed").asText()).isEqualTo("9223372036854775807");
    }
}
