package hookworks.lens.evals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.SmallModel;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.tokens.Bos;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("A rough measure of a model")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvalsTest {
    private final HookedTransformer bundled = HookedTransformer.bundled(Device.cpu());
    private final HookedTransformer noise = SmallModel.load();

    @AfterAll
    void close() {
        noise.close();
        bundled.close();
    }

    @Test
    @DisplayName("finds induction in the bundled model, less without its first layer's attention, none in noise")
    void induction() {
        double chance = Math.log(2048);
        double loss = Evals.inductionLoss(bundled, 5);
        assertThat(loss).isLessThan(chance / 4).isEqualTo(Evals.inductionLoss(bundled, 5));
        assertThat(Evals.inductionLoss(bundled, 6)).isNotEqualTo(loss);
        try (var _ = bundled.hooks(List.of(Hook.replacing(HookName.z(0), (z, point) -> z.zerosLike())))) {
            assertThat(Evals.inductionLoss(bundled, 5)).isGreaterThan(chance / 2);
        }
        assertThat(Evals.inductionLoss(noise, new Repeats(8, 15, OptionalInt.empty(), 0, 37), 5))
                .isGreaterThan(Math.log(37) / 2);
    }

    @Test
    @DisplayName("takes the mean loss of a data set, in batches of any size")
    void dataset() {
        long[][] rows = bundled.texts()
                .tokenizer()
                .tokenizeAndConcatenate(List.of(SanityCheck.ENGLISH, SanityCheck.ENGLISH), 20, Bos.PREPEND);
        double sum = 0;
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            for (long[] row : rows) {
                try (NDArray perToken = bundled.lossPerToken(manager.create(new long[][] {row}))) {
                    for (float loss : perToken.toFloatArray()) {
                        sum += loss;
                    }
                }
            }
        }
        double mean = sum / rows.length / 19;
        for (int batchSize : new int[] {1, 3, 1000}) {
            assertThat(Evals.evaluateOnDataset(bundled, rows, batchSize)).isCloseTo(mean, within(1e-5));
        }
    }

    @Test
    @DisplayName("refuses a data set that is no table")
    void refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evals.evaluateOnDataset(noise, new long[0][], 1))
                .withMessageContaining("got 0 rows in batches of 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Evals.evaluateOnDataset(noise, new long[2][3], 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evals.evaluateOnDataset(noise, new long[][] {{1, 2, 3}, {1, 2}}, 2))
                .withMessage("rows must be of one length: row 0 has 3 tokens, row 1 has 2");
    }

    @Test
    @DisplayName("tells a model that learned English from one whose unembedding was lost")
    void sanity() {
        SanityCheck check = Evals.sanityCheck(bundled);
        assertThat(check.beatsChance()).isTrue();
        assertThat(check.chance()).isCloseTo(Math.log(2048), within(1e-9));
        assertThat(check.toString()).contains("guessing costs 7.62").endsWith("better than chance");
        try (var _ = bundled.hooks(List.of(Hook.replacing(HookName.residPost(1), (value, point) -> value.mul(-1))))) {
            assertThat(Evals.sanityCheck(bundled).beatsChance()).isFalse();
        }
        assertThat(new SanityCheck(Double.NaN, 5).beatsChance()).isFalse();
        assertThat(new SanityCheck(6, 5))
                .hasToString(
                        "loss 6.00 nats per token, guessing costs 5.00: no better than chance, so the weights may be damaged");
        assertThatIllegalStateException().isThrownBy(() -> Evals.sanityCheck(noise));
    }
}
