package hookworks.lens.tokens;

/** Which of several equal tokens is meant. */
public enum Occurrence {
    /** The one nearest to the start of the text. */
    FIRST,
    /** The one nearest to its end. */
    LAST
}
