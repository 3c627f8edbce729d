package hookworks.grader.engine.sandbox;

import java.io.IOException;
import java.util.List;

/** Starts workers. Thread-safe. */
public sealed interface Sandbox permits BubblewrapSandbox, UnconfinedSandbox {
    /**
     * Starts one worker.
     *
     * @throws IOException where it can't be started: our fault, never the submission's
     */
    ConfinedProcess start(WorkerImage image, WorkerLimits limits) throws IOException;

    /** The walls that stand, each as a few words; empty where there is none. */
    List<String> protections();
}
