package hookworks.lens.pretrained.qwen2;

import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.LocalLayers;
import hookworks.lens.pretrained.layout.WeightMap;
import hookworks.lens.pretrained.llama.LlamaLayout;
import java.util.List;

/** Qwen2 and 2.5: Llama whose queries, keys and values have biases, and whose upper layers may have windows. */
public final class Qwen2 implements Family {
    private static final int FULL_LAYERS = 28;

    @Override
    public List<String> prefixes() {
        return List.of("model.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        int firstWindowed = config.flag("use_sliding_window", false)
                ? config.count("max_window_layers", FULL_LAYERS)
                : Integer.MAX_VALUE;
        ConfigBuilder builder = LlamaLayout.config(config)
                .defaultPrependBos(false)
                .mlp(new MlpConfig(config.size("intermediate_size"), config.activation("hidden_act", "silu"), true));
        LocalLayers.read(config, config.layers("num_hidden_layers"), layer -> layer >= firstWindowed)
                .ifPresent(builder::local);
        return builder;
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        LlamaLayout.weights(map, new LlamaLayout.Biases(true, false, false));
    }
}
