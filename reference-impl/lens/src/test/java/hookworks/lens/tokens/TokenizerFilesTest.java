package hookworks.lens.tokens;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A tokenizer's files")
class TokenizerFilesTest {
    @TempDir
    private Path folder;

    private void refused(String... parts) {
        var refusal = assertThatExceptionOfType(TokenizerException.class)
                .isThrownBy(() -> Tokenizer.open(folder))
                .withMessageContaining("cannot open '" + folder);
        for (String part : parts) {
            refusal.withMessageContaining(part);
        }
    }

    @Test
    @DisplayName("must be there; a message says which file would be read")
    void missing() throws IOException {
        Files.writeString(folder.resolve("tokenizer.model"), "");
        refused(folder.resolve("tokenizer.json") + "': there is no such file", "other formats (tokenizer.model");
    }

    @Test
    @DisplayName("must be files")
    void unreadable() throws IOException {
        Files.createDirectory(folder.resolve("tokenizer.json"));
        refused("Is a directory");
    }

    @ParameterizedTest
    @DisplayName("must define a tokenizer")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"version": "1.0", "mod                                                   | it is not valid JSON
            {} {}                                                                     | it is not valid JSON
            ``                                                                        | it must be one JSON object
            []                                                                        | it must be one JSON object
            {}                                                                        | it has no vocabulary
            {"model": {"vocab": {"a": -1}}}                                           | token 'a' has the id -1
            {"model": {"vocab": {"a": 1.5}}}                                          | token 'a' has the id 1.5
            {"model": {"vocab": {"a": 2147483647}}}                                   | token 'a' has the id 2147483647
            {"model": {"vocab": {"a": 0}}, "added_tokens": [{"content": "<b>"}]}      | token '<b>' has the id
            {"version": "1.0", "model": {"type": "Zork", "vocab": {"a": 0}}}          | the tokenizer library does not accept it
            """)
    void malformed(String json, String message) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), json);
        refused("tokenizer.json'", message);
    }

    @ParameterizedTest
    @DisplayName("must name special tokens as text")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"bos_token": 5}               | bos_token must be a token or null, got 5
            {"eos_token": {"id": 5}}       | eos_token must be a token or null, got {"id":5}
            {"pad_token"                   | it is not valid JSON
            """)
    void malformedNames(String json, String message) throws IOException {
        TokenizerJson.gpt2().write(folder);
        Files.writeString(folder.resolve("special_tokens_map.json"), json);
        refused("special_tokens_map.json'", message);
    }

    @Test
    @DisplayName("must be of one model: a special token that the vocabulary lacks is not one")
    void mixed() throws IOException {
        TokenizerJson.gpt2().write(folder);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"pad_token\": \"<pad>\"}");
        refused("name the pad_token '<pad>', which its vocabulary lacks", "take all files from the same model");
    }
}
