package hookworks.lens.tokens;

/** Where a short row of a batch is filled up. */
public enum PaddingSide {
    LEFT,
    RIGHT
}
