package hookworks.lens.evals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.SmallModel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Random repeats")
class RepeatsTest {
    private static final Repeats REPEATS = new Repeats(40, 5, OptionalInt.of(3), 1, 7);

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    private long[][] rows(Repeats repeats, long seed) {
        NDArray tokens = repeats.draw(new SplittableRandom(seed), manager).tokens();
        int width = Math.toIntExact(tokens.getShape().get(1));
        long[] flat = tokens.toLongArray();
        var rows = new long[flat.length / width][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
        }
        return rows;
    }

    @Test
    @DisplayName("are a first token, a block and the block again, of all tokens in the range but the first one")
    void blocks() {
        long[][] rows = rows(REPEATS, 1);
        assertThat(rows).hasDimensions(40, 11);
        for (long[] row : rows) {
            assertThat(row[0]).isEqualTo(3);
            assertThat(Arrays.copyOfRange(row, 1, 6)).isEqualTo(Arrays.copyOfRange(row, 6, 11));
        }
        assertThat(Arrays.stream(rows).flatMapToLong(row -> Arrays.stream(row, 1, 6)))
                .containsOnly(1L, 2L, 4L, 5L, 6L);
    }

    @Test
    @DisplayName("may have no first token, and then draw from the whole range")
    void withoutFirst() {
        long[][] rows = rows(REPEATS.withoutFirst().withPeriod(4).withRows(60), 2);
        assertThat(rows).hasDimensions(60, 8);
        for (long[] row : rows) {
            assertThat(Arrays.copyOf(row, 4)).isEqualTo(Arrays.copyOfRange(row, 4, 8));
        }
        assertThat(Arrays.stream(rows).flatMapToLong(Arrays::stream)).containsOnly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    @DisplayName("are the same from the same seed, and otherwise from another")
    void seeded() {
        assertThat(rows(REPEATS, 8)).isDeepEqualTo(rows(REPEATS, 8));
        assertThat(Arrays.deepEquals(rows(REPEATS, 8), rows(REPEATS, 9))).isFalse();
    }

    @Test
    @DisplayName("fit a model's context twice, behind its BOS")
    void fitting() {
        try (var model = HookedTransformer.bundled(Device.cpu())) {
            Repeats fitting = Repeats.fitting(model);
            assertThat(fitting).isEqualTo(new Repeats(4, 63, OptionalInt.of(2047), 100, 2048));
            assertThat(fitting.draw(new SplittableRandom(1), manager).tokens().getShape())
                    .isEqualTo(new Shape(4, 127));
        }
        try (var model = SmallModel.load()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Repeats.fitting(model))
                    .withMessageContaining("no tokenizer");
        }
    }

    @Test
    @DisplayName("are refused where there is nothing to draw or nothing to repeat")
    void refuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> REPEATS.withRows(0));
        assertThatIllegalArgumentException().isThrownBy(() -> REPEATS.withPeriod(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Repeats(1, 5, OptionalInt.of(3), 3, 4))
                .withMessageContaining("a token to draw that is not the first one");
        assertThatIllegalArgumentException().isThrownBy(() -> new Repeats(1, 5, OptionalInt.empty(), -1, 4));
    }

    @Test
    @DisplayName("are judged in their first copy, and in their second but for its first token")
    void losses() {
        try (var model = SmallModel.load()) {
            for (Repeats repeats : List.of(REPEATS, REPEATS.withoutFirst())) {
                RepeatedTokens drawn = repeats.draw(new SplittableRandom(3), manager);
                int start = drawn.start();
                double first = 0;
                double second = 0;
                try (NDArray losses = model.lossPerToken(drawn.tokens())) {
                    for (int row = 0; row < 40; row++) {
                        for (int token = Math.max(1, start); token < start + 5; token++) {
                            first += losses.getFloat(row, token - 1);
                        }
                        for (int token = start + 6; token < start + 10; token++) {
                            second += losses.getFloat(row, token - 1);
                        }
                    }
                }
                RepeatLosses found = RepeatLosses.of(model, List.of(drawn, drawn));
                assertThat(found.first()).isCloseTo(first / 40 / (4 + start), within(1e-5));
                assertThat(found.second()).isCloseTo(second / 40 / 4, within(1e-5));
            }
        }
    }
}
