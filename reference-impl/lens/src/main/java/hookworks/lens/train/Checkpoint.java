package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.lens.weights.SafetensorsFile;
import hookworks.lens.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a training stands, on disk: two files of one step, the tensors written first.
 *
 * @param step how many steps were done
 * @param tensors weights and moments by name; the caller's
 */
record Checkpoint(int step, LossHistory history, Map<String, NDArray> tensors) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STATE = "checkpoint.json";

    /** Writes a checkpoint over the last one; if that is cut short, the last one still stands. */
    static void write(Path folder, int step, LossHistory history, TrainingRun run, ToyRecipe recipe) {
        var tensors = new LinkedHashMap<String, NDArray>(run.weights().fused());
        tensors.putAll(run.optimizer().moments());
        Path data = folder.resolve(tensorFile(step));
        SafetensorsWriter.write(data, tensors, Map.of());
        ObjectNode state = JSON.createObjectNode().put("step", step);
        state.set("recipe", JSON.valueToTree(recipe));
        state.set("history", JSON.valueToTree(history));
        try {
            Optional<Integer> last = lastStep(folder);
            Path partial = folder.resolve(STATE + ".partial");
            Files.writeString(partial, state.toString(), StandardCharsets.UTF_8);
            Files.move(
                    partial,
                    folder.resolve(STATE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            if (last.isPresent() && last.get() != step) {
                Files.deleteIfExists(folder.resolve(tensorFile(last.get())));
            }
        } catch (IOException e) {
            throw new TrainingException("cannot write a checkpoint into '%s': %s".formatted(folder, e), e);
        }
    }

    /**
     * Reads the checkpoint of a folder, if there is one.
     *
     * @param owner who owns the tensors
     * @throws TrainingException where it belongs to another recipe
     */
    static Optional<Checkpoint> read(Path folder, ToyRecipe recipe, NDManager owner) {
        if (!Files.exists(folder.resolve(STATE))) {
            return Optional.empty();
        }
        try {
            JsonNode state = state(folder);
            if (!state.path("recipe").equals(JSON.readTree(JSON.writeValueAsString(recipe)))) {
                throw new TrainingException(
                        "'%s' holds a checkpoint of another recipe: name another folder, or delete '%s' there"
                                .formatted(folder, STATE));
            }
            int step = state.path("step").asInt();
            LossHistory history = JSON.treeToValue(state.path("history"), LossHistory.class);
            return Optional.of(new Checkpoint(step, history, tensors(folder.resolve(tensorFile(step)), owner)));
        } catch (IOException e) {
            throw new TrainingException("cannot read the checkpoint in '%s': %s".formatted(folder, e), e);
        }
    }

    /** Removes the checkpoint of a folder, if there is one. */
    static void delete(Path folder) {
        try {
            Optional<Integer> last = lastStep(folder);
            Files.deleteIfExists(folder.resolve(STATE));
            if (last.isPresent()) {
                Files.deleteIfExists(folder.resolve(tensorFile(last.get())));
            }
        } catch (IOException e) {
            throw new TrainingException("cannot delete the checkpoint in '%s': %s".formatted(folder, e), e);
        }
    }

    private static Optional<Integer> lastStep(Path folder) throws IOException {
        return Files.exists(folder.resolve(STATE))
                ? Optional.of(state(folder).path("step").asInt())
                : Optional.empty();
    }

    private static JsonNode state(Path folder) throws IOException {
        try {
            return JSON.readTree(Files.readString(folder.resolve(STATE), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new TrainingException(
                    "'%s' is damaged: delete it and begin again".formatted(folder.resolve(STATE)), e);
        }
    }

    private static Map<String, NDArray> tensors(Path file, NDManager owner) {
        var tensors = new HashMap<String, NDArray>();
        try (SafetensorsFile data = SafetensorsFile.open(file)) {
            for (String name : data.tensors().keySet()) {
                tensors.put(name, data.read(name, owner));
            }
        }
        return tensors;
    }

    private static String tensorFile(int step) {
        return "checkpoint-%d.safetensors".formatted(step);
    }
}
