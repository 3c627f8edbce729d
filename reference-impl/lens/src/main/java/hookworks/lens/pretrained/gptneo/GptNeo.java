package hookworks.lens.pretrained.gptneo;

import hookworks.lens.config.AttentionConfig.Local;
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

/** GPT-Neo: scores are not divided by anything, and some layers see only a window. */
public final class GptNeo implements Family {
    private static final double EPS = 1e-5;

    @Override
    public List<String> prefixes() {
        return List.of("transformer.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        int width = config.size("hidden_size");
        int layers = config.layers("num_layers");
        var builder = HookedTransformerConfig.builder()
                .nLayers(layers)
                .dModel(width)
                .nCtx(config.size("max_position_embeddings"))
                .dVocab(config.size("vocab_size"))
                .nHeads(config.size("num_heads"))
                .dHead(config.sizeOfEach("hidden_size", "num_heads"))
                .attnScale(1)
                .mlp(new MlpConfig(
                        config.optionalSize("intermediate_size").orElse(4 * width),
                        config.activation("activation_function", "gelu_new"),
                        false))
                .normalization(
                        Normalization.of(Normalization.Kind.LN).withEps(config.decimal("layer_norm_epsilon", EPS)))
                .tieWordEmbeddings(config.flag("tie_word_embeddings", true));
        List<Boolean> local = AttentionTypes.read(config, layers);
        return local.contains(true) ? builder.local(new Local(config.size("window_size"), local)) : builder;
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        map.table(StateDict.W_E, "wte.weight");
        map.table(StateDict.W_POS, "wpe.weight");
        map.layers("h.%d.", GptNeo::layer);
        map.norm("ln_final", "ln_f");
        map.unembedding("lm_head.weight", "wte.weight");
    }

    private static void layer(LayerMap layer) {
        layer.norm("ln1", "ln_1");
        layer.reads("Q", Projection.linear("attn.attention.q_proj"));
        layer.reads("K", Projection.linear("attn.attention.k_proj"));
        layer.reads("V", Projection.linear("attn.attention.v_proj"));
        layer.writes(Projection.linear("attn.attention.out_proj").biased());
        layer.norm("ln2", "ln_2");
        layer.mlp("in", Projection.linear("mlp.c_fc").biased());
        layer.mlp("out", Projection.linear("mlp.c_proj").biased());
        layer.buffers("attn.attention.bias", "attn.attention.masked_bias");
    }
}
