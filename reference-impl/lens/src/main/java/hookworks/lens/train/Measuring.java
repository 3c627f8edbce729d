package hookworks.lens.train;

import ai.djl.ndarray.NDManager;
import hookworks.lens.evals.RepeatedTokens;
import hookworks.lens.evals.Repeats;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * On what a model is measured.
 *
 * @param special the token that begins every sequence
 * @param periods of the random repeats, each twice in a sequence; choose some that training did not favour
 * @param rows sequences per period
 * @param seed of the random tokens and of the random matrices that composition is compared with
 */
public record Measuring(int special, List<Integer> periods, int rows, long seed) {
    public Measuring {
        periods = List.copyOf(periods);
        if (periods.isEmpty() || rows < 1 || periods.stream().anyMatch(period -> period < 2)) {
            throw new IllegalArgumentException(
                    "measuring needs a row and periods of at least 2, got %d rows of %s".formatted(rows, periods));
        }
    }

    /** Four periods up to just under half the context, eight sequences each. */
    public static Measuring of(int special, int nCtx, long seed) {
        int longest = (nCtx - 1) / 2;
        return new Measuring(special, List.of(longest / 4, longest / 2, 3 * longest / 4, longest), 8, seed);
    }

    /** Fresh random repeats, one batch for each period, of tokens below the special one; they belong to {@code owner}. */
    List<RepeatedTokens> draw(NDManager owner) {
        var random = new SplittableRandom(seed);
        return periods.stream()
                .map(period -> new Repeats(rows, period, OptionalInt.of(special), 0, special).draw(random, owner))
                .toList();
    }
}
