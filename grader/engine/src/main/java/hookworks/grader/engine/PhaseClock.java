package hookworks.grader.engine;

import hookworks.grader.engine.report.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Measures where a run's time goes, on this side of the pipe. One thread. */
final class PhaseClock {
    private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);

    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    <T, E extends Exception> T timed(Phase phase, Work<T, E> work) throws E {
        long start = System.nanoTime();
        try {
            return work.run();
        } finally {
            phases.merge(phase, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        }
    }

    Map<Phase, Duration> phases() {
        return phases;
    }
}
