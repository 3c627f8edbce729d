package hookworks.lens.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RecordedLogitsTest {
    /** The recording library computes positions, scores or norms in float32 even where weights are float64. */
    private static final double FLOAT32_STEPS = 3e-5;

    @TempDir
    private static Path temporary;

    private static JsonNode recorded = new JsonMapper().createObjectNode();
    static List<FamilyCase> cases = List.of();

    /** Writes to {@code -Dhookworks.families} where that is given, for a new recording. */
    @BeforeAll
    static void write() throws IOException {
        Path root = Path.of(System.getProperty("hookworks.families", temporary.toString()));
        recorded = new JsonMapper()
                .readTree(Path.of("src/test/resources/families/recorded.json").toFile());
        cases = Families.writeAll(root, recorded.required("seed").asLong());
    }

    @ParameterizedTest
    @DisplayName("the reference computes what the library that defines these families does")
    @FieldSource("cases")
    void agrees(FamilyCase model) {
        int[] tokens = new JsonMapper().convertValue(recorded.required("tokens"), int[].class);
        int[] positions = new JsonMapper().convertValue(recorded.required("positions"), int[].class);
        double[][] theirs =
                new JsonMapper().convertValue(recorded.required("logits").required(model.name()), double[][].class);
        double[][] ours = Reference.logits(model.folder(), tokens);
        assertThat(theirs).hasDimensions(positions.length, 61);
        for (int row = 0; row < positions.length; row++) {
            assertThat(ours[positions[row]])
                    .as("logits at position %d", positions[row])
                    .containsExactly(theirs[row], within(FLOAT32_STEPS));
        }
    }
}
