package hookworks.server.submissions;

import java.io.Serial;

/** A submission that was not taken. The message is for the student: what is wrong, and what to do. */
public final class SubmissionRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public SubmissionRefused(String message) {
        super(message);
    }
}
