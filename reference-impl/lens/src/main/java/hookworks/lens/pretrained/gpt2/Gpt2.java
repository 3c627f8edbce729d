package hookworks.lens.pretrained.gpt2;

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

/** GPT-2: matrices are {@code [in, out]}, and queries, keys and values of all heads lie side by side in one. */
public final class Gpt2 implements Family {
    private static final double EPS = 1e-5;

    @Override
    public List<String> prefixes() {
        return List.of("transformer.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        int width = config.size("n_embd");
        var builder = HookedTransformerConfig.builder()
                .nLayers(config.layers("n_layer"))
                .dModel(width)
                .nCtx(config.size("n_positions"))
                .dVocab(config.size("vocab_size"))
                .nHeads(config.size("n_head"))
                .dHead(config.sizeOfEach("n_embd", "n_head"))
                .scaleByInverseLayer(config.flag("scale_attn_by_inverse_layer_idx", false))
                .mlp(new MlpConfig(
                        config.optionalSize("n_inner").orElse(4 * width),
                        config.activation("activation_function", "gelu_new"),
                        false))
                .normalization(
                        Normalization.of(Normalization.Kind.LN).withEps(config.decimal("layer_norm_epsilon", EPS)))
                .tieWordEmbeddings(config.flag("tie_word_embeddings", true));
        return config.flag("scale_attn_weights", true) ? builder : builder.attnScale(1);
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        map.table(StateDict.W_E, "wte.weight");
        map.table(StateDict.W_POS, "wpe.weight");
        map.layers("h.%d.", Gpt2::layer);
        map.norm("ln_final", "ln_f");
        map.unembedding("lm_head.weight", "wte.weight");
    }

    private static void layer(LayerMap layer) {
        layer.norm("ln1", "ln_1");
        Projection fused = Projection.conv1d("attn.c_attn");
        layer.reads("Q", fused.third(0));
        layer.reads("K", fused.third(1));
        layer.reads("V", fused.third(2));
        layer.writes(Projection.conv1d("attn.c_proj"));
        layer.norm("ln2", "ln_2");
        layer.mlp("in", Projection.conv1d("mlp.c_fc"));
        layer.mlp("out", Projection.conv1d("mlp.c_proj"));
        layer.buffers("attn.bias", "attn.masked_bias");
    }
}
