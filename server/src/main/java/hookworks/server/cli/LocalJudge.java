package hookworks.server.cli;

import hookworks.grader.engine.Judge;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.server.cli.report.Isolation;
import java.util.Optional;

/**
 * A judge of this machine, for one's own code.
 *
 * @param warning what to know about the missing walls, if they are missing though nobody asked for that
 */
record LocalJudge(Judge judge, Isolation isolation, Optional<String> warning) {

    /** Where a command gets its judge from. */
    @FunctionalInterface
    interface Source {
        /**
         * Makes a judge ready, to be closed by the caller.
         *
         * @param warmWorkers how many workers wait for the next submission; with 0 each starts when it is needed
         * @param policy what has to stand round each of them
         * @throws CannotRun where none can be had, with the reason and a way out
         */
        LocalJudge open(SandboxChoice choice, int warmWorkers, ProtectionPolicy policy);
    }

    /** What the command line asked for. */
    enum SandboxChoice {
        REQUIRED,
        WHERE_AVAILABLE,
        NONE
    }
}
