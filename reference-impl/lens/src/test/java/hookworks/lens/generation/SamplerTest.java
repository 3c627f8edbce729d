package hookworks.lens.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sampler")
class SamplerTest {
    /** Probabilities 0.1, 0.4, 0.2, 0.3. */
    private static final float[] LOGITS = {
        (float) Math.log(1), (float) Math.log(4), (float) Math.log(2), (float) Math.log(3)
    };

    private static final long[] NOTHING = {};
    private static final int DRAWS = 4_000;

    private static double[] shares(Sampling rule, long[] text) {
        var sampler = new Sampler(rule);
        var shares = new double[LOGITS.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            shares[sampler.pick(LOGITS, text)] += 1.0 / DRAWS;
        }
        return shares;
    }

    private static Set<Integer> drawn(Sampling rule) {
        var drawn = new TreeSet<Integer>();
        double[] shares = shares(rule, NOTHING);
        for (int token = 0; token < shares.length; token++) {
            if (shares[token] > 0) {
                drawn.add(token);
            }
        }
        return drawn;
    }

    @Test
    @DisplayName("draws each token as often as its probability says")
    void plain() {
        // four standard errors of a share of one half
        assertThat(shares(Sampling.plain(1), NOTHING))
                .containsExactly(new double[] {0.1, 0.4, 0.2, 0.3}, within(0.032));
    }

    @Test
    @DisplayName("takes the likeliest at temperature 0, and flattens as it rises")
    void temperature() {
        assertThat(new Sampler(Sampling.greedy()).pick(LOGITS, NOTHING)).isEqualTo(1);
        double sum = 1 + 2 + Math.sqrt(2) + Math.sqrt(3);
        assertThat(shares(Sampling.plain(2).withTemperature(2), NOTHING))
                .containsExactly(
                        new double[] {1 / sum, 2 / sum, Math.sqrt(2) / sum, Math.sqrt(3) / sum}, within(0.032));
    }

    @Test
    @DisplayName("draws from the k likeliest only")
    void topK() {
        assertThat(drawn(Sampling.plain(3).withTopK(2))).containsExactly(1, 3);
        assertThat(drawn(Sampling.plain(3).withTopK(9))).containsExactly(0, 1, 2, 3);
    }

    @Test
    @DisplayName("draws from the likeliest that reach the mass, the token that crosses it among them")
    void topP() {
        assertThat(drawn(Sampling.plain(4).withTopP(0.35))).containsExactly(1);
        assertThat(drawn(Sampling.plain(4).withTopP(0.45))).containsExactly(1, 3);
        assertThat(drawn(Sampling.plain(4).withTopP(0.75))).containsExactly(1, 2, 3);
        assertThat(drawn(Sampling.plain(4).withTopP(1))).containsExactly(0, 1, 2, 3);
    }

    @Test
    @DisplayName("takes the penalty off a token's logit for each time the text has it")
    void frequencyPenalty() {
        double[] shares = shares(Sampling.plain(5).withFreqPenalty(Math.log(2)), new long[] {1, 1, 3});
        double sum = 1 + 1 + 2 + 1.5;
        assertThat(shares).containsExactly(new double[] {1 / sum, 1 / sum, 2 / sum, 1.5 / sum}, within(0.032));
    }

    @Test
    @DisplayName("draws the same from the same seed, and otherwise from another")
    void seed() {
        var one = new Sampler(Sampling.plain(6));
        var same = new Sampler(Sampling.plain(6));
        var other = new Sampler(Sampling.plain(7));
        var differences = 0;
        for (int draw = 0; draw < 50; draw++) {
            int picked = one.pick(LOGITS, NOTHING);
            assertThat(same.pick(LOGITS, NOTHING)).isEqualTo(picked);
            differences += other.pick(LOGITS, NOTHING) == picked ? 0 : 1;
        }
        assertThat(differences).isPositive();
    }

    @Test
    @DisplayName("refuses rules that mean nothing")
    void refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sampling(1, OptionalInt.of(2), OptionalDouble.of(0.5), 0, 0))
                .withMessage("top_k=2 and top_p=0.5 exclude each other");
        assertThatIllegalArgumentException().isThrownBy(() -> Sampling.plain(0).withTopK(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Sampling.plain(0).withTopP(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Sampling.plain(0).withTemperature(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Sampling.plain(0).withFreqPenalty(Double.NaN));
    }
}
