package hookworks.lens.train;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.lens.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files of a finished training, apart from its tokenizer's. */
final class TrainedFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TrainedFiles() {}

    static void write(ToyRecipe recipe, TrainedWeights weights, LossHistory history, Path out) {
        try (NDManager scratch = weights.manager().newSubManager()) {
            var state = weights.stateDict(scratch);
            SafetensorsWriter.write(out.resolve("weights.safetensors"), state, Map.of("format", "pt"));
            write(
                    out.resolve("config.json"),
                    JSON.readTree(weights.config().toJson()).toPrettyString());
            ObjectNode record = JSON.createObjectNode();
            record.set("recipe", JSON.valueToTree(recipe));
            record.put("steps", recipe.steps());
            record.set("history", JSON.valueToTree(history.points()));
            write(out.resolve("training.json"), record.toPrettyString());
        } catch (IOException e) {
            throw new TrainingException("cannot write the trained model into '%s': %s".formatted(out, e), e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
    }
}
