package hookworks.lens.svd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.Architectures;
import hookworks.lens.HookedTransformer;
import hookworks.lens.SmallModel;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.factored.SingularValues;
import hookworks.lens.parameters.ModelWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An interpreter of singular vectors")
class SvdInterpreterTest {
    private static final HookedTransformerConfig PLANTED = HookedTransformerConfig.builder()
            .nLayers(2)
            .nHeads(2)
            .dModel(8)
            .dHead(3)
            .nCtx(4)
            .dVocab(8)
            .mlp(new MlpConfig(6, ActivationFunction.RELU, false))
            .build();

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    private void reproduces(SingularValues svd, NDArray matrix) {
        NDArray product = svd.u().mul(svd.s()).matMul(svd.vh().transpose());
        assertThat(product.getShape()).isEqualTo(matrix.getShape());
        assertThat(product.sub(matrix).abs().max().getFloat())
                .isLessThan(2e-6f * Math.max(1, matrix.abs().max().getFloat()));
    }

    @Test
    @DisplayName("decomposes what a head moves and what an MLP reads and writes, so that U S Vh makes it again")
    void decomposes() {
        for (Architectures architecture :
                List.of(Architectures.GPT2_STYLE, Architectures.SOLU, Architectures.GROUPED_ROTARY)) {
            try (HookedTransformer model = architecture.load()) {
                var interpreter = SvdInterpreter.of(model);
                ModelWeights weights = model.weights(manager);
                reproduces(
                        interpreter.svd(new VectorType.Ov(1, 4), manager),
                        weights.wV().get(1, 4).matMul(weights.wO().get(1, 4)));
                reproduces(
                        interpreter.svd(new VectorType.WOut(0), manager),
                        weights.wOut().get(0));
                NDArray reading = weights.wIn().get(1).transpose();
                boolean hasNormWeight = model.config().normalization().kind().hasWeight();
                reproduces(
                        interpreter.svd(new VectorType.WIn(1), manager),
                        hasNormWeight ? reading.mul(weights.named("blocks.1.ln2.w")) : reading);
            }
        }
    }

    @Test
    @DisplayName("shows what each vector does to every logit, and leaves nothing else behind")
    void singularVectors() {
        try (HookedTransformer model = Architectures.GPT2_STYLE.load()) {
            var interpreter = SvdInterpreter.of(model);
            var type = new VectorType.Ov(0, 2);
            NDArray found = interpreter.getSingularVectors(type, 3, manager);
            assertThat(manager.getManagedArrays()).hasSize(1);
            assertThat(found.getShape()).isEqualTo(new Shape(37, 1, 3));
            SingularValues svd = interpreter.svd(type, manager);
            assertThat(manager.getManagedArrays()).hasSize(4);
            NDArray expected =
                    svd.vh().get(":, :3").transpose().matMul(model.wU()).transpose(); // [d_vocab, vector]
            assertThat(found.squeeze(1).sub(expected).abs().max().getFloat()).isLessThan(1e-6f);
        }
    }

    /** Everything zero but for the unembedding, which shows the stream as it is, and what is planted. */
    private HookedTransformer planted(Map<String, NDArray> weights) {
        var stateDict = new LinkedHashMap<String, NDArray>();
        try (HookedTransformer any = HookedTransformer.fresh(PLANTED, Device.cpu())) {
            any.weights(manager).stateDict().forEach((name, weight) -> stateDict.put(name, weight.zerosLike()));
        }
        stateDict.put("unembed.W_U", manager.eye(8));
        stateDict.putAll(weights);
        return HookedTransformer.fromStateDict(PLANTED, stateDict, Device.cpu());
    }

    private NDArray cells(Shape shape, Map<Integer, Float> filled) {
        var cells = new float[(int) shape.size()];
        filled.forEach((cell, value) -> cells[cell] = value);
        return manager.create(cells, shape);
    }

    private static void points(SingularDirection direction, long token, double singularValue) {
        assertThat(direction.singularValue()).isCloseTo(singularValue, within(1e-5));
        TokenLogit up = direction.raised().getFirst();
        TokenLogit down = direction.lowered().getFirst();
        TokenLogit strongest = Math.abs(up.logit()) > Math.abs(down.logit()) ? up : down;
        assertThat(strongest.token()).isEqualTo(token);
        assertThat(Math.abs(strongest.logit())).isCloseTo(1, within(1e-5f));
    }

    @Test
    @DisplayName("finds the tokens of a planted head and a planted MLP, by size")
    void plantedTokens() {
        try (HookedTransformer model = planted(Map.of(
                "blocks.1.attn.W_V", cells(new Shape(2, 8, 3), Map.of(24 + 3 * 2, 2f, 24 + 3 * 5 + 1, 4f)),
                "blocks.1.attn.W_O", cells(new Shape(2, 3, 8), Map.of(24 + 6, 1f, 24 + 8 + 1, 1f)),
                "blocks.0.mlp.W_out", cells(new Shape(6, 8), Map.of(3, 5f, 8 + 6, 2f))))) {
            var interpreter = SvdInterpreter.of(model);
            List<SingularDirection> head = interpreter.topTokens(new VectorType.Ov(1, 1), 2, 3);
            points(head.get(0), 1, 4);
            points(head.get(1), 6, 2);
            assertThat(head.get(0).raised()).hasSize(3);
            assertThat(head.get(0).lowered()).hasSize(3);
            List<SingularDirection> mlp = interpreter.topTokens(new VectorType.WOut(0), 2, 1);
            points(mlp.get(0), 3, 5);
            points(mlp.get(1), 6, 2);
        }
    }

    @Test
    @DisplayName("counts the weight of the norm before an MLP as part of what it reads")
    void normWeight() {
        Map<String, NDArray> reading =
                Map.of("blocks.0.mlp.W_in", cells(new Shape(8, 6), Map.of(6 * 3, 1f, 6 * 7 + 1, 3f)));
        var scaled = new LinkedHashMap<>(reading);
        scaled.put("blocks.0.ln2.w", manager.create(new float[] {1, 1, 1, 10, 1, 1, 1, 1}));
        var plain = new LinkedHashMap<>(reading);
        plain.put("blocks.0.ln2.w", manager.ones(new Shape(8)));
        try (HookedTransformer model = planted(scaled);
                HookedTransformer other = planted(plain)) {
            List<SingularDirection> directions = SvdInterpreter.of(model).topTokens(new VectorType.WIn(0), 2, 1);
            points(directions.get(0), 3, 10);
            points(directions.get(1), 7, 3);
            points(
                    SvdInterpreter.of(other)
                            .topTokens(new VectorType.WIn(0), 1, 1)
                            .getFirst(),
                    7,
                    3);
        }
    }

    @Test
    @DisplayName("shows tokens as a tokenizer does, where a model has one")
    void strings() {
        try (HookedTransformer model = HookedTransformer.bundled(Device.cpu())) {
            SingularDirection direction = SvdInterpreter.of(model)
                    .topTokens(new VectorType.Ov(1, 1), 1, 2)
                    .getFirst();
            List<TokenLogit> raised = direction.raised();
            assertThat(raised.get(0).logit())
                    .isGreaterThanOrEqualTo(raised.get(1).logit());
            assertThat(direction.lowered().get(0).logit())
                    .isLessThanOrEqualTo(direction.lowered().get(1).logit());
            String shown = model.texts().toSingleStrToken(raised.get(0).token()).replace("\n", "\\n");
            assertThat(direction.toString(model.texts()))
                    .contains("raises '" + shown + "' '")
                    .contains(", lowers '");
        }
    }

    @Test
    @DisplayName("refuses layers, heads, MLPs and vectors that are not there")
    void refuses() {
        try (HookedTransformer model = Architectures.GPT2_STYLE.load();
                HookedTransformer attentionOnly = SmallModel.load()) {
            var interpreter = SvdInterpreter.of(model);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> interpreter.svd(new VectorType.WOut(2), manager))
                    .withMessage("there is no layer 2: the model has 0 to 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> interpreter.svd(new VectorType.Ov(0, 6), manager))
                    .withMessage("there is no head 6: the model has 0 to 5");
            assertThatIllegalArgumentException().isThrownBy(() -> interpreter.svd(new VectorType.WIn(-1), manager));
            for (int wrong : new int[] {0, 5}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> interpreter.getSingularVectors(new VectorType.Ov(0, 0), wrong, manager))
                        .withMessage("the matrix has 4 singular vectors: ask for 1 to as many, not " + wrong);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> interpreter.topTokens(new VectorType.Ov(0, 0), 1, 38))
                    .withMessage("k must be 1 to d_vocab_out=37, got 38");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SvdInterpreter.of(attentionOnly).svd(new VectorType.WIn(0), manager))
                    .withMessage("this model is attention-only: there is no MLP for WIn[layer=0]");
            assertThat(manager.getManagedArrays()).isEmpty();
        }
    }
}
