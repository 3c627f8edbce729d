package hookworks.lens.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.SmallModel;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.parameters.SeededModel;
import hookworks.lens.weights.Checkpoints;
import hookworks.lens.weights.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model that was trained with TransformerLens, on the hub,")
class TransformerLensRepositoryTest {
    private static final String DEMO = "NeelNanda/Attn-Only-2L512W-Shortformer-6B-big-lr";
    private static final String TOKENIZER = "ada/tokenizer";
    private static final Path STORIES = Path.of("src/test/resources/models/stories260k");

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @TempDir
    private Path cache;

    private FakeHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub().has(TOKENIZER, "tokenizer.json", Files.readAllBytes(STORIES.resolve("tokenizer.json")));
    }

    @AfterEach
    void stop() {
        hub.close();
        manager.close();
    }

    private void publish(String config, Map<String, NDArray> weights) {
        hub.has(DEMO, "config.json", config.getBytes(StandardCharsets.UTF_8))
                .has(DEMO, "checkpoints/tokens_000001.pth", new byte[] {1})
                .has(DEMO, "model_final.pth", Checkpoints.stateDict(weights));
    }

    private HookedTransformer load(boolean offline) {
        var settings = new HubSettings(hub.endpoint(), cache, Optional.empty(), offline, Visitor.LIMITS);
        return HookedTransformer.fromPretrained("attn-only-2l-demo", Device.cpu(), settings, DownloadProgress.SILENT);
    }

    private static final String SHORTFORMER = """
            {"lr": 0.001, "batch_size": 32, "seed": 5, "n_layers": 2, "d_model": 24, "n_heads": 5, "d_head": 4,
             "n_ctx": 32, "d_vocab": 37, "d_mlp": -1, "act_fn": "attn_only", "attn_only": true, "shortformer_pos": true,
             "normalization": null, "use_bfloat16_matmul": true, "tokenizer_name": "ada/tokenizer"}""";

    @Test
    @DisplayName("is loaded by its short name with the tokenizer of another repository, also offline afterwards")
    void loads() {
        NDArray tokens = SmallModel.tokens(manager);
        float[] expected;
        try (HookedTransformer original = SmallModel.load()) {
            publish(SHORTFORMER, original.weights(manager).stateDict());
            expected = original.forward(tokens).toFloatArray();
        }
        for (boolean offline : new boolean[] {false, true}) {
            try (HookedTransformer loaded = load(offline)) {
                assertThat(loaded.forward(tokens).toFloatArray()).containsExactly(expected);
                assertThat(loaded.texts().toSingleStrToken(loaded.texts().toSingleToken("Once")))
                        .isEqualTo("Once");
            }
        }
        assertThat(hub.hubAsked).noneMatch(asked -> asked.path().contains("checkpoints"));
    }

    @Test
    @DisplayName("has zero biases and norms of one where its file is from before those")
    void fills() {
        var config = HookedTransformerConfig.builder()
                .nLayers(1)
                .nHeads(2)
                .dModel(8)
                .dHead(4)
                .nCtx(16)
                .dVocab(37)
                .mlp(new MlpConfig(12, ActivationFunction.GELU, false))
                .build();
        NDArray tokens = manager.create(new long[] {5, 7, 11}, new Shape(1, 3));
        try (var original = HookedTransformer.seeded(new SeededModel(config, 0.4, 7), Device.cpu())) {
            var weights = new LinkedHashMap<>(original.weights(manager).stateDict());
            weights.keySet().removeIf(name -> name.matches(".*[.](b|w|b_.*)"));
            publish("""
                    {"n_layers": 1, "d_model": 8, "n_heads": 2, "d_head": 4, "n_ctx": 16, "d_vocab": 37, "d_mlp": 12,
                     "act_fn": "gelu", "attn_only": false, "normalization_type": "LN", "shortformer_pos": false}""", weights);
            try (HookedTransformer loaded = load(false)) {
                assertThat(loaded.forward(tokens).toFloatArray())
                        .containsExactly(original.forward(tokens).toFloatArray());
            }
        }
    }

    @Test
    @DisplayName("is refused where a matrix is missing, or its author's architecture has other names")
    void refuses() {
        Map<String, NDArray> weights;
        try (HookedTransformer original = SmallModel.load()) {
            weights = new LinkedHashMap<>(original.weights(manager).stateDict());
            weights.remove("blocks.1.attn.W_Q");
            publish(SHORTFORMER, weights);
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> load(false))
                    .withMessageContaining("no tensor 'blocks.1.attn.W_Q'");
            hub.commit = "1123456789abcdef0123456789abcdef01234567";
            publish(SHORTFORMER.replace("{\"lr\"", "{\"architecture\": \"mingpt\", \"lr\""), weights);
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> load(false))
                    .withMessageContaining("architecture=\"mingpt\"");
        }
    }
}
