package hookworks.lens;

/** What of a later head reads what an earlier head wrote. */
public enum Composition {
    /** Its queries. */
    Q,
    /** Its keys. */
    K,
    /** Its values. */
    V
}
