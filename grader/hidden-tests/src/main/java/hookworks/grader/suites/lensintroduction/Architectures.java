package hookworks.grader.suites.lensintroduction;

import hookworks.grader.suites.Scenarios;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.config.PositionalEmbedding;
import java.util.List;

/**
 * Shapes of models that have little in common. In each, all sizes differ from each other, heads side by side are wider
 * than the stream, and the model predicts another number of tokens than it reads.
 */
final class Architectures {
    private final Scenarios scenarios;

    Architectures(Scenarios scenarios) {
        this.scenarios = scenarios;
    }

    /** One of each. */
    List<HookedTransformerConfig> all() {
        return List.of(shortformer(), standard(), rotary(), alibi());
    }

    /** Attention only, without normalization, as the course's own model. */
    HookedTransformerConfig shortformer() {
        return sized(HookedTransformerConfig.attentionOnly()).build();
    }

    /** As GPT-2: an MLP, LayerNorm, and positions in the stream. */
    HookedTransformerConfig standard() {
        return sized(HookedTransformerConfig.builder())
                .mlp(new MlpConfig(61, ActivationFunction.GELU_NEW, false))
                .build();
    }

    /** Attention only all the same, but normalised, with positions that have no table and queries in groups. */
    HookedTransformerConfig rotary() {
        return sized(HookedTransformerConfig.attentionOnly())
                .nHeads(6)
                .nKeyValueHeads(scenarios.between(2, 3))
                .normalization(Normalization.of(Normalization.Kind.RMS))
                .positional(new PositionalEmbedding.Rotary(4, PositionalEmbedding.Rotary.DEFAULT_BASE, false))
                .build();
    }

    /** An MLP without normalization. */
    HookedTransformerConfig alibi() {
        return sized(HookedTransformerConfig.builder())
                .nHeads(8)
                .mlp(new MlpConfig(63, ActivationFunction.RELU, false))
                .normalization(Normalization.none())
                .positional(new PositionalEmbedding.Alibi())
                .build();
    }

    /** One layer and one head, which is narrower than the stream. */
    HookedTransformerConfig smallest() {
        return HookedTransformerConfig.attentionOnly()
                .nLayers(1)
                .nHeads(1)
                .dModel(7)
                .dHead(3)
                .nCtx(scenarios.between(11, 14))
                .dVocab(scenarios.between(17, 19))
                .build();
    }

    private ConfigBuilder sized(ConfigBuilder config) {
        return config.nLayers(scenarios.between(3, 4))
                .nHeads(scenarios.between(5, 7))
                .dHead(2 * scenarios.between(5, 6))
                .dModel(scenarios.between(21, 27))
                .nCtx(scenarios.between(31, 37))
                .dVocab(scenarios.between(41, 47))
                .dVocabOut(scenarios.between(51, 57));
    }
}
