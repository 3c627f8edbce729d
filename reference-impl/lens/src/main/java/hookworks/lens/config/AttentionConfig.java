package hookworks.lens.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The attention of each block.
 *
 * @param nHeads query heads; {@code nHeads * dHead} need not be {@code d_model}
 * @param nKeyValueHeads key and value heads where queries are grouped, a divisor of {@code nHeads} (Ainslie et al.
 *     2023)
 * @param dHead width of one head's queries, keys and values
 * @param scale what scores are divided by, usually {@code sqrt(dHead)} (Vaswani et al. 2017)
 * @param scaleByInverseLayer whether scores are divided by {@code layer + 1} too
 * @param direction whether a query sees later keys
 * @param scoresSoftCap {@code cap * tanh(score / cap)} where present, as in Gemma 2
 * @param local which layers see only the nearest keys
 */
public record AttentionConfig(
        int nHeads,
        OptionalInt nKeyValueHeads,
        int dHead,
        double scale,
        boolean scaleByInverseLayer,
        Direction direction,
        OptionalDouble scoresSoftCap,
        Optional<Local> local) {

    /** Whether a query sees later keys. */
    public enum Direction {
        /** It sees itself and earlier keys. */
        CAUSAL,
        /** It sees every key. */
        BIDIRECTIONAL
    }

    /**
     * Attention to the nearest keys only.
     *
     * @param windowSize how many keys a query of a local layer sees, itself among them
     * @param layers for each layer whether it is local
     */
    public record Local(int windowSize, List<Boolean> layers) {
        public Local {
            ConfigChecks.positive("window_size", windowSize);
            layers = List.copyOf(layers);
        }

        /** Every layer is local. */
        public static Local everywhere(int windowSize, int nLayers) {
            return new Local(windowSize, java.util.Collections.nCopies(nLayers, true));
        }
    }

    public AttentionConfig {
        ConfigChecks.positive("n_heads", nHeads);
        ConfigChecks.positive("d_head", dHead);
        ConfigChecks.positiveAndFinite("attn_scale", scale);
        scoresSoftCap.ifPresent(cap -> ConfigChecks.positiveAndFinite("attn_scores_soft_cap", cap));
        nKeyValueHeads.ifPresent(heads -> {
            ConfigChecks.positive("n_key_value_heads", heads);
            if (nHeads % heads != 0) {
                throw new IllegalArgumentException(
                        "n_heads=%d and n_key_value_heads=%d disagree: n_heads must be a multiple of it"
                                .formatted(nHeads, heads));
            }
        });
    }

    /** How many heads the keys and values have. */
    public int keyValueHeads() {
        return nKeyValueHeads.orElse(nHeads);
    }

    /** How many query heads share one key. */
    public int queriesPerKey() {
        return nHeads / keyValueHeads();
    }

    /** What the scores of a layer are divided by. */
    public double scaleOf(int layer) {
        return scaleByInverseLayer ? scale * (layer + 1) : scale;
    }

    /** How many keys a query of the layer sees at most, where that is limited. */
    public OptionalInt windowOf(int layer) {
        return local.filter(some -> some.layers().get(layer))
                .map(some -> OptionalInt.of(some.windowSize()))
                .orElse(OptionalInt.empty());
    }

    /** Whether queries see no later keys. */
    public boolean isCausal() {
        return direction == Direction.CAUSAL;
    }
}
