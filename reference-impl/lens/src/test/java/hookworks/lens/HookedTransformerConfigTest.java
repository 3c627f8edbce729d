package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookedTransformerConfigTest {
    private static final String REQUIRED = """
            "n_layers":2,"d_model":24,"n_ctx":32,"d_vocab":37,"attn_only":true,"normalization_type":null,\
            "positional_embedding_type":"shortformer"\
            """;

    private static HookedTransformerConfig read(String more) {
        return HookedTransformerConfig.fromJson("{" + REQUIRED + more + "}");
    }

    @Test
    @DisplayName("survives the way through JSON")
    void roundTrip() {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(3)
                .nHeads(5)
                .dModel(24)
                .dHead(4)
                .nCtx(32)
                .dVocab(37)
                .dVocabOut(41)
                .attnScale(1.25)
                .flags(new HookFlags(true, false, true))
                .build();

        assertThat(HookedTransformerConfig.fromJson(config.toJson())).isEqualTo(config);
    }

    @Test
    @DisplayName("derives what TransformerLens derives: head width, heads, output vocabulary, scale")
    void derives() {
        assertThat(read(",\"n_heads\":6"))
                .returns(4, HookedTransformerConfig::dHead)
                .returns(37, HookedTransformerConfig::dVocabOut)
                .returns(2.0, HookedTransformerConfig::attnScale);
        assertThat(read(",\"d_head\":8,\"n_heads\":-1").nHeads()).isEqualTo(3);
        assertThat(read(",\"n_heads\":6,\"use_attn_scale\":false").attnScale()).isEqualTo(1);
        assertThat(read(",\"n_heads\":6,\"attn_scale\":-1.0,\"d_vocab_out\":-1").attnScale())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @DisplayName("refuses what no model here can do, and says which field")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "rotary_dim":4                | rotary_dim=4 is not supported
            "final_rms":true              | final_rms=true is not supported
            "attention_dir":"bidirectional" | attention_dir="bidirectional" is not supported
            "dtype":"float16"             | dtype="float16" is not supported
            "n_key_value_heads":2         | n_key_value_heads=2 and n_heads=6 disagree
            "nlayers":2                   | unknown config field 'nlayers'
            "attn_scale":"big"            | attn_scale must be a number
            "use_attn_result":1           | use_attn_result must be true or false
            "d_head":1.5                  | d_head must be a whole number
            "d_vocab_out":0               | d_vocab_out must be at least 1
            "attn_scale":-2               | attn_scale must be finite and above 0
            """)
    void refuses(String field, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(",\"n_heads\":6," + field))
                .withMessageContaining(message);
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
            {"attn_only":false}               | attn_only=false is not supported
            {"normalization_type":"LN"}       | normalization_type="LN" is not supported
            {"n_layers":1}                    | the config lacks attn_only
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
                .isThrownBy(() -> HookedTransformerConfig.attentionOnly()
                        .nLayers(1)
                        .nHeads(1)
                        .dModel(1 << 16)
                        .dVocab(1 << 20)
                        .nCtx(4)
                        .build())
                .withMessageContaining("more than 2 GiB");
    }
}
