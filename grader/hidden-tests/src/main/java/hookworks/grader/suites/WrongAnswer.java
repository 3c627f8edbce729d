package hookworks.grader.suites;

import java.io.Serial;

/** A check's finding that the subject's answer is wrong. Its message is the student's feedback and nothing else. */
public final class WrongAnswer extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1;

    public WrongAnswer(String feedback) {
        super(feedback);
    }

    /** What the student reads; plain text, possibly of several lines. */
    public String feedback() {
        return String.valueOf(getMessage());
    }
}
