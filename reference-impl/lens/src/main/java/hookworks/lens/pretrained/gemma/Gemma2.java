package hookworks.lens.pretrained.gemma;

import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.Normalization;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.LocalLayers;
import hookworks.lens.pretrained.layout.WeightMap;
import hookworks.lens.pretrained.llama.LlamaLayout;
import java.util.List;
import java.util.OptionalDouble;

/** Gemma 2: norms on both sides of attention and MLP, soft caps, and a window in every other layer from the first on. */
public final class Gemma2 implements Family {
    private static final double SCORES_CAP = 50;
    private static final double LOGITS_CAP = 30;
    private static final double QUERY_SCALAR = 256;
    private static final double EPS = 1e-6;

    @Override
    public List<String> prefixes() {
        return List.of("model.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        ConfigBuilder builder = GemmaLayout.config(config)
                .attnScale(Math.sqrt(config.decimal("query_pre_attn_scalar", QUERY_SCALAR)))
                .normalization(new Normalization(
                        Normalization.Kind.RMS, config.decimal("rms_norm_eps", EPS), false, true, false));
        cap(config, "attn_logit_softcapping", SCORES_CAP).ifPresent(builder::scoresSoftCap);
        cap(config, "final_logit_softcapping", LOGITS_CAP).ifPresent(builder::outputLogitsSoftCap);
        LocalLayers.read(config, config.layers("num_hidden_layers"), layer -> layer % 2 == 0)
                .ifPresent(builder::local);
        return builder;
    }

    /** None where the config says null, which is not the same as saying nothing. */
    private static OptionalDouble cap(HuggingFaceConfig config, String field, double otherwise) {
        return config.isNull(field) ? OptionalDouble.empty() : OptionalDouble.of(config.decimal(field, otherwise));
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        GemmaLayout.outsideLayers(config, map);
        map.layers(
                "layers.%d.",
                layer -> {
                    layer.norm("ln1", "input_layernorm", GemmaLayout::fromOne);
                    LlamaLayout.attention(layer, GemmaLayout.biases(config));
                    layer.norm("ln1_post", "post_attention_layernorm", GemmaLayout::fromOne);
                    layer.norm("ln2", "pre_feedforward_layernorm", GemmaLayout::fromOne);
                    LlamaLayout.mlp(layer, LlamaLayout.Biases.none());
                    layer.norm("ln2_post", "post_feedforward_layernorm", GemmaLayout::fromOne);
                });
    }
}
