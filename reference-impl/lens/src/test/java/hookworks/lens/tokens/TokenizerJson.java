package hookworks.lens.tokens;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes small byte-level tokenizers: every byte is a token, then come merges, then special tokens. */
final class TokenizerJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BYTES = 256;

    private final ObjectNode root = JSON.createObjectNode().put("version", "1.0");
    private final ObjectNode vocabulary = JSON.createObjectNode();
    private final ArrayNode merges = JSON.createArrayNode();
    private final ArrayNode added = JSON.createArrayNode();

    private TokenizerJson() {
        for (String letter : letters()) {
            vocabulary.put(letter, vocabulary.size());
        }
    }

    static TokenizerJson byteLevel() {
        return new TokenizerJson();
    }

    /** As GPT-2: one special token. The words of the tests become one token each where a space stands before them. */
    static TokenizerJson gpt2() {
        return byteLevel()
                .merging("t h e", "Ġ the", "c a t", "Ġ cat", "s a t", "Ġ sat", "h e", "l l", "he ll")
                .special("<|endoftext|>");
    }

    /** A token by its letters, each merge of two of which is a token too; {@code Ġ} is a space. */
    TokenizerJson merging(String... tokens) {
        for (String token : tokens) {
            String[] parts = token.split(" ", -1);
            String left = parts[0];
            for (int part = 1; part < parts.length; part++) {
                merges.add(left + " " + parts[part]);
                left += parts[part];
                vocabulary.put(left, vocabulary.size());
            }
        }
        return this;
    }

    TokenizerJson special(String... tokens) {
        for (String token : tokens) {
            add(token, true);
        }
        return this;
    }

    TokenizerJson plain(String token) {
        add(token, false);
        return this;
    }

    private void add(String token, boolean special) {
        int id = vocabulary.size() + added.size();
        added.addObject()
                .put("id", id)
                .put("content", token)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", special);
    }

    /** Special tokens around each text, where {@code A} is the text: {@code "<s> A </s>"}. */
    TokenizerJson around(String template) {
        ObjectNode processor = JSON.createObjectNode().put("type", "TemplateProcessing");
        ArrayNode single = processor.putArray("single");
        ObjectNode special = processor.putObject("special_tokens");
        for (String part : template.split(" ", -1)) {
            if (part.equals("A")) {
                single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
                continue;
            }
            single.addObject().putObject("SpecialToken").put("id", part).put("type_id", 0);
            ObjectNode described = special.putObject(part).put("id", part);
            described.putArray("ids").add(idOf(part));
            described.putArray("tokens").add(part);
        }
        processor.putArray("pair").addAll(single);
        root.set("post_processor", processor);
        return this;
    }

    int idOf(String added) {
        for (var token : this.added) {
            if (token.path("content").asText().equals(added)) {
                return token.path("id").intValue();
            }
        }
        throw new IllegalArgumentException("no added token " + added);
    }

    TokenizerJson with(String field, String json) {
        try {
            root.set(field, JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path write(Path folder) throws IOException {
        root.set("added_tokens", added);
        ObjectNode byteLevel = JSON.createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        root.set("pre_tokenizer", byteLevel);
        root.set("decoder", byteLevel);
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.set("vocab", vocabulary);
        model.set("merges", merges);
        Files.write(folder.resolve("tokenizer.json"), JSON.writeValueAsBytes(root));
        return folder;
    }

    /** GPT-2's letter for each byte: printable bytes stand for themselves, the others for letters from U+0100. */
    private static List<String> letters() {
        var letters = new ArrayList<String>(BYTES);
        int next = BYTES;
        for (int value = 0; value < BYTES; value++) {
            boolean printable = (value > ' ' && value < 0x7F) || (value > 0xA0 && value != 0xAD);
            letters.add(Character.toString(printable ? value : next++));
        }
        return letters;
    }
}
