package hookworks.lens.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyRulesTest {
    private static final int WINDOW = 5;
    private static final int CHANGED = 3;
    private static final double FAR = 0.01;
    /** Only the order of some sums differs. */
    private static final double CLOSE = 1e-12;

    private final int[] tokens = ReferenceTest.tokens();

    private Trace run(Checkpoint model) {
        return Reference.trace(model, tokens);
    }

    private double[][] logits(Checkpoint model) {
        return run(model).logits();
    }

    private static Checkpoint draw(String name) {
        return Families.recipe(name).draw(7);
    }

    private static UnaryOperator<ObjectNode> set(String field, boolean value) {
        return config -> config.put(field, value);
    }

    /** The positions whose residual stream after a block depends on the token at {@link #CHANGED}. */
    private Set<Integer> reached(Checkpoint model, int block) {
        double[][] before = run(model).residuals().get(block);
        double[][] after = Reference.trace(model, ReferenceTest.changedAt(CHANGED))
                .residuals()
                .get(block);
        Set<Integer> positions = new TreeSet<>();
        for (int pos = 0; pos < tokens.length; pos++) {
            if (Differences.at(pos, before, after) > 0) {
                positions.add(pos);
            }
        }
        return positions;
    }

    @ParameterizedTest
    @DisplayName("a windowed block carries a token window - 1 positions on, and a full one to the end")
    @CsvSource({
        "mistral, 1, 7",
        "mistral, 2, 11",
        "mistral, 3, 15",
        "mistral-without-window, 1, 23",
        "gpt-neo, 1, 23",
        "gpt-neo-local-first, 1, 7",
        "gpt-neo-local-first, 2, 23",
        "gemma2, 1, 7",
        "gemma2, 2, 23",
        "qwen2, 1, 23",
        "qwen2-windowed, 1, 23",
        "llama, 1, 23"
    })
    void windows(String name, int block, int last) {
        assertThat(reached(draw(name), block)).first().isEqualTo(CHANGED);
        assertThat(reached(draw(name), block)).last().isEqualTo(last);
        assertThat(reached(draw(name), block)).hasSize(last - CHANGED + 1);
    }

    @Test
    @DisplayName("Qwen2 windows only where its config says so, and only from max_window_layers on")
    void qwenWindows() {
        Checkpoint windowed = draw("qwen2-windowed");
        List<double[][]> narrow = run(windowed).residuals();
        List<double[][]> full =
                run(windowed.with(set("use_sliding_window", false))).residuals();
        assertThat(narrow.get(1)).isDeepEqualTo(full.get(1));
        for (int pos = 0; pos < WINDOW; pos++) {
            assertThat(narrow.get(2)[pos]).containsExactly(full.get(2)[pos]);
        }
        assertThat(Differences.at(WINDOW, narrow.get(2), full.get(2))).isGreaterThan(FAR);
    }

    @Test
    @DisplayName("GPT-Neo's third block is global again, as its attention_types count")
    void neoTypes() {
        Checkpoint model = draw("gpt-neo");
        double[][] asDrawn = run(model).residuals().getLast();
        double[][] local = run(model.with(config -> {
                    ArrayNode thrice = config.putArray("attention_types").addArray();
                    thrice.addArray().add("local");
                    thrice.add(3);
                    return config;
                }))
                .residuals()
                .getLast();
        assertThat(Differences.at(WINDOW - 1, asDrawn, local)).isZero();
        assertThat(Differences.at(tokens.length - 1, asDrawn, local)).isGreaterThan(FAR);
    }

    @Test
    @DisplayName("Gemma 2's final cap squeezes the logits that it would have without, and bounds them")
    void finalCap() {
        Checkpoint capped = draw("gemma2");
        double[][] squeezed = logits(capped);
        double[][] raw = logits(capped.with(config -> config.putNull("final_logit_softcapping")));
        assertThat(largest(raw)).isGreaterThan(7);
        assertThat(largest(squeezed)).isLessThan(7);
        assertThat(squeezed[5][6]).isCloseTo(7 * Math.tanh(raw[5][6] / 7), within(CLOSE));
    }

    @Test
    @DisplayName("Gemma 2's cap on scores and its query_pre_attn_scalar are felt")
    void scoreCap() {
        Checkpoint model = draw("gemma2");
        double[][] uncapped = logits(model.with(config -> config.putNull("attn_logit_softcapping")));
        double[][] rescaled = logits(model.with(config -> config.put("query_pre_attn_scalar", 14)));
        assertThat(Differences.anywhere(logits(model), uncapped)).isGreaterThan(FAR);
        assertThat(Differences.anywhere(logits(model), rescaled)).isGreaterThan(FAR);
    }

    private static double largest(double[][] values) {
        return Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    @Test
    @DisplayName("Gemma's gate is the tanh gelu whether its config says so or says gelu as at first")
    void gemmaGate() {
        Checkpoint first = draw("gemma-first-release");
        Checkpoint later = first.with(config -> config.put("hidden_activation", "gelu_pytorch_tanh"));
        assertThat(logits(first)).isDeepEqualTo(logits(later));
    }

    @Test
    @DisplayName("Gemma normalises by one plus the file's weight, and scales embeddings by the root of their size")
    void gemmaNorms() {
        Checkpoint zeroed = draw("gemma").with("model.norm.weight", Tensor.of(new double[36]));
        Trace trace = run(zeroed);
        double[] last = trace.residuals().getLast()[4];
        double[] unit = Norms.rmsNorm(last, ones(), 1e-6);
        double[][] table = zeroed.tensor("model.embed_tokens.weight").matrix();
        assertThat(trace.logits()[4][9]).isCloseTo(Arithmetic.dot(unit, table[9]), within(CLOSE));
        assertThat(trace.residuals().getFirst()[4][0]).isCloseTo(6 * table[tokens[4]][0], within(CLOSE));
    }

    private static double[] ones() {
        double[] ones = new double[36];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    @DisplayName("a tied Llama is an untied one whose head is a copy of the embeddings")
    void tied() {
        Checkpoint tied = draw("llama-tied");
        Checkpoint copied = tied.with("lm_head.weight", tied.tensor("model.embed_tokens.weight"))
                .with(set("tie_word_embeddings", false));
        assertThat(logits(copied)).isDeepEqualTo(logits(tied));
    }

    @Test
    @DisplayName("a grouped Llama is an ungrouped one whose key heads stand twice in a row")
    void grouped() {
        Checkpoint ungrouped = draw("llama").with(config -> config.put("num_key_value_heads", 4));
        for (int layer = 0; layer < 3; layer++) {
            for (String projection : List.of("k_proj", "v_proj")) {
                String name = "model.layers.%d.self_attn.%s.weight".formatted(layer, projection);
                double[][] rows = ungrouped.tensor(name).matrix();
                double[][] twice = new double[40][];
                for (int row = 0; row < 40; row++) {
                    twice[row] = rows[row / 20 * 10 + row % 10];
                }
                ungrouped = ungrouped.with(name, Tensor.of(twice));
            }
        }
        assertThat(logits(ungrouped)).isDeepEqualTo(logits(draw("llama")));
    }

    @Test
    @DisplayName("rope_theta is 10000 where a config is silent, and read from rope_parameters where those are")
    void theta() {
        Checkpoint silent = draw("llama-ungrouped");
        Checkpoint outspoken = silent.with(config -> config.put("rope_theta", 10_000.0));
        Checkpoint nested = draw("llama-rope-parameters");
        Checkpoint flat = nested.with(
                config -> config.<ObjectNode>without("rope_parameters").put("rope_theta", 700.0));
        assertThat(logits(silent)).isDeepEqualTo(logits(outspoken));
        assertThat(logits(nested)).isDeepEqualTo(logits(flat));
        assertThat(Differences.anywhere(
                        logits(nested), logits(flat.with(config -> config.put("rope_theta", 10_000.0)))))
                .isGreaterThan(FAR);
    }

    @Test
    @DisplayName("parallel and sequential residuals differ")
    void parallel() {
        Checkpoint model = draw("pythia");
        assertThat(Differences.anywhere(logits(model), logits(model.with(set("use_parallel_residual", false)))))
                .isGreaterThan(1);
    }

    @Test
    @DisplayName("GPT-NeoX keeps q, k and v of a head together: whole heads may change places")
    void neoxHeads() {
        Checkpoint model = draw("gpt-neox-sequential");
        Checkpoint swapped = model;
        for (int layer = 0; layer < 2; layer++) {
            String attention = "gpt_neox.layers.%d.attention.".formatted(layer);
            String weight = attention + "query_key_value.weight";
            String bias = attention + "query_key_value.bias";
            String dense = attention + "dense.weight";
            double[][] columns = Arithmetic.transpose(model.tensor(dense).matrix());
            double[][] biases =
                    Arithmetic.transpose(new double[][] {model.tensor(bias).vector()});
            swapped = swapped.with(
                            weight, Tensor.of(swapBlocks(model.tensor(weight).matrix(), 36)))
                    .with(bias, Tensor.of(Arithmetic.transpose(swapBlocks(biases, 36))[0]))
                    .with(dense, Tensor.of(Arithmetic.transpose(swapBlocks(columns, 12))));
        }
        assertThat(Differences.anywhere(logits(model), logits(swapped))).isLessThan(1e-10);
    }

    /** With the first and the third block of so many rows in each other's place. */
    private static double[][] swapBlocks(double[][] rows, int block) {
        double[][] swapped = rows.clone();
        for (int row = 0; row < block; row++) {
            swapped[row] = rows[row + 2 * block];
            swapped[row + 2 * block] = rows[row];
        }
        return swapped;
    }

    @ParameterizedTest
    @DisplayName("OPT's first position is the third row of its table; the two before it are never read")
    @CsvSource({"opt, model.decoder.embed_positions.weight", "opt-bare, decoder.embed_positions.weight"})
    void optPositions(String name, String table) {
        Checkpoint model = draw(name);
        double[][] rows = model.tensor(table).matrix();
        double[][] unread = rows.clone();
        unread[0] = new double[36];
        unread[1] = new double[36];
        double[][] read = rows.clone();
        read[2] = new double[36];
        assertThat(logits(model.with(table, Tensor.of(unread)))).isDeepEqualTo(logits(model));
        assertThat(Differences.at(0, logits(model.with(table, Tensor.of(read))), logits(model)))
                .isGreaterThan(FAR);
    }

    @Test
    @DisplayName("GPT-2's attention is scaled by the layer only where the config asks for it")
    void inverseLayer() {
        Checkpoint model = draw("gpt2-scaled-by-layer");
        List<double[][]> scaled = run(model).residuals();
        List<double[][]> plain =
                run(model.with(set("scale_attn_by_inverse_layer_idx", false))).residuals();
        assertThat(scaled.get(1)).isDeepEqualTo(plain.get(1));
        assertThat(Differences.anywhere(scaled.get(2), plain.get(2))).isGreaterThan(FAR);
    }

    @ParameterizedTest
    @DisplayName("every bias that a file holds is felt")
    @CsvSource({
        "gpt2, h.0.attn.c_attn.bias, 108",
        "gpt-neo, transformer.h.0.attn.attention.out_proj.bias, 28",
        "llama-biased, model.layers.0.self_attn.o_proj.bias, 36",
        "llama-biased, model.layers.0.mlp.down_proj.bias, 36",
        "qwen2, model.layers.0.self_attn.q_proj.bias, 40",
        "opt, model.decoder.layers.0.fc1.bias, 54"
    })
    void biases(String name, String bias, int size) {
        Checkpoint model = draw(name);
        Checkpoint without = model.with(bias, Tensor.of(new double[size]));
        assertThat(Differences.anywhere(logits(model), logits(without))).isGreaterThan(FAR);
    }

    @Test
    @DisplayName("an activation that no config names is refused by its name")
    void unknownActivation() {
        Checkpoint model = draw("llama").with(config -> config.put("hidden_act", "mish"));
        assertThatIllegalArgumentException().isThrownBy(() -> logits(model)).withMessage("no activation 'mish'");
    }
}
