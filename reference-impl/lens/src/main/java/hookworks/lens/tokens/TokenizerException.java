package hookworks.lens.tokens;

/** A tokenizer that cannot be used: says which file, what was found there, and what to do. */
public final class TokenizerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TokenizerException(String message) {
        super(message);
    }

    public TokenizerException(String message, Throwable cause) {
        super(message, cause);
    }
}
