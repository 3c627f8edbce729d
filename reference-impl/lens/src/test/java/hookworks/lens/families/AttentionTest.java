package hookworks.lens.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final int POSITIONS = 9;
    private static final int SIZE = 6;
    private static final double EXACT = 1e-12;

    private final Random random = new Random(3);
    private final double[][][] q = heads(4, 5);
    private final double[][][] k = heads(2, 5);
    private final double[][][] v = heads(2, 1);

    private double[][][] heads(int count, double spread) {
        double[][][] heads = new double[count][POSITIONS][SIZE];
        for (double[][] head : heads) {
            for (double[] row : head) {
                Arrays.setAll(row, i -> spread * random.nextGaussian());
            }
        }
        return heads;
    }

    @Test
    @DisplayName("a query's weights sum to one and are zero after it")
    void distributes() {
        for (double[][] head : Attention.scaledBy(0.1).pattern(q, k)) {
            for (int query = 0; query < POSITIONS; query++) {
                assertThat(Arrays.stream(head[query]).sum()).isCloseTo(1, within(EXACT));
                for (int key = 0; key < POSITIONS; key++) {
                    assertThat(head[query][key] > 0).isEqualTo(key <= query);
                }
            }
        }
    }

    @Test
    @DisplayName("a window of three lets a query see itself and two before it")
    void windows() {
        for (double[][] head : Attention.scaledBy(0.1).within(OptionalInt.of(3)).pattern(q, k)) {
            assertThat(Arrays.copyOf(head[7], 5)).containsOnly(0);
            assertThat(Arrays.copyOfRange(head[7], 5, 8)).doesNotContain(0);
            assertThat(head[1][0]).isPositive();
        }
    }

    @Test
    @DisplayName("under a cap c no weight is more than e^2c times another of the same query")
    void caps() {
        double cap = 1.5;
        Attention free = Attention.scaledBy(1);
        Attention capped = free.cappedAt(OptionalDouble.of(cap));
        assertThat(widestRatio(free.pattern(q, k))).isGreaterThan(Math.exp(2 * cap));
        assertThat(widestRatio(capped.pattern(q, k)))
                .isLessThanOrEqualTo(Math.exp(2 * cap) + EXACT)
                .isGreaterThan(Math.exp(cap));
    }

    private static double widestRatio(double[][][] pattern) {
        double widest = 0;
        for (double[][] head : pattern) {
            double[] last = head[POSITIONS - 1];
            widest = Math.max(
                    widest,
                    Arrays.stream(last).max().orElseThrow()
                            / Arrays.stream(last).min().orElseThrow());
        }
        return widest;
    }

    @Test
    @DisplayName("two key heads serve four query heads as four would, each standing twice in a row")
    void groups() {
        Attention attention = Attention.scaledBy(0.1);
        double[][] repeated =
                attention.mix(q, new double[][][] {k[0], k[0], k[1], k[1]}, new double[][][] {v[0], v[0], v[1], v[1]});
        double[][] alternating =
                attention.mix(q, new double[][][] {k[0], k[1], k[0], k[1]}, new double[][][] {v[0], v[1], v[0], v[1]});
        assertThat(attention.mix(q, k, v)).isDeepEqualTo(repeated);
        assertThat(Differences.anywhere(repeated, alternating)).isGreaterThan(0.1);
    }

    @Test
    @DisplayName("a rotary score depends on the distance between query and key only")
    void rotaryShifts() {
        Rotary rotary = new Rotary(4, 100);
        double[] query = q[0][0];
        double[] key = k[0][0];
        double near = Arithmetic.dot(rotary.turn(query, 7), rotary.turn(key, 3));
        assertThat(Arithmetic.dot(rotary.turn(query, 27), rotary.turn(key, 23))).isCloseTo(near, within(1e-10));
        assertThat(Arithmetic.dot(rotary.turn(query, 8), rotary.turn(key, 3))).isNotCloseTo(near, within(0.01));
    }

    @Test
    @DisplayName("rotary positions turn an entry with its partner half of the rotary part away, and leave the rest")
    void rotaryPairs() {
        double[] turned = new Rotary(4, 100).turn(new double[] {1, 0, 0, 0, 5, 6}, 3);
        assertThat(turned).containsExactly(Math.cos(3), 0, Math.sin(3), 0, 5, 6);
        double[] slower = new Rotary(4, 100).turn(new double[] {0, 1, 0, 0, 5, 6}, 3);
        assertThat(slower[1]).isCloseTo(Math.cos(0.3), within(EXACT));
        assertThat(slower[3]).isCloseTo(Math.sin(0.3), within(EXACT));
    }

    @Test
    @DisplayName("LayerNorm centres and RMSNorm does not, each with eps inside the root")
    void norms() {
        double[] x = {1, 3};
        double[] ones = {1, 1};
        double[] layer = Norms.layerNorm(x, new double[] {1, 2}, new double[] {0, 10}, 0.5);
        assertThat(layer).containsExactly(-1 / Math.sqrt(1.5), 10 + 2 / Math.sqrt(1.5));
        assertThat(Norms.rmsNorm(x, ones, 0.5)).containsExactly(1 / Math.sqrt(5.5), 3 / Math.sqrt(5.5));
    }
}
