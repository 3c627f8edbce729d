package hookworks.lens.pretrained.gemma;

import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.WeightMap;
import hookworks.lens.pretrained.llama.LlamaLayout;
import java.util.List;

/** Gemma 1. */
public final class Gemma implements Family {
    @Override
    public List<String> prefixes() {
        return List.of("model.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        return GemmaLayout.config(config);
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        GemmaLayout.outsideLayers(config, map);
        map.layers(
                "layers.%d.",
                layer -> {
                    layer.norm("ln1", "input_layernorm", GemmaLayout::fromOne);
                    LlamaLayout.attention(layer, GemmaLayout.biases(config));
                    layer.norm("ln2", "post_attention_layernorm", GemmaLayout::fromOne);
                    LlamaLayout.mlp(layer, LlamaLayout.Biases.none());
                });
    }
}
