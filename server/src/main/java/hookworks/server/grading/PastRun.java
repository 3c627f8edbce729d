package hookworks.server.grading;

import hookworks.grader.engine.report.ExerciseVerdict;
import java.util.List;

/**
 * A run in a student's history.
 *
 * @param verdicts in course order; empty until the run is done
 */
public record PastRun(GradingRun run, List<ExerciseVerdict> verdicts) {
    public PastRun {
        verdicts = List.copyOf(verdicts);
    }
}
