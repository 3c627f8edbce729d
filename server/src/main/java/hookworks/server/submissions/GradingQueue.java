package hookworks.server.submissions;

import org.jdbi.v3.core.Handle;

/** Where an accepted submission waits for its verdict. Thread-safe. */
public interface GradingQueue {
    /** Adds a grading run for the submission to the caller's transaction. */
    void addIn(Handle handle, Submission submission);

    /** Whether a fault of ours left some exercise of the submission without a verdict. */
    boolean leftUnjudgedIn(Handle handle, SubmissionId submission);

    /** Says that what was added is now committed, so that a node of this process need not wait for its next look. */
    void wake();
}
