package hookworks.grader.emptysuites;

import hookworks.grader.suites.ExerciseTest;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

@ExerciseTest(value = "induction-score-hook", mutants = SkippedSuite.class)
final class SkippedSuite {
    @Test
    @Disabled("to see that the launcher does not take this for a pass")
    void neverRuns() {}
}
