package hookworks.lens.pretrained.llama;

import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.WeightMap;
import java.util.List;

/** Llama. */
public final class Llama implements Family {
    @Override
    public List<String> prefixes() {
        return List.of("model.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        return LlamaLayout.config(config)
                .mlp(new MlpConfig(
                        config.size("intermediate_size"),
                        config.activation("hidden_act", "silu"),
                        true,
                        config.flag("mlp_bias", false)));
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        boolean attention = config.flag("attention_bias", false);
        LlamaLayout.weights(map, new LlamaLayout.Biases(attention, attention, config.flag("mlp_bias", false)));
    }
}
