package hookworks.lens.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.HookedTransformer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PretrainedStoryTest {
    private static final Path FOLDER = Path.of("src/test/resources/models/stories260k");
    private static final double FLOAT32_SUM = 1e-5;

    private static JsonNode expected() throws IOException {
        return new JsonMapper().readTree(FOLDER.resolve("expected.json").toFile());
    }

    @Test
    @DisplayName("a real pretrained Llama tells its published story, token for token")
    void tells() throws IOException {
        int[] story = new JsonMapper().convertValue(expected().required("tokens"), int[].class);
        int[] told = new int[story.length];
        told[0] = story[0];
        try (HookedTransformer model = HookedTransformer.fromPretrainedFolder(FOLDER, Device.cpu())) {
            for (int pos = 1; pos < told.length; pos++) {
                told[pos] = next(model, Arrays.copyOf(told, pos));
            }
        }
        assertThat(told).hasSize(200).containsExactly(story);
    }

    private static int next(HookedTransformer model, int[] tokens) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray logits = model.forward(batch(tokens, manager));
            return (int) logits.get(":,-1").argMax(-1).toLongArray()[0];
        }
    }

    private static NDArray batch(int[] tokens, NDManager manager) {
        return manager.create(tokens).toType(DataType.INT64, false).expandDims(0);
    }

    @Test
    @DisplayName("its mean loss on the first 64 tokens is the recorded one")
    void loses() throws IOException {
        int[] story = new JsonMapper().convertValue(expected().required("tokens"), int[].class);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                HookedTransformer model = HookedTransformer.fromPretrainedFolder(FOLDER, Device.cpu())) {
            double loss = model.loss(batch(Arrays.copyOf(story, 64), manager)).getFloat();
            assertThat(loss).isCloseTo(expected().required("loss_first_64").asDouble(), within(FLOAT32_SUM));
        }
    }
}
