package hookworks.lens.pretrained.gemma;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.parameters.StateDict;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.WeightMap;
import hookworks.lens.pretrained.llama.LlamaLayout;

/** What both Gemmas do unlike Llama: scaled embeddings, norms that are stored as their distance from one, ties. */
final class GemmaLayout {
    private GemmaLayout() {}

    static ConfigBuilder config(HuggingFaceConfig config) {
        return LlamaLayout.config(config)
                .mlp(new MlpConfig(config.size("intermediate_size"), activation(config), true))
                .tieWordEmbeddings(config.flag("tie_word_embeddings", true));
    }

    /** The first release said gelu in the older field, and meant the approximation that it was trained with. */
    private static ActivationFunction activation(HuggingFaceConfig config) {
        if (config.has("hidden_activation")) {
            return config.activation("hidden_activation", "gelu_pytorch_tanh");
        }
        ActivationFunction older = config.activation("hidden_act", "gelu_pytorch_tanh");
        return older == ActivationFunction.GELU ? ActivationFunction.GELU_PYTORCH_TANH : older;
    }

    /** All but the layers. The unembedding is the embedding before it is scaled. */
    static void outsideLayers(HuggingFaceConfig config, WeightMap map) {
        double scale = Math.sqrt(config.size("hidden_size"));
        map.table(StateDict.W_E, "embed_tokens.weight", embedding -> embedding.mul(scale));
        map.norm("ln_final", "norm", GemmaLayout::fromOne);
        map.unembedding("lm_head.weight", "embed_tokens.weight");
    }

    static LlamaLayout.Biases biases(HuggingFaceConfig config) {
        boolean attention = config.flag("attention_bias", false);
        return new LlamaLayout.Biases(attention, attention, false);
    }

    static NDArray fromOne(NDArray distance) {
        return distance.add(1);
    }
}
