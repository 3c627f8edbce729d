package hookworks.grader.engine;

import hookworks.grader.engine.report.GradingListener;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.session.Readiness;

/** Judges submissions. The verdict is made in this process; the submission runs in another. Thread-safe. */
@FunctionalInterface
public interface Judge extends AutoCloseable {
    /**
     * Judges one submission and returns when every exercise has its verdict. A fault of ours gives
     * {@code NOT_JUDGED} verdicts, never an exception that looks like a failure of the student's.
     */
    GradingReport judge(GradingRequest request, GradingListener listener);

    /** Waits until it is as ready as it will be, so that the next submission waits least. */
    default void awaitWarm() throws InterruptedException {}

    /** How ready it is, and behind what its workers stand. */
    default Readiness readiness() {
        return Readiness.none();
    }

    /** Ends what it keeps ready for submissions to come. */
    @Override
    default void close() {}
}
