package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.hooks.HookName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActNamesTest {
    @Test
    @DisplayName("makes the full name that the reference makes of every recorded short one")
    void reproduces() throws IOException {
        Path beside = GoldenCase.root().resolve("act_names.json");
        Path recorded = Files.exists(beside) ? beside : Path.of("src/test/resources/golden/act_names.json");
        JsonNode pairs = new JsonMapper().readTree(recorded.toFile());
        assertThat(pairs).isNotEmpty();
        for (JsonNode pair : pairs) {
            assertThat(full(pair.get(0)))
                    .as("%s", pair.get(0))
                    .isEqualTo(pair.get(1).textValue());
        }
    }

    @Test
    @DisplayName("reads a layer and a part that run together with the name")
    void runTogether() {
        assertThat(HookName.of("k6a")).isEqualTo("blocks.6.attn.hook_k");
        assertThat(HookName.of("scale4ln1")).isEqualTo("blocks.4.ln1.hook_scale");
        assertThat(HookName.of("resid_pre3")).isEqualTo("blocks.3.hook_resid_pre");
        assertThat(HookName.of("attn.hook_q", 2)).isEqualTo("blocks.2.attn.hook_q");
    }

    private static String full(JsonNode arguments) {
        String name = arguments.get(0).textValue();
        return switch (arguments.size()) {
            case 1 -> HookName.of(name);
            case 2 -> HookName.of(name, arguments.get(1).intValue());
            default ->
                HookName.of(name, arguments.get(1).intValue(), arguments.get(2).textValue());
        };
    }
}
