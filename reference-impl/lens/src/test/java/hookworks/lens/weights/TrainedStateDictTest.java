package hookworks.lens.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State dicts that torch wrote, against what their models computed when they were recorded. */
class TrainedStateDictTest {
    private static final Path COMMITTED = Path.of("src/test/resources/trained");

    /** Absolute: sums of a few dozen float32 terms of size 1, taken in another order. */
    private static final double FLOAT32_SUM = 2e-5;

    private static final double LAYER_NORM_EPSILON = 1e-5;

    /** The cases under {@code -Dhookworks.trained}, by default the committed one. */
    static Stream<Path> cases() throws IOException {
        Path folder = Path.of(System.getProperty("hookworks.trained", COMMITTED.toString()));
        try (var found = Files.walk(folder, 2)) {
            List<Path> cases = found.filter(path -> Files.exists(path.resolve("state_dict.pt")))
                    .toList();
            assertThat(cases).as("trained cases under %s", folder).isNotEmpty();
            return cases.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("the last weights read turn the recorded residual into the recorded logits")
    void reproducesTheLogits(Path folder) {
        try (var weights = TensorFile.open(folder.resolve("state_dict.pt"));
                var recorded = TensorFile.open(folder.resolve("activations.safetensors"));
                var manager = NDManager.newBaseManager(Device.cpu())) {
            String lastResidual = recorded.tensors().keySet().stream()
                    .filter(name -> name.endsWith("hook_resid_post"))
                    .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
            NDArray residual = recorded.read(lastResidual, manager); // [batch, pos, d_model]
            NDArray centred = residual.sub(residual.mean(new int[] {2}, true));
            NDArray scale = centred.square()
                    .mean(new int[] {2}, true)
                    .add(LAYER_NORM_EPSILON)
                    .sqrt();
            NDArray normalized = centred.div(scale)
                    .mul(weights.read("ln_final.w", manager))
                    .add(weights.read("ln_final.b", manager));
            NDArray logits =
                    normalized.matMul(weights.read("unembed.W_U", manager)).add(weights.read("unembed.b_U", manager));

            requireClose(normalized, recorded.read("cache/ln_final.hook_normalized", manager));
            requireClose(logits, recorded.read("logits", manager));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("every tensor listed can be read, in the shape and type listed")
    void readsEverything(Path folder) {
        try (var weights = TensorFile.open(folder.resolve("state_dict.pt"));
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThat(weights.tensors()).isNotEmpty();
            weights.tensors().forEach((name, entry) -> {
                NDArray tensor = weights.read(name, manager);
                assertThat(tensor.getShape()).as(name).isEqualTo(entry.shape());
                assertThat(tensor.getDataType()).as(name).isEqualTo(entry.readAs());
            });
            assertThat(manager.getManagedArrays())
                    .hasSameSizeAs(weights.tensors().keySet());
        }
    }

    @Test
    @DisplayName("the palindrome model's names, shapes, masks and single values are torch's")
    void knowsThePalindromeModel() {
        try (var weights = TorchFile.open(COMMITTED.resolve("palindromes/state_dict.pt"));
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThat(weights.tensors()).hasSize(30);
            assertThat(weights.tensors().keySet())
                    .startsWith("embed.W_E", "pos_embed.W_pos", "blocks.0.ln1.w")
                    .endsWith("ln_final.b", "unembed.W_U", "unembed.b_U");
            assertThat(weights.tensors())
                    .containsEntry("embed.W_E", float32(33, 28))
                    .containsEntry("pos_embed.W_pos", float32(22, 28))
                    .containsEntry("blocks.1.attn.W_Q", float32(2, 28, 14))
                    .containsEntry("blocks.1.attn.W_O", float32(2, 14, 28))
                    .containsEntry("blocks.1.attn.b_K", float32(2, 14))
                    .containsEntry("blocks.0.attn.IGNORE", float32())
                    .containsEntry(
                            "blocks.0.attn.mask",
                            new TensorEntry(DataType.BOOLEAN, DataType.BOOLEAN, new Shape(22, 22)));
            boolean[] mask = weights.read("blocks.0.attn.mask", manager).toBooleanArray();
            for (int cell = 0; cell < mask.length; cell++) {
                assertThat(mask[cell]).as("mask at %d", cell).isEqualTo(cell % 22 <= cell / 22);
            }
            assertThat(weights.read("blocks.0.attn.IGNORE", manager).getFloat()).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(weights.read("embed.W_E", manager).getFloat(32, 27)).isEqualTo(0.21137308f);
            assertThat(weights.read("blocks.1.attn.W_Q", manager).getFloat(1, 27, 13))
                    .isEqualTo(-0.31895187f);
            assertThat(weights.read("ln_final.w", manager).getFloat(0)).isEqualTo(1.0563104f);
        }
    }

    private static TensorEntry float32(long... sizes) {
        return new TensorEntry(DataType.FLOAT32, DataType.FLOAT32, new Shape(sizes));
    }

    private static void requireClose(NDArray ours, NDArray theirs) {
        assertThat(ours.getShape()).isEqualTo(theirs.getShape());
        assertThat(ours.sub(theirs).abs().max().getFloat()).isLessThan((float) FLOAT32_SUM);
    }
}
