package hookworks.grader.engine.session;

import hookworks.grader.engine.report.Verdict;
import java.io.Serial;

/** A call that gave no result, with the verdict that follows and what the student reads about it. */
public final class NoResult extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Verdict verdict;
    private final String feedback;

    public NoResult(Verdict verdict, String feedback) {
        super(feedback);
        this.verdict = verdict;
        this.feedback = feedback;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** In plain text, without anything of ours. */
    public String feedback() {
        return feedback;
    }
}
