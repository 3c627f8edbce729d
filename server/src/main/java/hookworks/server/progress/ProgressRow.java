package hookworks.server.progress;

import hookworks.grader.engine.report.Verdict;
import java.time.Instant;

/**
 * What stands for one student and exercise.
 *
 * @param outcome that of the student's newest judged submission
 * @param attempts judged runs in which the exercise was attempted
 * @param changedAt when a verdict last arrived
 */
public record ProgressRow(String exercise, Verdict outcome, int attempts, boolean everPassed, Instant changedAt) {}
