package hookworks.lens.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.weights.SafetensorsWriter;
import hookworks.lens.weights.TensorFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("While a model loads,")
class LoadingMemoryTest {
    private static final HookedTransformerConfig CONFIG = HookedTransformerConfig.builder()
            .nLayers(5)
            .nHeads(3)
            .dModel(8)
            .dHead(4)
            .nCtx(6)
            .dVocab(11)
            .mlp(new MlpConfig(16, ActivationFunction.GELU_NEW, false))
            .build();
    private static final SeededModel SEEDED = new SeededModel(CONFIG, 0.5, 3);

    private final NDManager owner = NDManager.newBaseManager(Device.cpu());
    private final NDManager loading = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        loading.close();
        owner.close();
    }

    /** How many loaded weights there are at once: before each is laid out, and after. */
    private List<Integer> aliveWhile(BiConsumer<NDManager, WeightSink> loader) {
        var alive = new ArrayList<Integer>();
        ModelWeights.arrange(
                CONFIG,
                owner,
                sink -> loader.accept(loading, (name, weight) -> {
                    alive.add(loading.getManagedArrays().size());
                    sink.take(name, weight);
                    alive.add(loading.getManagedArrays().size());
                }));
        return alive;
    }

    private static List<Integer> oneAtATime() {
        return StateDict.shapes(CONFIG).keySet().stream()
                .flatMap(name -> List.of(1, 0).stream())
                .toList();
    }

    @Test
    @DisplayName("only one weight is there besides those that are laid out, whether drawn by a seed")
    void seeded() {
        assertThat(aliveWhile((manager, sink) -> SeededWeights.of(SEEDED, manager, sink)))
                .isEqualTo(oneAtATime());
    }

    @Test
    @DisplayName("or by the config's own rule")
    void fresh() {
        assertThat(aliveWhile((manager, sink) -> SeededWeights.fresh(CONFIG, manager, sink)))
                .isEqualTo(oneAtATime());
    }

    @Test
    @DisplayName("or read from a file of another dtype")
    void file(@TempDir Path folder) {
        Path path = folder.resolve("half.safetensors");
        try (NDManager making = NDManager.newBaseManager(Device.cpu())) {
            var half = new LinkedHashMap<String, NDArray>();
            SeededWeights.of(SEEDED, making, (name, weight) -> half.put(name, weight.toType(DataType.FLOAT16, false)));
            SafetensorsWriter.write(path, half, Map.of());
        }

        try (TensorFile file = TensorFile.open(path)) {
            assertThat(aliveWhile((manager, sink) -> StateDictFile.read(CONFIG, file, manager, sink)))
                    .isEqualTo(oneAtATime());
        }
    }

    @Test
    @DisplayName("or copied from another model")
    void copied() {
        try (NDManager making = NDManager.newBaseManager(Device.cpu())) {
            var given = new LinkedHashMap<String, NDArray>();
            SeededWeights.of(SEEDED, making, given::put);

            assertThat(aliveWhile((manager, sink) -> StateDictFile.copy(CONFIG, given, manager, sink)))
                    .isEqualTo(oneAtATime());
            assertThat(given.values()).noneMatch(NDArray::isReleased);
        }
    }

    @Test
    @DisplayName("each layer's weights go to their places, in whatever order they come")
    void places() {
        try (NDManager making = NDManager.newBaseManager(Device.cpu())) {
            var given = new LinkedHashMap<String, NDArray>();
            SeededWeights.of(SEEDED, making, given::put);

            ModelWeights weights = ModelWeights.arrange(
                    CONFIG,
                    owner,
                    sink -> given.reversed().forEach((name, weight) -> sink.take(name, weight.duplicate())));

            assertThat(weights.stateDict()).isEqualTo(given);
            assertThat(weights.wK().get(4)).isEqualTo(given.get("blocks.4.attn.W_K"));
            assertThat(weights.wOut().get(2)).isEqualTo(given.get("blocks.2.mlp.W_out"));
        }
    }

    @Test
    @DisplayName("a weight that never comes is named, and so is one of another shape")
    void mistakes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> aliveWhile((manager, sink) -> SeededWeights.of(SEEDED, manager, (name, weight) -> {
                    if (!name.equals("blocks.0.ln1.w")) {
                        sink.take(name, weight);
                    }
                })))
                .withMessage("no weight 'blocks.0.ln1.w' was loaded");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        aliveWhile((manager, sink) -> sink.take("unembed.W_U", manager.zeros(new Shape(11, 8)))))
                .withMessage("weight 'unembed.W_U' was loaded in the shape (11, 8), expected (8, 11)");
    }
}
