package hookworks.lens.evals;

import ai.djl.ndarray.NDArray;
import hookworks.lens.HookedTransformer;
import java.util.List;

/**
 * How badly random repeats are predicted, in nats per token.
 *
 * @param first where nothing is settled: the first copy of the block
 * @param second where everything is: the second copy, but for its first token
 */
public record RepeatLosses(double first, double second) {
    /** Measures a model; each of the repeats counts the same. */
    public static RepeatLosses of(HookedTransformer model, List<RepeatedTokens> repeats) {
        double first = 0;
        double second = 0;
        for (RepeatedTokens repeat : repeats) {
            RepeatLosses losses = of(model, repeat);
            first += losses.first / repeats.size();
            second += losses.second / repeats.size();
        }
        return new RepeatLosses(first, second);
    }

    private static RepeatLosses of(HookedTransformer model, RepeatedTokens repeat) {
        try (NDArray losses = model.lossPerToken(repeat.tokens()); // [row, pos - 1]
                NDArray perPlace = losses.mean(new int[] {0})) {
            float[] places = perPlace.toFloatArray();
            int secondCopy = repeat.start() + repeat.period();
            // place p judges token p + 1, so that nothing judges a first token
            int firstJudged = Math.max(0, repeat.start() - 1);
            return new RepeatLosses(mean(places, firstJudged, secondCopy - 1), mean(places, secondCopy, places.length));
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
