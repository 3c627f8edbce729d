package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.Hook;
import java.util.List;

/**
 * How badly fresh random repeats are predicted, in nats per token.
 *
 * @param first where nothing is settled: the first copy of the block
 * @param second where everything is: the second copy, but for its first token
 */
public record RepeatLosses(double first, double second) {
    /** Measures a model, with hooks for these runs only. */
    static RepeatLosses of(HookedTransformer model, List<RepeatedTokens> repeats, List<Hook> hooks) {
        double first = 0;
        double second = 0;
        try (var _ = model.hooks(hooks)) {
            for (RepeatedTokens repeat : repeats) {
                RepeatLosses losses = of(model, repeat);
                first += losses.first / repeats.size();
                second += losses.second / repeats.size();
            }
        }
        return new RepeatLosses(first, second);
    }

    private static RepeatLosses of(HookedTransformer model, RepeatedTokens repeat) {
        try (NDArray losses = model.lossPerToken(repeat.tokens()); // [row, 2 * period]
                NDArray perPlace = losses.mean(new int[] {0})) {
            float[] places = perPlace.toFloatArray();
            int period = repeat.period();
            return new RepeatLosses(mean(places, 0, period), mean(places, period + 1, 2 * period));
        }
    }

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        for (int place = from; place < to; place++) {
            sum += values[place];
        }
        return sum / (to - from);
    }
}
