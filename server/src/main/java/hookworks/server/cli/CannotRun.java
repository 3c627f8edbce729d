package hookworks.server.cli;

import java.io.Serial;

/** A command could not be tried; the message says what was asked, what was found and what to do. Exits with 2. */
public final class CannotRun extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public CannotRun(String message) {
        super(message);
    }

    public CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
