package hookworks.grader.engine.session;

/** Where workers come from. Thread-safe. */
@FunctionalInterface
public interface WorkerSource extends AutoCloseable {
    /**
     * Gives a warm worker that has run nobody's code, as the caller's own.
     *
     * @throws WorkerUnavailable where none came up in time
     */
    SubmissionSession start() throws WorkerUnavailable;

    /** Waits until as many workers are ready as it keeps, if it keeps any; not for ever where none can be started. */
    default void awaitWarm() throws InterruptedException {}

    /** How many wait, and behind what. */
    default Readiness readiness() {
        return Readiness.none();
    }

    /** Ends the workers that nobody has asked for; those that were given away go on. */
    @Override
    default void close() {}
}
