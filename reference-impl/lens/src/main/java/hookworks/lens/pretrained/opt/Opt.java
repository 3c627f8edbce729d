package hookworks.lens.pretrained.opt;

import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.parameters.StateDict;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.LayerMap;
import hookworks.lens.pretrained.layout.Projection;
import hookworks.lens.pretrained.layout.WeightMap;
import java.util.List;

/** OPT, where norms come first: all sizes but 350M. Its table of positions starts with two rows that no token uses. */
public final class Opt implements Family {
    private static final int UNUSED_POSITIONS = 2;

    @Override
    public List<String> prefixes() {
        return List.of("model.decoder.", "decoder.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        requireNormsFirst(config);
        return HookedTransformerConfig.builder()
                .nLayers(config.layers("num_hidden_layers"))
                .dModel(config.size("hidden_size"))
                .nCtx(config.size("max_position_embeddings"))
                .dVocab(config.size("vocab_size"))
                .nHeads(config.size("num_attention_heads"))
                .dHead(config.sizeOfEach("hidden_size", "num_attention_heads"))
                .mlp(new MlpConfig(config.size("ffn_dim"), config.activation("activation_function", "relu"), false))
                .normalization(Normalization.of(Normalization.Kind.LN))
                .tieWordEmbeddings(config.flag("tie_word_embeddings", true));
    }

    private static void requireNormsFirst(HuggingFaceConfig config) {
        config.require("do_layer_norm_before", true);
        config.require("_remove_final_layer_norm", false);
        config.require("layer_norm_elementwise_affine", true);
        int width = config.size("hidden_size");
        if (config.optionalSize("word_embed_proj_dim").orElse(width) != width) {
            throw config.unsupported("word_embed_proj_dim", "it must equal hidden_size=" + width);
        }
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        boolean isBiased = config.flag("enable_bias", true);
        map.table(StateDict.W_E, "embed_tokens.weight");
        map.tableAfter(UNUSED_POSITIONS, StateDict.W_POS, "embed_positions.weight");
        map.layers("layers.%d.", layer -> layer(layer, isBiased));
        map.norm("ln_final", "final_layer_norm");
        map.unembedding("lm_head.weight", "embed_tokens.weight");
    }

    private static void layer(LayerMap layer, boolean isBiased) {
        layer.norm("ln1", "self_attn_layer_norm");
        layer.reads("Q", Projection.linear("self_attn.q_proj").biasedIf(isBiased));
        layer.reads("K", Projection.linear("self_attn.k_proj").biasedIf(isBiased));
        layer.reads("V", Projection.linear("self_attn.v_proj").biasedIf(isBiased));
        layer.writes(Projection.linear("self_attn.out_proj").biasedIf(isBiased));
        layer.norm("ln2", "final_layer_norm");
        layer.mlp("in", Projection.linear("fc1").biasedIf(isBiased));
        layer.mlp("out", Projection.linear("fc2").biasedIf(isBiased));
    }
}
