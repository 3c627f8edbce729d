package hookworks.lens.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Tokenizers of other families:")
class TokenizerFamiliesTest {
    private static final Path STORIES = Path.of("src/test/resources/models/stories260k");

    @TempDir
    private Path folder;

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), json);
    }

    @Test
    @DisplayName("Llama's adds a BOS by itself, which is never doubled, and removed if not wanted")
    void llamaBos() {
        try (Tokenizer llama = Tokenizer.open(STORIES)) {
            assertThat(llama.toTokens("Once upon a time", Bos.PREPEND)).containsExactly(1, 403, 407, 261, 378);
            assertThat(llama.toTokens("Once upon a time", Bos.NONE)).containsExactly(403, 407, 261, 378);
            assertThat(llama.toTokens("", Bos.PREPEND)).containsExactly(1);
            assertThat(llama.toTokens("", Bos.NONE)).isEmpty();
            assertThat(llama.bosTokenId()).isEqualTo(1);
            assertThat(llama.eosTokenId()).isEqualTo(2);
            assertThat(llama.padTokenId()).isEqualTo(2);
            assertThat(llama.vocabularySize()).isEqualTo(512);
        }
    }

    @Test
    @DisplayName("Llama's drops the space before a token that stands alone, and shows the byte that a token is")
    void llamaStrings() {
        try (Tokenizer llama = Tokenizer.open(STORIES)) {
            assertThat(llama.toStrTokens("Once upon a time\n", Bos.PREPEND))
                    .containsExactly("<s>", "Once", "upon", "a", "time", "\n");
            assertThat(llama.toStrTokens("🙂", Bos.NONE)).containsExactly("", "\uFFFD", "\uFFFD", "\uFFFD", "\uFFFD");
            assertThat(llama.toString(llama.toTokens("Once 🙂\n", Bos.NONE))).isEqualTo("Once 🙂\n");
            assertThat(llama.toSingleToken("Once")).isEqualTo(403);
        }
    }

    @Test
    @DisplayName("Llama's tokens of a published story make up its text, and the text its tokens")
    void story() throws IOException {
        JsonNode expected =
                new JsonMapper().readTree(STORIES.resolve("expected.json").toFile());
        long[] tokens = StreamSupport.stream(expected.path("tokens").spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .toArray();
        // Its author's program shows this byte by the token's name.
        String text = expected.path("text").textValue().replace("<0x0A>", "\n");
        try (Tokenizer llama = Tokenizer.open(STORIES.resolve("tokenizer.json"))) {
            assertThat(llama.toStringWithoutSpecialTokens(tokens)).isEqualTo(text);
            assertThat(llama.toTokens(text, Bos.PREPEND)).isEqualTo(tokens);
            assertThat(LongStream.of(tokens).skip(1).toArray()).isEqualTo(llama.toTokens(text, Bos.NONE));
        }
    }

    @Test
    @DisplayName("GPT-NeoX's names its tokens in a config, pads with its own, and has tokens of several spaces")
    void neox() throws IOException {
        TokenizerJson json = TokenizerJson.byteLevel()
                .special("<|endoftext|>", "<|padding|>")
                .plain("    ")
                .with("normalizer", "{\"type\": \"NFC\"}");
        json.write(folder);
        config("""
                {"bos_token": "<|endoftext|>", "eos_token": {"content": "<|endoftext|>", "special": true}, \
                "pad_token": "<|padding|>", "add_prefix_space": false}""");
        try (Tokenizer neox = Tokenizer.open(folder)) {
            assertThat(neox.padTokenId()).isEqualTo(json.idOf("<|padding|>"));
            assertThat(neox.toStrTokens("a    b", Bos.PREPEND)).containsExactly("<|endoftext|>", "a", "    ", "b");
            assertThat(neox.toStringWithoutSpecialTokens(neox.toTokens("a    b", Bos.PREPEND)))
                    .isEqualTo("a    b");
            assertThat(neox.toTokens("e\u0301", Bos.NONE)).isEqualTo(neox.toTokens("\u00E9", Bos.NONE));
        }
    }

    @Test
    @DisplayName("the token that a tokenizer puts first is its BOS, whatever the files beside it say")
    void template() throws IOException {
        TokenizerJson json =
                TokenizerJson.byteLevel().special("<|begin|>", "<|end|>").around("<|begin|> A");
        json.write(folder);
        config("{\"bos_token\": null, \"eos_token\": \"<|end|>\", \"add_bos_token\": false}");
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            assertThat(tokenizer.toStrTokens("ab", Bos.PREPEND)).containsExactly("<|begin|>", "a", "b");
            assertThat(tokenizer.toStrTokens("ab", Bos.NONE)).containsExactly("a", "b");
            assertThat(tokenizer.toTokens("", Bos.PREPEND)).containsExactly(json.idOf("<|begin|>"));
            assertThat(tokenizer.bosTokenId()).isEqualTo(json.idOf("<|begin|>"));
            assertThat(tokenizer.padTokenId()).isEqualTo(json.idOf("<|end|>"));
        }
    }

    @Test
    @DisplayName("a token that a tokenizer puts last is no BOS, even where the same token would be one")
    void suffix() throws IOException {
        TokenizerJson json = TokenizerJson.byteLevel().special("</s>").around("A </s>");
        json.write(folder);
        config("{\"bos_token\": \"</s>\", \"eos_token\": \"</s>\"}");
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            assertThat(tokenizer.toStrTokens("ab", Bos.NONE)).containsExactly("a", "b", "</s>");
            assertThat(tokenizer.toStrTokens("ab", Bos.PREPEND)).containsExactly("</s>", "a", "b", "</s>");
        }
    }

    @Test
    @DisplayName("OPT's begins every text with the token that ends one")
    void opt() throws IOException {
        TokenizerJson.byteLevel().special("<pad>", "</s>").around("</s> A").write(folder);
        Files.writeString(folder.resolve("special_tokens_map.json"), """
                {"bos_token": "</s>", "eos_token": "</s>", "pad_token": "<pad>"}""");
        try (Tokenizer opt = Tokenizer.open(folder)) {
            assertThat(opt.toStrTokens("ab", Bos.PREPEND)).containsExactly("</s>", "a", "b");
            assertThat(opt.toStrTokens("ab", Bos.NONE)).containsExactly("a", "b");
            assertThat(opt.toSingleStrToken(opt.padTokenId())).isEqualTo("<pad>");
        }
    }

    @Test
    @DisplayName("of two files that name a token, tokenizer_config.json decides")
    void precedence() throws IOException {
        TokenizerJson json = TokenizerJson.byteLevel().special("<a>", "<b>");
        json.write(folder);
        config("{\"bos_token\": \"<b>\"}");
        Files.writeString(folder.resolve("special_tokens_map.json"), """
                {"bos_token": "<a>", "eos_token": {"content": "<a>"}}""");
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            assertThat(tokenizer.bosTokenId()).isEqualTo(json.idOf("<b>"));
            assertThat(tokenizer.eosTokenId()).isEqualTo(json.idOf("<a>"));
        }
    }

    @Test
    @DisplayName("a token that is both trained and added has one id, which is the trained one")
    void addedTwice() throws IOException {
        TokenizerJson json = TokenizerJson.byteLevel().special("|");
        json.write(folder);
        config("{\"eos_token\": \"|\"}");
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            assertThat(tokenizer.eosTokenId())
                    .isEqualTo('|')
                    .isEqualTo(tokenizer.toSingleToken("|"))
                    .isNotEqualTo(json.idOf("|"));
        }
    }

    @Test
    @DisplayName("a unigram model's tokens are numbered in their order")
    void unigram() throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), """
                {"version": "1.0", "added_tokens": [{"id": 0, "content": "<unk>", "special": true, "single_word": false,
                 "lstrip": false, "rstrip": false, "normalized": false}],
                 "model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0.0], ["a", -1.0], ["b", -2.0]]}}""");
        config("{\"eos_token\": \"b\"}");
        try (Tokenizer unigram = Tokenizer.open(folder)) {
            assertThat(unigram.vocabularySize()).isEqualTo(3);
            assertThat(unigram.eosTokenId()).isEqualTo(2);
            assertThat(unigram.toTokens("ab", Bos.NONE)).containsExactly(1, 2);
        }
    }
}
