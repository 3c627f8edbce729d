package hookworks.lens.plots;

/** Which set of colours a picture without a style sheet has. */
public enum Theme {
    /** Dark on white, for paper and slides. */
    LIGHT,
    /** Light on near black. */
    DARK
}
