package hookworks.server.grading;

import hookworks.grader.engine.report.GradingEvent;

/**
 * One event of a run's log.
 *
 * @param sequence its place in the log; grows through all attempts of the run, with gaps where an attempt was given up
 */
public record RecordedEvent(long sequence, GradingEvent event) {}
