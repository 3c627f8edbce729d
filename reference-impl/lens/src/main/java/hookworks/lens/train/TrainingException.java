package hookworks.lens.train;

/** Training that cannot begin or must not go on: says what was found, and what to do. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what was found, why, and what to do. */
    public TrainingException(String message) {
        super(message);
    }

    /** As {@link #TrainingException(String)}, with what it came from. */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
