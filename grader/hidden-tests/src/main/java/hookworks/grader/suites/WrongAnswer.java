package hookworks.grader.suites;

import java.io.Serial;
import java.util.Optional;

/** A check's finding that the subject's answer is wrong. Its message is the student's feedback in words. */
public final class WrongAnswer extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Optional<DifferenceMap> difference;

    public WrongAnswer(String feedback) {
        this(feedback, Optional.empty());
    }

    WrongAnswer(String feedback, Optional<DifferenceMap> difference) {
        super(feedback);
        this.difference = difference;
    }

    /** Where a tensor of the right shape differs; absent where the answer is wrong in another way. */
    public Optional<DifferenceMap> difference() {
        return difference;
    }

    /** What the student reads; plain text, possibly of several lines. */
    public String feedback() {
        return String.valueOf(getMessage());
    }
}
