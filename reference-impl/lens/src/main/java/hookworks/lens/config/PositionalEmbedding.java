package hookworks.lens.config;

/** How a model learns where a token stands. A new case breaks every switch on purpose. */
public sealed interface PositionalEmbedding {
    /** Learned positions are added to the token embedding. */
    record Standard() implements PositionalEmbedding {}

    /**
     * Positions are added to what queries and keys read, at every layer, and never enter the residual stream (Press et
     * al. 2021, "Shortformer").
     */
    record Shortformer() implements PositionalEmbedding {}

    /**
     * Queries and keys are turned by angles that grow with the position (Su et al. 2021, "RoFormer").
     *
     * @param dim how much of each head is turned, from the front; even, at most {@code d_head}
     * @param base the angle of pair {@code i} is {@code position / base^(2i / dim)}
     * @param adjacentPairs whether pairs are neighbours, as in GPT-J, or one from each half, as in GPT-NeoX
     */
    record Rotary(int dim, double base, boolean adjacentPairs) implements PositionalEmbedding {
        /** The base that most models use. */
        public static final double DEFAULT_BASE = 10_000;

        public Rotary {
            if (dim < 2 || dim % 2 != 0) {
                throw new IllegalArgumentException("rotary_dim must be even and at least 2, got " + dim);
            }
            if (!(base > 1) || Double.isInfinite(base)) {
                throw new IllegalArgumentException("rotary_base must be finite and above 1, got " + base);
            }
        }
    }

    /** Scores fall with the distance between query and key, each head at a rate of its own (Press et al. 2022). */
    record Alibi() implements PositionalEmbedding {}

    /** Whether the model has a table of positions, {@code W_pos}. */
    default boolean isLearned() {
        return this instanceof Standard || this instanceof Shortformer;
    }
}
