package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.forward.ModelInput;
import hookworks.lens.generation.GenerationRequest;
import hookworks.lens.hub.DownloadProgress;
import hookworks.lens.hub.HubException;
import hookworks.lens.hub.HubSettings;
import hookworks.lens.tokens.Bos;
import hookworks.lens.tokens.PaddingSide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A pretrained model")
class FromPretrainedTest {
    private static final Path STORIES = Path.of("src/test/resources/models/stories260k");

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final HookedTransformer model = HookedTransformer.fromPretrained(STORIES.toString(), Device.cpu());

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    @Test
    @DisplayName("tells its author's story token for token, with the key-value cache and without")
    void story() throws IOException {
        JsonNode expected =
                new JsonMapper().readTree(STORIES.resolve("expected.json").toFile());
        long[] story = StreamSupport.stream(expected.required("tokens").spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .toArray();
        NDArray start = manager.create(new long[] {story[0]}, new Shape(1, 1));
        var request = GenerationRequest.greedy(story.length - 1);

        assertThat(model.generate(start, request).toLongArray()).isEqualTo(story);
        assertThat(model.generate(start, request.withoutKeyValueCache()).toLongArray())
                .isEqualTo(story);
    }

    @Test
    @DisplayName("turns text into tokens and back, with the first token that is its habit")
    void texts() {
        Texts texts = model.texts();
        NDArray tokens = texts.toTokens("Once upon a time", manager);
        assertThat(tokens.getLong(0, 0)).isEqualTo(1);
        assertThat(texts.toTokens("Once upon a time", Bos.NONE, manager).toLongArray())
                .isEqualTo(tokens.get(0).get("1:").toLongArray());
        assertThat(texts.toStrTokens(tokens)).isEqualTo(texts.toStrTokens("Once upon a time"));
        assertThat(texts.toSingleStrToken(texts.toSingleToken("Once"))).isEqualTo("Once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.toString(manager.zeros(new Shape(2, 3))))
                .withMessageContaining("take a row");
    }

    @Test
    @DisplayName("reads texts of different lengths together as it reads them alone")
    void batch() {
        List<String> texts = List.of("Once upon a time", "The cat");
        ModelInput input = model.texts().toInput(texts, PaddingSide.LEFT, manager);
        NDArray together = model.generate(input, GenerationRequest.greedy(4), fresh -> {});
        long length = together.getShape().get(1);
        for (int row = 0; row < texts.size(); row++) {
            NDArray alone =
                    model.generate(model.texts().toTokens(texts.get(row), manager), GenerationRequest.greedy(4));
            long padding = length - alone.getShape().get(1);
            assertThat(together.get(row).get(padding + ":").toLongArray()).isEqualTo(alone.toLongArray());
        }
    }

    @Test
    @DisplayName("that is neither a folder nor known to the hub is refused by name")
    void unknown(@TempDir Path home) {
        var offline = HubSettings.from(Map.of("HF_HUB_OFFLINE", "1"), home);
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() ->
                        HookedTransformer.fromPretrained("gpt2-smal", Device.cpu(), offline, DownloadProgress.SILENT))
                .withMessageContaining("gpt2-small");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() ->
                        HookedTransformer.fromPretrained("gpt2-small", Device.cpu(), offline, DownloadProgress.SILENT))
                .withMessageContaining("HF_HUB_OFFLINE");
    }

    @Test
    @DisplayName("without a tokenizer says what to do")
    void noTokenizer() {
        try (HookedTransformer bare = SmallModel.load()) {
            assertThatIllegalStateException().isThrownBy(bare::texts).withMessageContaining("setTokenizer");
        }
    }
}
