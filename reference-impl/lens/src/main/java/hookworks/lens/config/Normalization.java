package hookworks.lens.config;

/**
 * How what is read from the residual stream is normalised first.
 *
 * @param kind which normalization; NONE makes the rest meaningless
 * @param eps added to the variance, inside the square root
 * @param finalRms whether the last one, before the unembedding, is an RMS norm whatever the kind
 * @param beforeAndAfter whether what attention and MLP write is normalised too, as in Gemma 2
 * @param postEmbedding whether the token embedding is normalised, as in BLOOM
 */
public record Normalization(Kind kind, double eps, boolean finalRms, boolean beforeAndAfter, boolean postEmbedding) {
    private static final double DEFAULT_EPS = 1e-5;

    /** Which normalization. The {@code PRE} ones have no parameters: those are folded into the weights that follow. */
    public enum Kind {
        /** The stream is read as it is. */
        NONE,
        /** {@code w (x - mean) / sqrt(var + eps) + b}, variance without correction (Ba et al. 2016). */
        LN,
        /** LN without {@code w} and {@code b}. */
        LN_PRE,
        /** {@code w x / sqrt(mean(x²) + eps)} (Zhang and Sennrich 2019). */
        RMS,
        /** RMS without {@code w}. */
        RMS_PRE;

        /** Whether the mean is taken out before scaling. */
        public boolean isCentred() {
            return this == LN || this == LN_PRE;
        }

        /** Whether it multiplies by a learned weight. */
        public boolean hasWeight() {
            return this == LN || this == RMS;
        }

        /** Whether it adds a learned bias. */
        public boolean hasBias() {
            return this == LN;
        }

        /** The same without parameters, once they are folded. */
        public Kind folded() {
            return switch (this) {
                case LN, LN_PRE -> LN_PRE;
                case RMS, RMS_PRE -> RMS_PRE;
                case NONE -> NONE;
            };
        }

        /** The same with parameters. */
        Kind unfolded() {
            return switch (this) {
                case LN, LN_PRE -> LN;
                case RMS, RMS_PRE -> RMS;
                case NONE -> NONE;
            };
        }

        /** The RMS norm with as many parameters. */
        Kind rms() {
            return switch (this) {
                case LN, RMS -> RMS;
                case LN_PRE, RMS_PRE -> RMS_PRE;
                case NONE -> NONE;
            };
        }
    }

    public Normalization {
        if (kind != Kind.NONE && (!(eps > 0) || Double.isInfinite(eps))) {
            throw new IllegalArgumentException("eps must be finite and above 0, got " + eps);
        }
        if (kind == Kind.NONE && (finalRms || beforeAndAfter || postEmbedding)) {
            throw new IllegalArgumentException(
                    "normalization_type=null disagrees with final_rms=%s, ".formatted(finalRms)
                            + "use_normalization_before_and_after=%s and post_embedding_ln=%s: name a normalization_type"
                                    .formatted(beforeAndAfter, postEmbedding));
        }
    }

    /** The residual stream is read as it is. */
    public static Normalization none() {
        return of(Kind.NONE);
    }

    /** The kind before attention, MLP and unembedding, nowhere else. */
    public static Normalization of(Kind kind) {
        return new Normalization(kind, DEFAULT_EPS, false, false, false);
    }

    /** Whether the stream is read as it is. */
    public boolean isNone() {
        return kind == Kind.NONE;
    }

    /** What normalises what attention and MLP write; it keeps its parameters when those of the others are folded. */
    public Kind afterKind() {
        return beforeAndAfter ? kind.unfolded() : Kind.NONE;
    }

    /** What stands before the unembedding. */
    public Kind finalKind() {
        return finalRms ? kind.rms() : kind;
    }

    /** Another number under the root, above 0. */
    public Normalization withEps(double value) {
        return new Normalization(kind, value, finalRms, beforeAndAfter, postEmbedding);
    }

    /** Another kind, the rest as it is. */
    public Normalization withKind(Kind value) {
        return new Normalization(value, eps, finalRms, beforeAndAfter, postEmbedding);
    }
}
