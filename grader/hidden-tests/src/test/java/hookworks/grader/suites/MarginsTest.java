package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The margin of a check")
final class MarginsTest {
    private static final Tolerance TENTH = new Tolerance(0.1, 0);

    private final Margins margins = new Margins();

    @ParameterizedTest(name = "{0} of {1} allowed: {2}")
    @CsvSource({
        "0, 0, false",
        "0.009, 0.1, false",
        "0.011, 0.1, true",
        "0.1, 0.1, true",
        "0.99, 0.1, true",
        "1.01, 0.1, false",
        "0.001, 0, false",
        "NaN, 0.1, false",
        "Infinity, 0.1, false",
    })
    @DisplayName("is borderline from a tenth of what is allowed to ten times as much")
    void borderline(double difference, double allowed, boolean isBorderline) {
        assertThat(new Margin("it", difference, allowed).isBorderline()).isEqualTo(isBorderline);
    }

    @Test
    @DisplayName("is that of the comparison that came nearest to failing, where all passed")
    void passed() {
        margins.during(() -> {
            number(1).mustEqual(1.01, TENTH, List::of);
            number(1).mustEqual(1.05, TENTH, List::of);
            number(1).mustEqual(1.02, TENTH, List::of);
        });

        assertThat(margins.taken(true))
                .hasValueSatisfying(margin -> assertThat(margin.ratio()).isBetween(0.49, 0.51));
        assertThat(margins.taken(true)).as("of the next check").isEmpty();
    }

    @Test
    @DisplayName("is that of the comparison that failed, where one did")
    void failed() {
        margins.during(() -> {
            number(1).mustEqual(1.09, TENTH, List::of);
            assertThatExceptionOfType(WrongAnswer.class)
                    .isThrownBy(() -> number(1).mustEqual(1.3, TENTH, List::of));
        });

        assertThat(margins.taken(false))
                .hasValueSatisfying(margin -> assertThat(margin.ratio()).isBetween(2.9, 3.1));
    }

    @Test
    @DisplayName("is that of a tensor's worst cell, by that cell's own tolerance")
    void worstCell() {
        try (NDManager manager = NDManager.newBaseManager()) {
            var answer = TensorAnswer.named("it", manager.create(new float[] {0, 1000, 3}), "place");

            margins.during(
                    () -> answer.mustEqual(manager.create(new float[] {0.05f, 1000.1f, 3}), new Tolerance(0.1, 1e-2)));

            assertThat(margins.taken(true)).hasValueSatisfying(margin -> {
                assertThat(margin.answer()).isEqualTo("it");
                assertThat(margin.ratio()).isBetween(0.4, 0.6);
            });
        }
    }

    @Test
    @DisplayName("is none where a tensor has another shape, and far off where a cell is no number")
    void notByNumbers() {
        try (NDManager manager = NDManager.newBaseManager()) {
            margins.during(() -> assertThatExceptionOfType(WrongAnswer.class)
                    .isThrownBy(() -> TensorAnswer.named("it", manager.create(new float[2]), "place")
                            .mustEqual(manager.create(new float[3]), TENTH)));
            assertThat(margins.taken(false)).isEmpty();

            margins.during(() -> assertThatExceptionOfType(WrongAnswer.class)
                    .isThrownBy(() -> TensorAnswer.named("it", manager.create(new float[] {Float.NaN}), "place")
                            .mustEqual(manager.create(new float[1]), TENTH)));
            assertThat(margins.taken(false)).map(Margin::isBorderline).hasValue(false);
        }
    }

    @Test
    @DisplayName("is measured by the expected figure, as the verdict is, on whichever side the answer lies")
    void oneMeasure() {
        var share = new Tolerance(0, 0.1);
        try (NDManager manager = NDManager.newBaseManager()) {
            for (float answered : new float[] {0.905f, 1.095f}) {
                TensorAnswer.named("it", manager.create(new float[] {answered}), "place")
                        .mustEqual(manager.create(new float[] {1}), share);
            }
            for (float answered : new float[] {0.895f, 1.105f}) {
                assertThatExceptionOfType(WrongAnswer.class)
                        .isThrownBy(() -> TensorAnswer.named("it", manager.create(new float[] {answered}), "place")
                                .mustEqual(manager.create(new float[] {1}), share))
                        .withMessageContaining("1 of 1 cells differs");
            }
        }
    }

    @Test
    @DisplayName("is nobody's where no suite was launched")
    void outside() {
        number(1).mustEqual(1.05, TENTH, List::of);

        assertThat(margins.taken(true)).isEqualTo(Optional.empty());
    }

    private static NumberAnswer number(double answered) {
        return NumberAnswer.named("it", answered);
    }
}
