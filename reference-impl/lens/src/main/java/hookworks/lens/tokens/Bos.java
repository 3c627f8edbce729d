package hookworks.lens.tokens;

/** Whether tokens begin with the one that marks the beginning of a text (BOS). */
public enum Bos {
    /** One BOS goes before what the text became, whether or not the tokenizer adds it by itself. */
    PREPEND,

    /** What the text became, and no more: a BOS that the tokenizer adds by itself is removed. */
    NONE;

    /** What a config's {@code default_prepend_bos} asks for. */
    public static Bos of(boolean prepend) {
        return prepend ? PREPEND : NONE;
    }
}
