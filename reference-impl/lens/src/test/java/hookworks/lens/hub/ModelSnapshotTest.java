package hookworks.lens.hub;

import static hookworks.lens.hub.FakeHub.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a model's snapshot")
class ModelSnapshotTest {
    private static final String INDEX = "model.safetensors.index.json";
    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";

    @TempDir
    private Path cache;

    private FakeHub hub;
    private Visitor grace;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub().has("config.json", "{}").has("README.md", "hello").has("tokenizer.json", "[]");
        grace = Visitor.of(hub, cache);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Kind failure(String... inMessage) {
        return assertThatExceptionOfType(HubException.class)
                .isThrownBy(grace::model)
                .withMessageContainingAll(inMessage)
                .actual()
                .kind();
    }

    private void index(String first, String second) {
        hub.has(
                INDEX,
                "{\"metadata\":{},\"weight_map\":{\"a\":\"%s\",\"b\":\"%s\",\"c\":\"%s\"}}"
                        .formatted(first, second, first));
    }

    @Test
    @DisplayName("has configuration, tokenizer and the one file of weights, and nothing else")
    void whole() {
        hub.hasLarge("model.safetensors", bytes(1000)).hasLarge("pytorch_model.bin", bytes(1001));
        assertThat(grace.model().toFile().list())
                .containsExactlyInAnyOrder("config.json", "tokenizer.json", "model.safetensors");
    }

    @Test
    @DisplayName("has the shards that the index names, with the hub and afterwards without it")
    void sharded() {
        index(FIRST, SECOND);
        hub.hasLarge(FIRST, bytes(1000)).hasLarge(SECOND, bytes(2000)).hasLarge("other.safetensors", bytes(3000));
        Path folder = grace.model();
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("config.json", "tokenizer.json", INDEX, FIRST, SECOND);
        assertThat(folder.resolve(SECOND)).hasBinaryContent(bytes(2000));
        assertThat(grace.offline().model()).isEqualTo(folder);
    }

    @Test
    @DisplayName("is refused where the index names a shard that the repository does not list")
    void missingShard() {
        hub.hasLarge(FIRST, bytes(1000));
        index(FIRST, "../../../escaped.safetensors");
        assertThat(failure("has no '../../../escaped.safetensors'")).isEqualTo(Kind.NOT_FOUND);
        assertThat(hub.storeAsked).isEmpty();
    }

    @Test
    @DisplayName("is refused where the index is none")
    void damagedIndex() {
        hub.has(INDEX, "{\"weight_map\":{}}");
        assertThat(failure("names no shard in 'weight_map'")).isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    @DisplayName("is refused where the index is no JSON")
    void indexWithoutJson() {
        hub.has(INDEX, "{\"weight_map\":");
        assertThat(failure("cannot read the index")).isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    @DisplayName("is refused where the weights come in other formats only, and says which")
    void picklesOnly() {
        hub.hasLarge("pytorch_model.bin", bytes(1000)).hasLarge("model.pth", bytes(1001));
        assertThat(failure("its weights come as [model.pth, pytorch_model.bin] only", "convert them"))
                .isEqualTo(Kind.NO_SAFETENSORS);
        assertThat(hub.storeAsked).isEmpty();
    }

    @Test
    @DisplayName("is refused where there are no weights at all")
    void noWeights() {
        assertThat(failure("has no 'model.safetensors', 'model.safetensors.index.json'"))
                .isEqualTo(Kind.NOT_FOUND);
    }
}
