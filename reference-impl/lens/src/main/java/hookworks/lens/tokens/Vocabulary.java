package hookworks.lens.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The ids of all tokens, those that were added to the trained ones included. */
final class Vocabulary {
    private final Path file;
    private final Map<String, Integer> ids = new HashMap<>();
    private int size;

    private Vocabulary(Path file) {
        this.file = file;
    }

    /** Reads it from the content of {@code tokenizer.json}. */
    static Vocabulary read(Path file, ObjectNode definition) {
        var vocabulary = new Vocabulary(file);
        JsonNode trained = definition.path("model").path("vocab");
        trained.propertyStream().forEach(token -> vocabulary.add(token.getKey(), token.getValue()));
        if (trained.isArray()) {
            // Unigram models list tokens with their scores, in the order of their ids.
            for (JsonNode scored : trained) {
                vocabulary.ids.put(scored.path(0).asText(), vocabulary.size++);
            }
        }
        for (JsonNode added : definition.path("added_tokens")) {
            vocabulary.add(added.path("content").asText(), added.path("id"));
        }
        if (vocabulary.size == 0) {
            throw new TokenizerException("cannot open '%s': it has no vocabulary".formatted(file));
        }
        return vocabulary;
    }

    private void add(String token, JsonNode id) {
        if (!id.isInt() || id.intValue() < 0 || id.intValue() == Integer.MAX_VALUE) {
            throw new TokenizerException("cannot open '%s': token '%s' has the id %s; it must be a whole number from 0"
                    .formatted(file, token, id));
        }
        // An added token that was trained too keeps its trained id, as in the library.
        ids.putIfAbsent(token, id.intValue());
        size = Math.max(size, id.intValue() + 1);
    }

    /** One more than the largest id. */
    int size() {
        return size;
    }

    OptionalLong idOf(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }
}
