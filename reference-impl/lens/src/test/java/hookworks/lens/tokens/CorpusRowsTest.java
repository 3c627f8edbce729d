package hookworks.lens.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rows to train on")
class CorpusRowsTest {
    private static final Path STORIES = Path.of("src/test/resources/models/stories260k");

    @TempDir
    private Path folder;

    private List<String> rows(List<String> texts, int maxLength, Bos bos) throws IOException {
        TokenizerJson.byteLevel().special("<pad>", "‖").write(folder);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"‖\", \"pad_token\": \"<pad>\"}");
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            return Arrays.stream(tokenizer.tokenizeAndConcatenate(texts, maxLength, bos))
                    .map(tokenizer::toString)
                    .toList();
        }
    }

    @Test
    @DisplayName("hold all texts with an EOS between two; what does not fill a row is dropped")
    void concatenates() throws IOException {
        assertThat(rows(List.of("abcd", "ef", "", "gh"), 4, Bos.NONE)).containsExactly("abcd", "‖ef‖");
        assertThat(rows(List.of("abcd", "efg"), 4, Bos.NONE)).containsExactly("abcd", "‖efg");
    }

    @Test
    @DisplayName("begin with a BOS if asked, which takes a place")
    void bos() throws IOException {
        assertThat(rows(List.of("abcd", "efg"), 4, Bos.PREPEND)).containsExactly("‖abc", "‖d‖e");
    }

    @Test
    @DisplayName("are one padded row where there is too little for a full one, and none where there is nothing")
    void little() throws IOException {
        assertThat(rows(List.of("a", "b"), 6, Bos.PREPEND)).containsExactly("‖a‖b<pad><pad>");
        assertThat(rows(List.of("abc"), 3, Bos.NONE)).containsExactly("abc");
        assertThat(rows(List.of(), 3, Bos.NONE)).isEmpty();
        assertThat(rows(List.of(" \n"), 3, Bos.PREPEND)).isEmpty();
        assertThat(rows(List.of("", ""), 2, Bos.NONE)).containsExactly("‖<pad>");
    }

    @Test
    @DisplayName("have no BOS inside, though the tokenizer adds one to every text")
    void llama() {
        try (Tokenizer llama = Tokenizer.open(STORIES)) {
            assertThat(llama.tokenizeAndConcatenate(List.of("Once", "Once upon"), 5, Bos.PREPEND))
                    .isDeepEqualTo(new long[][] {{1, 403, 2, 403, 407}});
        }
    }

    @Test
    @DisplayName("need room for a token, and an EOS where there are two texts")
    void refuses(@TempDir Path other) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows(List.of("a"), 1, Bos.PREPEND))
                .withMessageContaining("maxLength=1 leaves a row no room");
        assertThatIllegalArgumentException().isThrownBy(() -> rows(List.of("a"), 0, Bos.NONE));
        Path bare = TokenizerJson.byteLevel().write(other);
        try (Tokenizer without = Tokenizer.open(bare)) {
            assertThat(without.tokenizeAndConcatenate(List.of("ab"), 2, Bos.NONE))
                    .hasDimensions(1, 2);
            assertThatExceptionOfType(TokenizerException.class)
                    .isThrownBy(() -> without.tokenizeAndConcatenate(List.of("a", "b"), 2, Bos.NONE))
                    .withMessageContaining("EOS");
        }
    }
}
