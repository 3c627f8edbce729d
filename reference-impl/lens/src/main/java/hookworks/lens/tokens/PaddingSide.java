package hookworks.lens.tokens;

/** Where a short row of a batch is filled up. */
public enum PaddingSide {
    /** Before its tokens: all rows end together, as generation needs; a mask must say where they begin. */
    LEFT,
    /** After its tokens: all rows begin at position 0, and causal attention needs no mask. */
    RIGHT
}
