package hookworks.lens.pretrained.mistral;

import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.LocalLayers;
import hookworks.lens.pretrained.layout.WeightMap;
import hookworks.lens.pretrained.llama.LlamaLayout;
import java.util.List;

/** Mistral: Llama with a window in every layer, unless the config says null to it. */
public final class Mistral implements Family {
    @Override
    public List<String> prefixes() {
        return List.of("model.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        boolean isWindowed = !config.isNull("sliding_window");
        ConfigBuilder builder = LlamaLayout.config(config)
                .mlp(new MlpConfig(config.size("intermediate_size"), config.activation("hidden_act", "silu"), true));
        LocalLayers.read(config, config.layers("num_hidden_layers"), layer -> isWindowed)
                .ifPresent(builder::local);
        return builder;
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        LlamaLayout.weights(map, LlamaLayout.Biases.none());
    }
}
