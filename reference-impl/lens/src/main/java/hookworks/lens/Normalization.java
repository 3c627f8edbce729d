package hookworks.lens;

/** How a layer's input is normalised before it is read. A new case breaks every switch on purpose. */
public sealed interface Normalization {
    /** The residual stream is read as it is. */
    record None() implements Normalization {}
}
