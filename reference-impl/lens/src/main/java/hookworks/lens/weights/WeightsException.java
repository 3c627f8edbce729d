package hookworks.lens.weights;

/** Weights that cannot be used: says which file, which tensor, and what was found instead. */
public final class WeightsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
