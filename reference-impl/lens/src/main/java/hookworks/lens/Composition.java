package hookworks.lens;

/**
 * What of a later head reads what an earlier head wrote: the three kinds of composition of "A Mathematical Framework
 * for Transformer Circuits" (Elhage et al. 2021).
 */
public enum Composition {
    /** Its queries. */
    Q,
    /** Its keys. */
    K,
    /** Its values. */
    V
}
