package hookworks.grader.engine.report;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of one exercise.
 *
 * @param exercise its slug
 * @param checks in the order in which they ran; empty where nothing could run
 * @param feedback what no single check can say, such as compiler diagnostics or a missing class; plain text
 */
public record ExerciseVerdict(String exercise, Verdict verdict, List<CheckResult> checks, Optional<String> feedback) {
    public ExerciseVerdict {
        checks = List.copyOf(checks);
    }
}
