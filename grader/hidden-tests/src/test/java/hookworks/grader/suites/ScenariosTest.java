package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.lens.hooks.HookName;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check's scenarios")
final class ScenariosTest {
    @Test
    @DisplayName("are the same for the same seed and check, and others for another of either")
    void followFromSeedAndCheck() {
        assertThat(drawn(1, "Suite.check")).isEqualTo(drawn(1, "Suite.check"));
        assertThat(drawn(1, "Suite.check")).isNotEqualTo(drawn(2, "Suite.check"));
        assertThat(drawn(1, "Suite.check")).isNotEqualTo(drawn(1, "Suite.other"));
    }

    @Test
    @DisplayName("have models whose attention scores spread enough that a mistake shows")
    void scoresSpread() {
        for (int seed = 1; seed <= 10; seed++) {
            try (var scenarios = Scenarios.ofCheck(seed, "scores")) {
                var model = scenarios.model();
                var tokens = scenarios
                        .manager()
                        .create(new long[] {0, 5, 3, 9, 1, 7, 2, 8, 4, 6})
                        .reshape(1, 10);
                try (var run = model.runWithCache(tokens)) {
                    var scores = run.cache().get(HookName.attnScores(0));
                    assertThat(deviationBelowDiagonal(scores.toFloatArray(), 10))
                            .isBetween(0.5, 5.0);
                }
            }
        }
    }

    @Test
    @DisplayName("plant stripes where they say, in causal patterns whose rows add up to 1")
    void plantStripes() {
        try (var scenarios = Scenarios.ofCheck(1, "stripes")) {
            var attention = new StripedAttention(2, 3, 5);
            int length = attention.length();
            var pattern = attention.planted(scenarios, new int[] {4, 4, 4}, (row, head, query) -> 0.9);

            float[] cells = pattern.toFloatArray();
            for (int start = 0; start < cells.length; start += length) {
                int query = start / length % length;
                int first = start;
                assertThat(IntStream.range(0, length)
                                .mapToDouble(key -> cells[first + key])
                                .sum())
                        .isBetween(0.9999, 1.0001);
                assertThat(IntStream.range(query + 1, length)
                                .mapToDouble(key -> cells[first + key])
                                .sum())
                        .isZero();
                if (query >= 4) {
                    assertThat(cells[start + query - 4]).isGreaterThan(0.8f);
                }
            }
        }
    }

    private static float[] drawn(long seed, String check) {
        try (var scenarios = Scenarios.ofCheck(seed, check)) {
            return scenarios.normal(1, 4).toFloatArray();
        }
    }

    private static double deviationBelowDiagonal(float[] scores, int length) {
        double[] seen = IntStream.range(0, scores.length)
                .filter(cell -> cell % length <= cell / length % length)
                .mapToDouble(cell -> scores[cell])
                .toArray();
        double mean = IntStream.range(0, seen.length)
                .mapToDouble(i -> seen[i])
                .average()
                .orElseThrow();
        return Math.sqrt(IntStream.range(0, seen.length)
                .mapToDouble(i -> (seen[i] - mean) * (seen[i] - mean))
                .average()
                .orElseThrow());
    }
}
