package hookworks.grader.engine.report;

import hookworks.grader.suites.DifferenceMap;
import java.util.Optional;

/**
 * What one hidden test method found.
 *
 * @param name its display name, a sentence of the exercise's specification
 * @param feedback for the student, in plain text; absent where it passed or was not attempted
 * @param difference where a tensor differs; absent where no tensor was compared cell by cell
 */
public record CheckResult(String name, Verdict outcome, Optional<String> feedback, Optional<DifferenceMap> difference) {
    /** A check that compared no tensor. */
    public CheckResult(String name, Verdict outcome, Optional<String> feedback) {
        this(name, outcome, feedback, Optional.empty());
    }
}
