package hookworks.lens.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A config in one line for people, in TransformerLens' terms; what is as usual goes without saying. */
final class ConfigSummary {
    private ConfigSummary() {}

    static String of(HookedTransformerConfig config) {
        var parts = new ArrayList<String>();
        parts.add(config.nLayers() + (config.nLayers() == 1 ? " layer" : " layers"));
        parts.add("d_model " + config.dModel());
        parts.addAll(attention(config.attention()));
        parts.addAll(mlp(config));
        parts.addAll(normalization(config.normalization()));
        parts.add("%s positions, n_ctx %d".formatted(ConfigNames.of(config.positional()), config.nCtx()));
        parts.add("d_vocab %d".formatted(config.dVocab()));
        if (config.dVocabOut() != config.dVocab()) {
            parts.add("d_vocab_out %d".formatted(config.dVocabOut()));
        }
        config.outputLogitsSoftCap().ifPresent(cap -> parts.add("logits capped at %s".formatted(cap)));
        parts.add(ConfigNames.of(config.dtype()));
        return String.join(", ", parts);
    }

    private static List<String> attention(AttentionConfig attention) {
        var parts = new ArrayList<String>();
        parts.add("%d heads of d_head %d%s"
                .formatted(
                        attention.nHeads(),
                        attention.dHead(),
                        attention.queriesPerKey() == 1
                                ? ""
                                : " (%d for keys and values)".formatted(attention.keyValueHeads())));
        if (!attention.isCausal()) {
            parts.add("bidirectional");
        }
        attention
                .local()
                .ifPresent(local -> parts.add("%d of the layers see %d keys"
                        .formatted(local.layers().stream().filter(is -> is).count(), local.windowSize())));
        attention.scoresSoftCap().ifPresent(cap -> parts.add("scores capped at %s".formatted(cap)));
        return parts;
    }

    private static List<String> mlp(HookedTransformerConfig config) {
        Optional<MlpConfig> mlp = config.mlp();
        if (mlp.isEmpty()) {
            return List.of("attention-only");
        }
        String kind = mlp.get().actFn().jsonName() + (mlp.get().gated() ? ", gated" : "");
        String place = config.parallelAttnMlp() ? ", parallel to attention" : "";
        return List.of("d_mlp %d (%s%s)".formatted(mlp.get().dMlp(), kind, place));
    }

    private static List<String> normalization(Normalization normalization) {
        if (normalization.isNone()) {
            return List.of("no normalization");
        }
        return List.of(
                ConfigNames.of(normalization.kind()) + (normalization.beforeAndAfter() ? " before and after" : ""));
    }
}
