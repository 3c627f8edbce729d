package hookworks.lens.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A tokenizer like GPT-2's")
class TokenizerTest {
    private static final String TEXT = "the cat sat the hello";

    @TempDir
    private Path folder;

    private Tokenizer tokenizer;
    private long end;

    @BeforeEach
    void open() throws IOException {
        TokenizerJson json = TokenizerJson.gpt2();
        tokenizer = Tokenizer.open(json.write(folder));
        end = json.idOf("<|endoftext|>");
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    @DisplayName("puts its only special token before a text if asked, and is not confused by one that the text spells")
    void bos() {
        assertThat(tokenizer.toStrTokens(TEXT, Bos.PREPEND))
                .containsExactly("<|endoftext|>", "the", " cat", " sat", " the", " ", "hell", "o");
        assertThat(tokenizer.toStrTokens(TEXT, Bos.NONE)).startsWith("the").doesNotContain("<|endoftext|>");
        assertThat(tokenizer.toTokens("", Bos.PREPEND)).containsExactly(end);
        assertThat(tokenizer.toTokens("", Bos.NONE)).isEmpty();
        assertThat(tokenizer.toStrTokens("<|endoftext|> cat", Bos.NONE)).containsExactly("<|endoftext|>", " cat");
        assertThat(tokenizer.toTokens("<|endoftext|>", Bos.PREPEND)).containsExactly(end, end);
    }

    @Test
    @DisplayName("has one token for the beginning, the end and padding, and it is the last of the vocabulary")
    void specialTokens() {
        assertThat(tokenizer.bosTokenId()).isEqualTo(end);
        assertThat(tokenizer.eosTokenId()).isEqualTo(end);
        assertThat(tokenizer.padTokenId()).isEqualTo(end);
        assertThat(tokenizer.vocabularySize()).isEqualTo(end + 1);
        assertThat(tokenizer).hasToString(folder.resolve("tokenizer.json").toString());
    }

    @Test
    @DisplayName("spells special tokens out unless asked not to")
    void toText() {
        long[] tokens = tokenizer.toTokens(TEXT, Bos.PREPEND);
        assertThat(tokenizer.toString(tokens)).isEqualTo("<|endoftext|>" + TEXT);
        assertThat(tokenizer.toStringWithoutSpecialTokens(tokens)).isEqualTo(TEXT);
        assertThat(tokenizer.toString(new long[0])).isEmpty();
        assertThat(tokenizer.toStrTokens(new long[0])).isEmpty();
    }

    @Test
    @DisplayName("keeps the spaces before punctuation that others tidy away")
    void noCleaning() {
        assertThat(tokenizer.toString(tokenizer.toTokens("a , b . do n't", Bos.NONE)))
                .isEqualTo("a , b . do n't");
    }

    @Test
    @DisplayName("shows a token that is part of a character as a replacement character")
    void partOfACharacter() {
        assertThat(tokenizer.toStrTokens("é", Bos.NONE)).containsExactly("\uFFFD", "\uFFFD");
        assertThat(tokenizer.toString(tokenizer.toTokens("é", Bos.NONE))).isEqualTo("é");
    }

    @Test
    @DisplayName("knows the token that a text is, or says what it is instead")
    void singleToken() {
        long cat = tokenizer.toSingleToken(" cat");
        assertThat(tokenizer.toSingleStrToken(cat)).isEqualTo(" cat");
        assertThat(tokenizer.toSingleToken("<|endoftext|>")).isEqualTo(end);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.toSingleToken(" hello"))
                .withMessageContaining("' hello' must be one token, but is 3: [' ', 'hell', 'o']")
                .withMessageContaining("space before a word");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.toSingleToken(""))
                .withMessageContaining("'' must be one token, but is 0: []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.toSingleToken("x".repeat(100)))
                .withMessageContaining("'x', and 60 more]");
    }

    @Test
    @DisplayName("finds the first or the last place of a token, which a BOS shifts by one")
    void position() {
        String text = TEXT + " the";
        assertThat(tokenizer.tokenPosition(" the", text, Bos.NONE, Occurrence.FIRST))
                .isEqualTo(3);
        assertThat(tokenizer.tokenPosition(" the", text, Bos.PREPEND, Occurrence.FIRST))
                .isEqualTo(4);
        assertThat(tokenizer.tokenPosition(" the", text, Bos.PREPEND, Occurrence.LAST))
                .isEqualTo(8);
        assertThat(tokenizer.tokenPosition(end, tokenizer.toTokens(text, Bos.PREPEND), Occurrence.LAST))
                .isZero();
    }

    @Test
    @DisplayName("says among which tokens it did not find one")
    void noPosition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.tokenPosition(" sat", "the cat", Bos.NONE, Occurrence.FIRST))
                .withMessageMatching("token \\d+ \\(' sat'\\) does not occur in the 2 tokens \\['the', ' cat'\\]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.tokenPosition(" cat sat", "the cat", Bos.NONE, Occurrence.FIRST))
                .withMessageContaining("' cat sat' must be one token, but is 2");
    }

    @Test
    @DisplayName("refuses ids outside its vocabulary and says where they stand")
    void outsideVocabulary() {
        for (long id : new long[] {-1, end + 1, 1L << 32}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tokenizer.toString(new long[] {0, id}))
                    .withMessage("token %d at position 1 is outside the tokenizer's vocabulary 0..%d", id, end);
            assertThatIllegalArgumentException().isThrownBy(() -> tokenizer.toSingleStrToken(id));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tokenizer.toStringWithoutSpecialTokens(new long[] {id}));
        }
    }

    @Test
    @DisplayName("refuses text that was cut inside a character")
    void halfACharacter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.toTokens("a\uD83D", Bos.NONE))
                .withMessageContaining("\\uD83D) at index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.toTokens("\uD83D\uDE42\uDE42b", Bos.NONE))
                .withMessageContaining("\\uDE42) at index 2");
    }

    @Test
    @DisplayName("neither cuts nor pads, whatever its file says")
    void neitherCutsNorPads(@TempDir Path other) throws IOException {
        TokenizerJson.gpt2().with("truncation", """
                        {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0}""").with("padding", """
                        {"strategy": {"Fixed": 8}, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0, \
                        "pad_type_id": 0, "pad_token": "!"}""").write(other);
        try (Tokenizer limited = Tokenizer.open(other)) {
            assertThat(limited.toTokens("x", Bos.NONE)).hasSize(1);
            assertThat(limited.toTokens("x".repeat(10_000), Bos.PREPEND)).hasSize(10_001);
        }
    }

    @Test
    @DisplayName("says that it is closed, and may be closed twice")
    void closed() {
        tokenizer.close();
        tokenizer.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> tokenizer.toTokens("a", Bos.NONE))
                .withMessage("the tokenizer '%s' is closed", folder.resolve("tokenizer.json"));
    }

    @Test
    @DisplayName("without a BOS of any kind, says so where one is needed and works where none is")
    void noBos(@TempDir Path other) throws IOException {
        Path bare = TokenizerJson.byteLevel().write(other);
        try (Tokenizer without = Tokenizer.open(bare)) {
            assertThat(without.toTokens("ab", Bos.NONE)).hasSize(2);
            assertThatExceptionOfType(TokenizerException.class)
                    .isThrownBy(() -> without.toTokens("ab", Bos.PREPEND))
                    .withMessageContaining("'%s' has no BOS token".formatted(bare.resolve("tokenizer.json")))
                    .withMessageContaining("name it as \"bos_token\" in the tokenizer_config.json");
            assertThatExceptionOfType(TokenizerException.class)
                    .isThrownBy(without::eosTokenId)
                    .withMessageContaining("eos_token");
            assertThatExceptionOfType(TokenizerException.class)
                    .isThrownBy(without::padTokenId)
                    .withMessageContaining("pad_token");
        }
    }
}
