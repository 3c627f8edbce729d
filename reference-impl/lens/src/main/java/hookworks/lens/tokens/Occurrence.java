package hookworks.lens.tokens;

/** Which of several equal tokens is meant. */
public enum Occurrence {
    FIRST,
    LAST
}
