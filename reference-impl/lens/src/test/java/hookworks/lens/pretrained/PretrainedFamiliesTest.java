package hookworks.lens.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.families.Families;
import hookworks.lens.families.FamilyCase;
import hookworks.lens.families.Reference;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.parameters.StateDict;
import hookworks.lens.processing.WeightProcessing;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainedFamiliesTest {
    /** Of the largest number: three layers of float32 sums of some dozens of terms, in another order. */
    private static final double FLOAT32_SUM = 5e-6;

    /** Of the largest number: weights that were changed in double precision and rounded once more. */
    private static final double TWO_PASSES = 2e-5;

    /** Longer than every window. */
    private static final int[] TOKENS =
            IntStream.range(0, 24).map(pos -> (pos * 17 + 5) % 61).toArray();

    /** Three weights at most, with what is made on the way; a whole model has some dozens. */
    private static final int MADE_OF_A_TENSOR = 16;

    private static final Device CPU = Device.cpu();

    @TempDir
    private static Path root;

    private static List<FamilyCase> cases = List.of();

    @BeforeAll
    static void write() {
        cases = Families.writeAll(root, 11);
    }

    static List<FamilyCase> cases() {
        return cases;
    }

    private static NDArray tokens(NDManager manager) {
        return manager.create(TOKENS).toType(DataType.INT64, false).expandDims(0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("logits and the residual stream after each block are those of the double-precision reference")
    void agrees(FamilyCase model) {
        try (NDManager manager = NDManager.newBaseManager(CPU);
                HookedTransformer loaded = HookedTransformer.fromPretrainedFolder(model.folder(), CPU)) {
            CachedRun run = loaded.runWithCache(tokens(manager));
            assertThat(Rows.relativeDifference(Rows.of(run.logits()), Reference.logits(model.folder(), TOKENS)))
                    .as("logits")
                    .isLessThan(FLOAT32_SUM);
            List<double[][]> residuals = Reference.residuals(model.folder(), TOKENS);
            assertThat(residuals).hasSize(loaded.config().nLayers() + 1);
            for (int layer = 0; layer < loaded.config().nLayers(); layer++) {
                assertThat(Rows.relativeDifference(
                                Rows.of(run.cache().get(HookName.residPost(layer))), residuals.get(layer + 1)))
                        .as("residual stream after block %d", layer)
                        .isLessThan(FLOAT32_SUM);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("standard weight processing leaves every log-probability as it was")
    void processes(FamilyCase model) {
        try (NDManager manager = NDManager.newBaseManager(CPU);
                HookedTransformer plain = HookedTransformer.fromPretrainedFolder(model.folder(), CPU);
                HookedTransformer processed = HookedTransformer.fromPretrainedFolder(
                        model.folder(), WeightProcessing.standard(), DataType.FLOAT32, CPU)) {
            double[][] before = Rows.of(plain.forward(tokens(manager)).logSoftmax(-1));
            double[][] after = Rows.of(processed.forward(tokens(manager)).logSoftmax(-1));
            assertThat(Rows.relativeDifference(after, before)).isLessThan(TWO_PASSES);
            assertThat(processed.config().normalization().kind().hasWeight()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("a folder gives every weight that its config asks for, and nothing else, to the manager that is given")
    void owns(FamilyCase model) {
        try (NDManager manager = NDManager.newBaseManager(CPU)) {
            Pretrained loaded = PretrainedFolder.load(model.folder(), DataType.FLOAT32, manager);
            Map<String, NDArray> weights = loaded.stateDict();
            assertThat(weights.keySet())
                    .containsExactlyElementsOf(StateDict.shapes(loaded.config()).keySet());
            assertThat(manager.getManagedArrays()).hasSize(weights.size());
            weights.forEach((name, weight) -> assertThat(weight.getShape())
                    .as(name)
                    .isEqualTo(StateDict.shapes(loaded.config()).get(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("a folder's weights come tensor by tensor, so that those of one may be gone before the next is read")
    void oneByOne(FamilyCase model) {
        try (NDManager manager = NDManager.newBaseManager(CPU);
                PretrainedFolder opened = PretrainedFolder.open(model.folder(), DataType.FLOAT32)) {
            var seen = new HashSet<String>();
            opened.read(manager, (name, weight) -> {
                assertThat(manager.getManagedArrays()).as(name).hasSizeLessThanOrEqualTo(MADE_OF_A_TENSOR);
                seen.add(name);
                weight.close();
            });
            assertThat(seen).isEqualTo(StateDict.shapes(opened.config()).keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("a config that was made from a folder's survives being written and read under TransformerLens' names")
    void configs(FamilyCase model) {
        try (PretrainedFolder opened = PretrainedFolder.open(model.folder(), DataType.FLOAT16)) {
            assertThat(opened.config().dtype()).isEqualTo(DataType.FLOAT16);
            assertThat(HookedTransformerConfig.fromJson(opened.config().toJson()))
                    .isEqualTo(opened.config());
        }
    }

    @ParameterizedTest
    @DisplayName("a run passes the hook points of the family, and no others")
    @CsvSource({
        "gpt2, hook_pos_embed, true",
        "gpt2, blocks.1.hook_resid_mid, true",
        "gpt2, blocks.0.attn.hook_rot_q, false",
        "gpt-neo, hook_pos_embed, true",
        "gpt-neo, blocks.2.mlp.hook_pre_linear, false",
        "pythia, hook_pos_embed, false",
        "pythia, blocks.0.hook_resid_mid, false",
        "pythia, blocks.1.attn.hook_rot_k, true",
        "gpt-neox-sequential, blocks.0.hook_resid_mid, true",
        "llama, blocks.2.mlp.hook_pre_linear, true",
        "llama, blocks.2.attn.hook_rot_q, true",
        "llama, blocks.0.ln1_post.hook_scale, false",
        "llama-biased, blocks.0.mlp.hook_pre_linear, true",
        "mistral, blocks.2.ln2.hook_normalized, true",
        "qwen2, blocks.0.attn.hook_rot_q, true",
        "gemma, blocks.1.mlp.hook_pre_linear, true",
        "gemma, blocks.1.ln2_post.hook_scale, false",
        "gemma2, blocks.2.ln1_post.hook_normalized, true",
        "gemma2, blocks.2.ln2_post.hook_scale, true",
        "opt, hook_pos_embed, true",
        "opt, ln_final.hook_scale, true"
    })
    void hookPoints(String name, String point, boolean isThere) {
        try (NDManager manager = NDManager.newBaseManager(CPU);
                HookedTransformer loaded = HookedTransformer.fromPretrainedFolder(root.resolve(name), CPU)) {
            List<String> passed =
                    loaded.hookPoints().stream().map(HookPoint::name).toList();
            assertThat(passed.contains(point)).isEqualTo(isThere);
            assertThat(loaded.runWithCache(tokens(manager)).cache().names()).containsExactlyElementsOf(passed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "pythia", "llama-biased", "gemma2"})
    @DisplayName("half precision is the float32 model, coarsely")
    void halves(String name) {
        Path folder = root.resolve(name);
        try (NDManager manager = NDManager.newBaseManager(CPU);
                HookedTransformer whole = HookedTransformer.fromPretrainedFolder(folder, CPU);
                HookedTransformer half = HookedTransformer.fromPretrainedFolder(
                        folder, WeightProcessing.none(), DataType.FLOAT16, CPU)) {
            NDArray logits = half.forward(tokens(manager));
            assertThat(logits.getDataType()).isEqualTo(DataType.FLOAT16);
            assertThat(Rows.relativeDifference(Rows.of(logits), Rows.of(whole.forward(tokens(manager)))))
                    .isBetween(1e-5, 0.01);
        }
    }

    @Test
    @DisplayName("tied embeddings share no memory: changing one weight leaves the other")
    void apart() {
        try (NDManager manager = NDManager.newBaseManager(CPU)) {
            Map<String, NDArray> weights = PretrainedFolder.load(root.resolve("llama-tied"), DataType.FLOAT32, manager)
                    .stateDict();
            NDArray embedding = Objects.requireNonNull(weights.get(StateDict.W_E));
            NDArray unembedding = Objects.requireNonNull(weights.get(StateDict.W_U));
            assertThat(embedding.transpose().contentEquals(unembedding)).isTrue();
            embedding.addi(1);
            assertThat(embedding.transpose().contentEquals(unembedding)).isFalse();
        }
    }
}
