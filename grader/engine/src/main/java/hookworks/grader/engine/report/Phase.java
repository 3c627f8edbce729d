package hookworks.grader.engine.report;

/** Where the time of a grading run goes. */
public enum Phase {
    WORKER_START,
    COMPILE,
    CHECKS
}
