package hookworks.lens.train;

import org.jspecify.annotations.Nullable;

/**
 * How one step went.
 *
 * @param step from 0
 * @param textLoss mean loss on text in nats per token, or null where the batch had no text
 * @param repeatLoss mean loss on what a repeat settles, or null where the batch had no repeats
 * @param gradientNorm before it was shortened
 * @param tokensPerSecond of this step, measured by the wall clock
 */
public record StepReport(
        int step,
        @Nullable Double textLoss,
        @Nullable Double repeatLoss,
        double gradientNorm,
        double tokensPerSecond) {}
