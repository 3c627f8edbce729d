package hookworks.lens.tokens;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The definition of a tokenizer whose words are numbered, as Hugging Face would write it down. */
final class NumberedWords {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path NAME = Path.of("numbered words");
    private static final String BOS = "<bos>";

    private NumberedWords() {}

    static TokenizerFiles files(int vocabularySize, int bosTokenId) {
        if (bosTokenId < 0 || bosTokenId >= vocabularySize) {
            throw new IllegalArgumentException(
                    "the BOS token %d is outside the vocabulary 0..%d".formatted(bosTokenId, vocabularySize - 1));
        }
        ObjectNode naming = JSON.createObjectNode().put("bos_token", BOS).put("eos_token", BOS);
        byte[] definition = definition(vocabularySize, bosTokenId).toString().getBytes(StandardCharsets.UTF_8);
        return TokenizerFiles.of(NAME, definition, naming);
    }

    private static ObjectNode definition(int vocabularySize, int bosTokenId) {
        ObjectNode definition = JSON.createObjectNode().put("version", "1.0");
        definition
                .putArray("added_tokens")
                .addObject()
                .put("id", bosTokenId)
                .put("content", BOS)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
        definition.putObject("pre_tokenizer").put("type", "WhitespaceSplit");
        ObjectNode model =
                definition.putObject("model").put("type", "WordLevel").put("unk_token", BOS);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int token = 0; token < vocabularySize; token++) {
            vocabulary.put(token == bosTokenId ? BOS : "t" + token, token);
        }
        return definition;
    }
}
