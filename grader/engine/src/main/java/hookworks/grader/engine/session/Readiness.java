package hookworks.grader.engine.session;

import hookworks.grader.engine.sandbox.Protection;
import java.util.Set;

/**
 * How ready a judge is, and behind what.
 *
 * @param standing the protections round its workers
 * @param warmWorkers how many wait that nobody has used
 */
public record Readiness(Set<Protection> standing, int warmWorkers) {
    public Readiness {
        standing = Set.copyOf(standing);
    }

    /** Of what has no workers. */
    public static Readiness none() {
        return new Readiness(Set.of(), 0);
    }
}
