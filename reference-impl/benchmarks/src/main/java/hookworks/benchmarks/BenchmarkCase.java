package hookworks.benchmarks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What one input size cost on one model. Times are medians, in milliseconds.
 *
 * @param model layers x d_model
 * @param vocab width of the logits
 * @param rounds how often each contender ran, in turn
 * @param loopMs the hand-written loop of the same operations
 * @param forwardMs {@code forward} without hooks
 * @param forwardOverLoop the median over rounds of one over the other
 * @param cacheMs {@code runWithCache}, every activation
 * @param hooksMs {@code runWithHooks}, a reading hook on each pattern
 * @param stopBeforeUnembedMs {@code forwardUntilLayer} after the last layer
 * @param peakMib the most memory that the process held, in MiB; 0 where the system does not tell
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BenchmarkCase(
        String model,
        int vocab,
        int batch,
        int positions,
        int rounds,
        double loopMs,
        double forwardMs,
        double forwardOverLoop,
        double cacheMs,
        double hooksMs,
        double stopBeforeUnembedMs,
        long peakMib) {
    static BenchmarkCase of(Workload workload, Trial.Outcome outcome) {
        List<double[]> rounds = outcome.rounds();
        return new BenchmarkCase(
                workload.model(),
                workload.config().dVocabOut(),
                workload.batch(),
                workload.positions(),
                rounds.size(),
                Medians.over(rounds, Contender.LOOP::of),
                Medians.over(rounds, Contender.FORWARD::of),
                Medians.over(rounds, round -> Contender.FORWARD.of(round) / Contender.LOOP.of(round)),
                Medians.over(rounds, Contender.WITH_CACHE::of),
                Medians.over(rounds, Contender.WITH_HOOKS::of),
                Medians.over(rounds, Contender.STOP_BEFORE_UNEMBED::of),
                outcome.peakMib());
    }
}
