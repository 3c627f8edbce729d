package hookworks.lens.tokens;

/** A tokenizer that cannot be used: says which file, what was found there, and what to do. */
public final class TokenizerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what was found, why, and what to do. */
    public TokenizerException(String message) {
        super(message);
    }

    /** As {@link #TokenizerException(String)}, with what it came from. */
    public TokenizerException(String message, Throwable cause) {
        super(message, cause);
    }
}
