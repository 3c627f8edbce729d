package hookworks.lens;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The shape of a transformer: enough to allocate its weights, nothing about where they come from.
 *
 * @param nLayers blocks, at least 1
 * @param nHeads attention heads of each block; {@code nHeads * dHead} need not be {@code dModel}
 * @param dModel width of the residual stream
 * @param dHead width of one head's queries, keys and values
 * @param nCtx longest sequence, in tokens
 * @param dVocab token ids go from 0 to {@code dVocab - 1}
 * @param dVocabOut width of the logits
 * @param attnScale what attention scores are divided by, usually {@code sqrt(dHead)}
 * @param normalization what happens to a layer's input
 * @param positional how positions enter
 * @param flags which expensive hook points a new model starts with
 */
public record HookedTransformerConfig(
        int nLayers,
        int nHeads,
        int dModel,
        int dHead,
        int nCtx,
        int dVocab,
        int dVocabOut,
        double attnScale,
        Normalization normalization,
        PositionalEmbedding positional,
        HookFlags flags) {

    public HookedTransformerConfig {
        positive("n_layers", nLayers);
        positive("n_heads", nHeads);
        positive("d_model", dModel);
        positive("d_head", dHead);
        positive("n_ctx", nCtx);
        positive("d_vocab", dVocab);
        positive("d_vocab_out", dVocabOut);
        if (!(attnScale > 0) || Double.isInfinite(attnScale)) {
            throw new IllegalArgumentException("attn_scale must be finite and above 0, got " + attnScale);
        }
        fits("n_heads * d_head * d_model", nHeads, dHead, dModel);
        fits("d_vocab * d_model", dVocab, dModel);
        fits("d_model * d_vocab_out", dModel, dVocabOut);
        fits("n_ctx * d_model", nCtx, dModel);
    }

    /** Starts an attention-only model: no MLP, no normalization, shortformer positions. */
    public static Builder attentionOnly() {
        return new Builder();
    }

    /**
     * Reads TransformerLens' flat fields.
     *
     * @throws IllegalArgumentException naming the field that is missing, unknown, unsupported or at odds with another
     */
    public static HookedTransformerConfig fromJson(String json) {
        return ConfigJson.read(json);
    }

    /** Writes TransformerLens' flat fields; {@link #fromJson} reads back an equal config. */
    public String toJson() {
        return ConfigJson.write(this);
    }

    private static void positive(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " must be at least 1, got " + value);
        }
    }

    private static void fits(String fields, int... factors) {
        long product = 1;
        for (int factor : factors) {
            product = Math.multiplyExact(product, factor);
            if (product > Integer.MAX_VALUE / Float.BYTES) {
                throw new IllegalArgumentException(
                        "%s makes a weight of more than 2 GiB, which one tensor here cannot hold".formatted(fields));
            }
        }
    }

    /** Collects the fields by name; {@link #build} checks them together. */
    public static final class Builder {
        private OptionalInt nLayers = OptionalInt.empty();
        private OptionalInt nHeads = OptionalInt.empty();
        private OptionalInt dModel = OptionalInt.empty();
        private OptionalInt dHead = OptionalInt.empty();
        private OptionalInt nCtx = OptionalInt.empty();
        private OptionalInt dVocab = OptionalInt.empty();
        private OptionalInt dVocabOut = OptionalInt.empty();
        private OptionalDouble attnScale = OptionalDouble.empty();
        private HookFlags flags = HookFlags.none();

        private Builder() {}

        public Builder nLayers(int value) {
            nLayers = OptionalInt.of(value);
            return this;
        }

        public Builder nHeads(int value) {
            nHeads = OptionalInt.of(value);
            return this;
        }

        public Builder dModel(int value) {
            dModel = OptionalInt.of(value);
            return this;
        }

        /** Without it, {@code d_model / n_heads}. */
        public Builder dHead(int value) {
            dHead = OptionalInt.of(value);
            return this;
        }

        public Builder nCtx(int value) {
            nCtx = OptionalInt.of(value);
            return this;
        }

        public Builder dVocab(int value) {
            dVocab = OptionalInt.of(value);
            return this;
        }

        /** Without it, {@code d_vocab}. */
        public Builder dVocabOut(int value) {
            dVocabOut = OptionalInt.of(value);
            return this;
        }

        /** Without it, {@code sqrt(d_head)}. */
        public Builder attnScale(double value) {
            attnScale = OptionalDouble.of(value);
            return this;
        }

        public Builder flags(HookFlags value) {
            flags = value;
            return this;
        }

        /** Checks the fields and makes the config. */
        public HookedTransformerConfig build() {
            int width = required("d_model", dModel);
            int heads = required("n_heads", nHeads);
            int headWidth = dHead.isPresent() ? dHead.getAsInt() : headWidth(width, heads);
            int vocabulary = required("d_vocab", dVocab);
            return new HookedTransformerConfig(
                    required("n_layers", nLayers),
                    heads,
                    width,
                    headWidth,
                    required("n_ctx", nCtx),
                    vocabulary,
                    dVocabOut.orElse(vocabulary),
                    attnScale.orElse(Math.sqrt(headWidth)),
                    new Normalization.None(),
                    new PositionalEmbedding.Shortformer(),
                    flags);
        }

        private static int headWidth(int dModel, int nHeads) {
            if (nHeads < 1 || dModel % nHeads != 0) {
                throw new IllegalArgumentException(
                        "d_model=%d and n_heads=%d disagree: without d_head, d_model must be a multiple of n_heads"
                                .formatted(dModel, nHeads));
            }
            return dModel / nHeads;
        }

        private static int required(String field, OptionalInt value) {
            return value.orElseThrow(() -> new IllegalArgumentException("the config lacks " + field));
        }
    }
}
