package hookworks.lens.tokens;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON files that describe a tokenizer, where Hugging Face puts them. */
final class TokenizerFiles {
    private static final String DEFINITION = "tokenizer.json";
    /** The first that names a token decides. */
    private static final List<String> NAMING = List.of("tokenizer_config.json", "special_tokens_map.json");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final byte[] definition;
    private final List<Naming> naming;

    private TokenizerFiles(Path file, byte[] definition, List<Naming> naming) {
        this.file = file;
        this.definition = definition;
        this.naming = naming;
    }

    /** A file that names special tokens. */
    private record Naming(Path file, ObjectNode fields) {}

    static TokenizerFiles read(Path folderOrFile) {
        Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve(DEFINITION) : folderOrFile;
        byte[] definition = bytes(file);
        var naming = new ArrayList<Naming>();
        for (String name : NAMING) {
            Path beside = file.resolveSibling(name);
            if (Files.exists(beside)) {
                naming.add(new Naming(beside, object(beside, bytes(beside))));
            }
        }
        return new TokenizerFiles(file, definition, List.copyOf(naming));
    }

    /** What such files would say, with a name for messages in place of a path. */
    static TokenizerFiles of(Path name, byte[] definition, ObjectNode naming) {
        return new TokenizerFiles(name, definition, List.of(new Naming(name, naming)));
    }

    /** The {@code tokenizer.json}. */
    Path file() {
        return file;
    }

    byte[] definition() {
        return definition;
    }

    Vocabulary vocabulary() {
        return Vocabulary.read(file, object(file, definition));
    }

    /** The content of a special token such as {@code bos_token}, where a file names it. */
    Optional<String> named(String field) {
        return naming.stream()
                .flatMap(each -> content(each.file(), field, each.fields().path(field)).stream())
                .findFirst();
    }

    /** A token stands as a string, or as an object that describes it. */
    private static Optional<String> content(Path file, String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        JsonNode content = value.isObject() ? value.path("content") : value;
        if (!content.isTextual()) {
            throw new TokenizerException(
                    "cannot open '%s': %s must be a token or null, got %s".formatted(file, field, value));
        }
        return Optional.of(content.textValue());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new TokenizerException("""
                    cannot open '%s': there is no such file
                    name a tokenizer.json or the folder that holds one; other formats (tokenizer.model, vocab.json) \
                    are not read""".formatted(file), e);
        } catch (IOException e) {
            throw new TokenizerException("cannot open '%s': %s".formatted(file, e), e);
        }
    }

    private static ObjectNode object(Path file, byte[] json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new TokenizerException("""
                    cannot open '%s': it is not valid JSON (%s)
                    it may have been downloaded in part: fetch it again""".formatted(file, e.getMessage()), e);
        }
        throw new TokenizerException("cannot open '%s': it must be one JSON object".formatted(file));
    }
}
