package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The files of a tokenizer")
class TokenizerFilesTest {
    private static final BytePairs PAIRS = BpeTrainer.train(List.of(Toy.text()), 290);

    @TempDir
    private Path folder;

    private JsonNode tokenizer;

    @BeforeEach
    void write() throws IOException {
        TokenizerFiles.write(PAIRS, 16, folder);
        tokenizer = read("tokenizer.json");
    }

    @Test
    @DisplayName("name every id once")
    void ids() {
        var ids =
                tokenizer.at("/model/vocab").valueStream().map(JsonNode::asInt).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(290).contains(0, 289);
    }

    @Test
    @DisplayName("spell each merge with tokens of the vocabulary, whose joined spelling is the merge's own id")
    void merges() {
        JsonNode vocabulary = tokenizer.at("/model/vocab");
        JsonNode merges = tokenizer.at("/model/merges");
        assertThat(merges).hasSize(290 - 257);
        for (int place = 0; place < merges.size(); place++) {
            String[] halves = merges.get(place).asText().split(" ", -1);
            assertThat(halves).hasSize(2).allMatch(vocabulary::has);
            assertThat(vocabulary.get(halves[0] + halves[1]).asInt()).isEqualTo(256 + place);
        }
    }

    @Test
    @DisplayName("spell a space as other byte-level tokenizers do")
    void space() {
        assertThat(tokenizer.at("/model/vocab").get("\u0120").asInt()).isEqualTo(' ');
        assertThat(tokenizer.at("/model/vocab").get("\u010a").asInt()).isEqualTo('\n');
    }

    @Test
    @DisplayName("declare the special token in both files")
    void special() throws IOException {
        assertThat(tokenizer.at("/added_tokens/0/id").asInt()).isEqualTo(PAIRS.special());
        assertThat(tokenizer.at("/added_tokens/0/content").asText()).isEqualTo("<|endoftext|>");
        JsonNode config = read("tokenizer_config.json");
        assertThat(List.of("bos_token", "eos_token", "pad_token"))
                .allMatch(field -> config.path(field).asText().equals("<|endoftext|>"));
        assertThat(config.path("model_max_length").asInt()).isEqualTo(16);
    }

    private JsonNode read(String file) throws IOException {
        return JsonMapper.builder().build().readTree(folder.resolve(file).toFile());
    }
}
