package hookworks.lens.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Stories260kTest {
    private static final Path FOLDER = Path.of("src/test/resources/models/stories260k");
    /** Both sides are double precision; theirs may sum in another order. */
    private static final double DOUBLE_SUM = 1e-9;

    private static JsonNode expected = new JsonMapper().createObjectNode();
    private static int[] tokens = {};
    private static double[][] logits = {};

    @BeforeAll
    static void run() throws IOException {
        expected = new JsonMapper().readTree(FOLDER.resolve("expected.json").toFile());
        tokens = new JsonMapper().convertValue(expected.required("tokens"), int[].class);
        logits = Reference.logits(FOLDER, Arrays.copyOf(tokens, tokens.length - 1));
    }

    @Test
    @DisplayName("a real Llama continues its story greedily, token for token, as was recorded of it")
    void continues() {
        assertThat(tokens).hasSize(200).startsWith(1);
        int[] chosen = new int[tokens.length];
        chosen[0] = tokens[0];
        for (int pos = 0; pos < logits.length; pos++) {
            chosen[pos + 1] = likeliest(logits[pos]);
        }
        assertThat(chosen).containsExactly(tokens);
    }

    private static int likeliest(double[] row) {
        int best = 0;
        for (int token = 1; token < row.length; token++) {
            best = row[token] > row[best] ? token : best;
        }
        return best;
    }

    @Test
    @DisplayName("its mean loss on the first 64 tokens is the recorded one")
    void loss() {
        double sum = 0;
        for (int pos = 0; pos < 63; pos++) {
            double partition = Arrays.stream(logits[pos]).map(Math::exp).sum();
            sum += Math.log(partition) - logits[pos][tokens[pos + 1]];
        }
        assertThat(sum / 63).isCloseTo(expected.required("loss_first_64").asDouble(), within(DOUBLE_SUM));
    }
}
