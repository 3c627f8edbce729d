package hookworks.benchmarks;

import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;

/** The two shapes that loops are written for, in small. */
final class SmallModels {
    static final HookedTransformerConfig SHORTFORMER = HookedTransformerConfig.attentionOnly()
            .nLayers(2)
            .nHeads(3)
            .dModel(24)
            .nCtx(16)
            .dVocab(50)
            .build();

    static final HookedTransformerConfig GPT2 = gpt2(ActivationFunction.GELU_NEW);

    private SmallModels() {}

    static HookedTransformerConfig gpt2(ActivationFunction function) {
        return HookedTransformerConfig.builder()
                .nLayers(3)
                .nHeads(2)
                .dModel(24)
                .nCtx(16)
                .dVocab(50)
                .mlp(new MlpConfig(40, function, false))
                .build();
    }
}
