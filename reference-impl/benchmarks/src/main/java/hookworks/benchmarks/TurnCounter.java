package hookworks.benchmarks;

import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** Counts the iterations of one trial, those that warm up apart from those that count. */
final class TurnCounter {
    private final Turns turns;
    private int warmUps;
    private int measured;

    TurnCounter(Turns turns) {
        this.turns = turns;
    }

    /** The contender whose turn the iteration is that begins now. */
    int next(IterationParams iteration) {
        return turns.at(iteration.getType() == IterationType.WARMUP ? warmUps++ : measured++);
    }
}
