package hookworks.lens.plots;

/** Which set of colours a picture without a style sheet has. */
public enum Theme {
    LIGHT,
    DARK
}
