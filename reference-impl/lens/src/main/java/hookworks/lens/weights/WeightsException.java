package hookworks.lens.weights;

import java.io.IOException;
import java.nio.file.Path;

/** Weights that cannot be used: says which file, which tensor, and what was found instead. */
public final class WeightsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what was found, why, and what to do. */
    public WeightsException(String message) {
        super(message);
    }

    /** As {@link #WeightsException(String)}, with what it came from. */
    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }

    static WeightsException unreadable(Path path, WeightsException why) {
        return new WeightsException("cannot read '%s': %s".formatted(path, why.getMessage()), why);
    }

    static WeightsException unreadable(Path path, IOException why) {
        return new WeightsException("cannot read '%s': %s".formatted(path, why), why);
    }
}
