package hookworks.lens.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.lens.families.Families;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A written model that is changed afterwards, as accidents and liars do. */
record Tampered(Path folder) {
    private static final JsonMapper JSON = new JsonMapper();

    static Tampered model(Path root, String name) {
        Families.writeAll(root, 5);
        return new Tampered(root.resolve(name));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Sets a field of the config to a JSON value. */
    void says(String field, String json) throws IOException {
        ObjectNode config = config();
        config.set(field, JSON.readTree(json));
        Files.writeString(file("config.json"), config.toString());
    }

    void saysNothingOf(String field) throws IOException {
        ObjectNode config = config();
        config.remove(field);
        Files.writeString(file("config.json"), config.toString());
    }

    private ObjectNode config() throws IOException {
        JsonNode config = JSON.readTree(file("config.json").toFile());
        return (ObjectNode) config;
    }

    /** Replaces text of the weights' header by text of the same length. */
    void weightsSay(String text, String replacement) throws IOException {
        byte[] bytes = Files.readAllBytes(file("model.safetensors"));
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.length() != replacement.length() || !all.contains(text)) {
            throw new IllegalArgumentException("cannot replace %s by %s".formatted(text, replacement));
        }
        int at = all.indexOf(text);
        System.arraycopy(replacement.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, replacement.length());
        Files.write(file("model.safetensors"), bytes);
    }

    /** Changes the last number of the last tensor. */
    void lastNumberChanges() throws IOException {
        byte[] bytes = Files.readAllBytes(file("model.safetensors"));
        bytes[bytes.length - 1] ^= 0x40;
        Files.write(file("model.safetensors"), bytes);
    }
}
