package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A model as Hugging Face lays it out: the fields of its {@code config.json} and its tensors by their own names. */
record Checkpoint(JsonNode config, SequencedMap<String, Tensor> tensors) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WHOLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    Checkpoint {
        config = config.deepCopy();
        tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    }

    static Checkpoint read(Path folder) {
        try {
            JsonNode config = JSON.readTree(folder.resolve("config.json").toFile());
            SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
            for (String file : files(folder)) {
                tensors.putAll(SafetensorsBytes.decode(Files.readAllBytes(folder.resolve(file))));
            }
            return new Checkpoint(config, tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterable<String> files(Path folder) throws IOException {
        if (Files.exists(folder.resolve(WHOLE))) {
            return List.of(WHOLE);
        }
        TreeSet<String> shards = new TreeSet<>();
        JsonNode index = JSON.readTree(folder.resolve(INDEX).toFile());
        index.required("weight_map").forEach(shard -> shards.add(shard.asText()));
        return shards;
    }

    void write(Path folder) {
        try {
            writeConfig(folder);
            Files.write(folder.resolve(WHOLE), SafetensorsBytes.encode(tensors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deals the tensors out in turn, so that no layer is whole in one file. */
    void writeSharded(Path folder, int shards) {
        try {
            writeConfig(folder);
            ObjectNode index = JSON.createObjectNode();
            index.putObject("metadata").put("total_size", SafetensorsBytes.dataBytes(tensors));
            for (int shard = 0; shard < shards; shard++) {
                String file = "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
                Map<String, Tensor> part = part(shard, shards);
                Files.write(folder.resolve(file), SafetensorsBytes.encode(part));
                part.keySet().forEach(name -> index.withObject("/weight_map").put(name, file));
            }
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(folder.resolve(INDEX).toFile(), index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SequencedMap<String, Tensor> part(int shard, int shards) {
        SequencedMap<String, Tensor> part = new LinkedHashMap<>();
        int turn = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            if (turn++ % shards == shard) {
                part.put(named.getKey(), named.getValue());
            }
        }
        return part;
    }

    private void writeConfig(Path folder) throws IOException {
        Files.createDirectories(folder);
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("config.json").toFile(), config);
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor '%s' among %s".formatted(name, tensors.keySet()));
        }
        return tensor;
    }

    /** A whole number that the config must hold. */
    int size(String field) {
        return config.required(field).asInt();
    }

    /** The same model with one tensor made anew, or added. */
    Checkpoint with(String name, Tensor tensor) {
        SequencedMap<String, Tensor> changed = new LinkedHashMap<>(tensors);
        changed.put(name, tensor);
        return new Checkpoint(config, changed);
    }

    /** The same tensors under another config. */
    Checkpoint with(UnaryOperator<ObjectNode> change) {
        return new Checkpoint(change.apply(config.<ObjectNode>deepCopy()), tensors);
    }
}
