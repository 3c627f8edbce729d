package hookworks.lens.pretrained.llama;

import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.parameters.StateDict;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.LayerMap;
import hookworks.lens.pretrained.layout.Projection;
import hookworks.lens.pretrained.layout.RotaryFields;
import hookworks.lens.pretrained.layout.WeightMap;

/** What Llama and its relatives have in common. */
public final class LlamaLayout {
    private static final double EPS = 1e-6;

    private LlamaLayout() {}

    /**
     * Which projections have biases.
     *
     * @param reading queries, keys and values
     * @param writing what the heads write
     * @param mlp all three of the MLP's
     */
    public record Biases(boolean reading, boolean writing, boolean mlp) {
        /** No projection has a bias. */
        public static Biases none() {
            return new Biases(false, false, false);
        }
    }

    /**
     * All but the MLP: sizes, grouped queries, rotary positions, RMS norms; a head is not the embedding's unless said.
     */
    public static ConfigBuilder config(HuggingFaceConfig config) {
        int heads = config.size("num_attention_heads");
        int size = config.optionalSize("head_dim")
                .orElseGet(() -> config.sizeOfEach("hidden_size", "num_attention_heads"));
        int keys = config.optionalSize("num_key_value_heads").orElse(heads);
        var builder = HookedTransformerConfig.builder()
                .nLayers(config.layers("num_hidden_layers"))
                .dModel(config.size("hidden_size"))
                .nCtx(config.size("max_position_embeddings"))
                .dVocab(config.size("vocab_size"))
                .nHeads(heads)
                .dHead(size)
                .normalization(Normalization.of(Normalization.Kind.RMS).withEps(config.decimal("rms_norm_eps", EPS)))
                .positional(RotaryFields.read(config, size))
                .tieWordEmbeddings(config.flag("tie_word_embeddings", false));
        return keys == heads ? builder : builder.nKeyValueHeads(keys);
    }

    /** Every tensor. */
    public static void weights(WeightMap map, Biases biases) {
        map.table(StateDict.W_E, "embed_tokens.weight");
        map.layers(
                "layers.%d.",
                layer -> {
                    layer.norm("ln1", "input_layernorm");
                    attention(layer, biases);
                    layer.norm("ln2", "post_attention_layernorm");
                    mlp(layer, biases);
                });
        map.norm("ln_final", "norm");
        map.unembedding("lm_head.weight", "embed_tokens.weight");
    }

    /** A layer's attention. */
    public static void attention(LayerMap layer, Biases biases) {
        layer.reads("Q", Projection.linear("self_attn.q_proj").biasedIf(biases.reading()));
        layer.reads("K", Projection.linear("self_attn.k_proj").biasedIf(biases.reading()));
        layer.reads("V", Projection.linear("self_attn.v_proj").biasedIf(biases.reading()));
        layer.writes(Projection.linear("self_attn.o_proj").biasedIf(biases.writing()));
        layer.buffers("self_attn.rotary_emb.inv_freq");
    }

    /** A layer's gated MLP. */
    public static void mlp(LayerMap layer, Biases biases) {
        layer.mlp("gate", Projection.linear("mlp.gate_proj").biasedIf(biases.mlp()));
        layer.mlp("in", Projection.linear("mlp.up_proj").biasedIf(biases.mlp()));
        layer.mlp("out", Projection.linear("mlp.down_proj").biasedIf(biases.mlp()));
    }
}
