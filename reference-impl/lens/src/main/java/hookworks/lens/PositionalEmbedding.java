package hookworks.lens;

/** How a model learns where a token stands. A new case breaks every switch on purpose. */
public sealed interface PositionalEmbedding {
    /** Positions are added to what queries and keys read, at every layer, and never enter the residual stream. */
    record Shortformer() implements PositionalEmbedding {}
}
