package hookworks.grader.engine.report;

import hookworks.grader.suites.DifferenceMap;
import hookworks.grader.suites.Margin;
import java.util.Optional;

/**
 * What one hidden test method found.
 *
 * @param name its display name, a sentence of the exercise's specification
 * @param feedback for the student, in plain text; absent where it passed or was not attempted
 * @param difference where a tensor differs; absent where no tensor was compared cell by cell
 * @param borderline how near the outcome came to the other one; absent where it was clear
 */
public record CheckResult(
        String name,
        Verdict outcome,
        Optional<String> feedback,
        Optional<DifferenceMap> difference,
        Optional<Margin> borderline) {
    /** A check whose outcome was clear. */
    public CheckResult(String name, Verdict outcome, Optional<String> feedback, Optional<DifferenceMap> difference) {
        this(name, outcome, feedback, difference, Optional.empty());
    }

    /** A check that compared no tensor. */
    public CheckResult(String name, Verdict outcome, Optional<String> feedback) {
        this(name, outcome, feedback, Optional.empty());
    }

    /** The same, whose comparison came near to the other outcome. */
    public CheckResult decidedBy(Optional<Margin> margin) {
        return new CheckResult(name, outcome, feedback, difference, margin);
    }
}
