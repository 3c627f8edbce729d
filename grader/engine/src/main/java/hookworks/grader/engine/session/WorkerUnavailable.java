package hookworks.grader.engine.session;

import java.io.IOException;
import java.io.Serial;

/** No worker could be started: our fault, and no verdict on anybody's work. */
public final class WorkerUnavailable extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public WorkerUnavailable(String message) {
        super(message);
    }

    WorkerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
