package hookworks.grader.engine.sandbox;

import java.io.IOException;
import java.util.Set;

/** Starts workers. Thread-safe. */
public sealed interface Sandbox permits BubblewrapSandbox, UnconfinedSandbox {
    /**
     * Starts one worker.
     *
     * @throws IOException where it can't be started: our fault, never the submission's
     */
    ConfinedProcess start(WorkerImage image, WorkerLimits limits) throws IOException;

    /** The walls that stand here, in the order of their declaration. */
    Set<Protection> protections();
}
