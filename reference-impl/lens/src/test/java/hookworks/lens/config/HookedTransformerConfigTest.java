package hookworks.lens.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A config")
class HookedTransformerConfigTest {
    private static final String REQUIRED = """
            "n_layers":2,"d_model":24,"n_ctx":32,"d_vocab":37,"act_fn":"relu"\
            """;

    private static HookedTransformerConfig read(String more) {
        return HookedTransformerConfig.fromJson("{" + REQUIRED + more + "}");
    }

    private static HookedTransformerConfig roundTripped(HookedTransformerConfig config) {
        return HookedTransformerConfig.fromJson(config.toJson());
    }

    private static ConfigBuilder small() {
        return HookedTransformerConfig.builder()
                .nLayers(3)
                .nHeads(6)
                .dModel(24)
                .dHead(4)
                .nCtx(32)
                .dVocab(37);
    }

    @Test
    @DisplayName("survives the way through JSON, attention-only")
    void attentionOnlyRoundTrip() {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(3)
                .nHeads(5)
                .dModel(24)
                .dHead(4)
                .nCtx(32)
                .dVocab(37)
                .dVocabOut(41)
                .attnScale(1.25)
                .flags(new HookFlags(true, false, true, false, true))
                .build();

        assertThat(roundTripped(config)).isEqualTo(config);
    }

    @Test
    @DisplayName("survives the way through JSON with every other field set")
    void fullRoundTrip() {
        var config = small().nKeyValueHeads(2)
                .scaleByInverseLayer(true)
                .direction(AttentionConfig.Direction.BIDIRECTIONAL)
                .scoresSoftCap(50)
                .local(new AttentionConfig.Local(5, List.of(true, false, true)))
                .mlp(new MlpConfig(50, ActivationFunction.GELU_PYTORCH_TANH, true, true))
                .parallelAttnMlp(true)
                .normalization(new Normalization(Normalization.Kind.RMS, 1e-6, true, true, true))
                .positional(new PositionalEmbedding.Rotary(2, 500_000, true))
                .outputLogitsSoftCap(30)
                .tieWordEmbeddings(true)
                .defaultPrependBos(false)
                .dtype(DataType.FLOAT16)
                .initialization(new Initialization(
                        Initialization.Mode.XAVIER_UNIFORM, OptionalDouble.of(0.7), OptionalLong.of(11)))
                .build();

        assertThat(roundTripped(config)).isEqualTo(config);
        assertThat(config.toBuilder().build()).isEqualTo(config);
    }

    @Test
    @DisplayName("derives what TransformerLens derives")
    void derives() {
        assertThat(read(",\"n_heads\":6"))
                .returns(4, HookedTransformerConfig::dHead)
                .returns(37, HookedTransformerConfig::dVocabOut)
                .returns(2.0, HookedTransformerConfig::attnScale)
                .returns(Normalization.of(Normalization.Kind.LN), HookedTransformerConfig::normalization)
                .returns(new PositionalEmbedding.Standard(), HookedTransformerConfig::positional);
        assertThat(read(",\"n_heads\":6").mlp()).hasValue(new MlpConfig(96, ActivationFunction.RELU, false));
        assertThat(read(",\"d_head\":8,\"n_heads\":-1").nHeads()).isEqualTo(3);
        assertThat(read(",\"n_heads\":6,\"use_attn_scale\":false").attnScale()).isEqualTo(1);
        assertThat(read(",\"n_heads\":6,\"attn_scale\":-1.0,\"d_vocab_out\":-1").attnScale())
                .isEqualTo(2);
        assertThat(read(",\"n_heads\":6,\"positional_embedding_type\":\"rotary\"")
                        .positional())
                .isEqualTo(new PositionalEmbedding.Rotary(4, 10_000, false));
        assertThat(read(",\"n_heads\":6,\"n_key_value_heads\":6").attention().queriesPerKey())
                .isEqualTo(1);
        assertThat(read(",\"n_heads\":6,\"scale_attn_by_inverse_layer_idx\":true")
                        .attention()
                        .scaleOf(1))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @DisplayName("refuses what no model here can do, and what disagrees, by the fields' names")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "rotary_dim":6,"positional_embedding_type":"rotary" | rotary_dim=6 and d_head=4 disagree
            "rotary_dim":3,"positional_embedding_type":"rotary" | rotary_dim must be even
            "positional_embedding_type":"relative" | positional_embedding_type="relative" is not supported; these are: standard
            "normalization_type":null,"final_rms":true | normalization_type=null disagrees with final_rms=true
            "normalization_type":"BN"      | normalization_type="BN" is not supported; these are: LN, LNPre, RMS, RMSPre
            "gated_mlp_bias":true          | gated_mlp=false and gated_mlp_bias=true disagree
            "attention_dir":"sideways"     | attention_dir="sideways" is not supported
            "dtype":"int8"                 | dtype="int8" is not supported
            "dtype":"torch.bfloat16"       | dtype="bfloat16" is not supported; these are: float16, float32, float64
            "num_experts":8                | num_experts=8 is not supported
            "n_key_value_heads":4          | n_heads=6 and n_key_value_heads=4 disagree
            "nlayers":2                    | unknown config field 'nlayers' (value 2); did you mean 'n_layers'?
            "attn_scale":"big"             | attn_scale must be a number
            "use_attn_result":1            | use_attn_result must be true or false
            "d_head":1.5                   | d_head must be a whole number
            "d_vocab_out":0                | d_vocab_out must be at least 1
            "attn_scale":-2                | attn_scale must be finite and above 0
            "eps":0                        | eps must be finite and above 0
            "attn_only":true,"parallel_attn_mlp":true | attn_only=true and parallel_attn_mlp=true disagree
            "gated_mlp":true,"act_fn":"solu_ln" | not valid JSON
            "use_local_attn":true          | the config lacks window_size
            "use_local_attn":true,"window_size":4,"attn_types":["local"] | attn_types has 1 entries and n_layers=2
            "use_local_attn":true,"window_size":4,"attn_types":["local","far"] | attn_types holds 'far'
            "use_local_attn":true,"window_size":4,"attn_types":"local" | attn_types must be a list of text
            """)
    void refuses(String field, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(",\"n_heads\":6," + field))
                .withMessageContaining(message);
    }

    @Test
    @DisplayName("refuses an MLP that is gated and normalised, or has an unknown nonlinearity")
    void mlp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MlpConfig(8, ActivationFunction.SOLU_LN, true))
                .withMessageContaining("gated_mlp=true and act_fn=solu_ln disagree");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationFunction.named("elu"))
                .withMessageContaining("act_fn='elu' is not supported; these are: relu, gelu");
    }

    @Test
    @DisplayName("names both fields that disagree")
    void disagreement() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(",\"n_heads\":5"))
                .withMessageContaining("d_model=24 and n_heads=5 disagree");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(",\"d_head\":5"))
                .withMessageContaining("d_model=24 and d_head=5 disagree");
    }

    @ParameterizedTest
    @DisplayName("refuses text that is not one config")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                | must be one JSON object
            {                                 | not valid JSON
            {"n_layers":1,"n_layers":2}       | not valid JSON
            {} {}                             | not valid JSON
            {"n_layers":1}                    | the config lacks d_model
            {"n_layers":1,"d_model":8,"n_ctx":4,"d_vocab":3,"n_heads":2} | the config lacks act_fn; or say attn_only=true
            """)
    void notAConfig(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HookedTransformerConfig.fromJson(json))
                .withMessageContaining(message);
    }

    @Test
    @DisplayName("refuses a builder that lacks a field, and a weight that no tensor can hold")
    void builder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HookedTransformerConfig.attentionOnly()
                        .nHeads(1)
                        .dModel(8)
                        .dVocab(3)
                        .nCtx(4)
                        .build())
                .withMessage("the config lacks n_layers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().build())
                .withMessageContaining("the config lacks an MLP");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HookedTransformerConfig.attentionOnly()
                        .nLayers(1)
                        .nHeads(1)
                        .dModel(1 << 16)
                        .dVocab(1 << 20)
                        .nCtx(4)
                        .build())
                .withMessageContaining("more than 2 GiB");
    }

    @Test
    @DisplayName("a context may be as long as it likes where no table of positions grows with it")
    void longContexts() {
        var longest = small().dModel(1 << 14).nCtx(1 << 20).mlp(new MlpConfig(8, ActivationFunction.RELU, false));
        assertThatIllegalArgumentException()
                .isThrownBy(longest::build)
                .withMessageContaining("n_ctx * d_model makes a weight of more than 2 GiB");
        assertThat(longest.positional(new PositionalEmbedding.Rotary(4, 10_000, false))
                        .build())
                .returns(1 << 20, HookedTransformerConfig::nCtx);
    }
}
