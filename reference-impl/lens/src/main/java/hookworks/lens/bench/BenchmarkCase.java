package hookworks.lens.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What one input size cost on one model. Times are medians, in milliseconds.
 *
 * @param model layers x d_model
 * @param vocab width of the logits
 * @param rounds how many times everything was run, in turn
 * @param loopMs the hand-written loop of the same operations
 * @param forwardMs {@code forward} without hooks
 * @param forwardOverLoop the median over rounds of one over the other
 * @param cacheMs {@code runWithCache}, every activation
 * @param hooksMs {@code runWithHooks}, a reading hook on each pattern
 * @param stopBeforeUnembedMs {@code forwardUntilLayer} after the last layer
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
        double stopBeforeUnembedMs) {}
