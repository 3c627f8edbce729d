package hookworks.lens.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationsTest {
    @ParameterizedTest
    @DisplayName("the error function has its tabulated values, and their negatives on the other side")
    @CsvSource({
        "0, 0",
        "0.1, 0.11246291601828489",
        "0.5, 0.52049987781304654",
        "1, 0.84270079294971487",
        "2, 0.99532226501895273",
        "3, 0.99997790950300141",
        "4, 0.99999998458274210",
        "5.9, 0.99999999999999993",
        "7, 1"
    })
    void erf(double x, double value) {
        assertThat(Erf.of(x)).isCloseTo(value, within(1e-15));
        assertThat(Erf.of(-x)).isCloseTo(-value, within(1e-15));
    }

    @ParameterizedTest
    @DisplayName("each activation has the values of its definition")
    @CsvSource({
        "relu, 1.5, 1.5",
        "relu, -1.5, 0",
        "gelu, 1, 0.84134474606854293",
        "gelu, -2, -0.04550026389635842",
        "gelu_new, 1, 0.84119199060827676",
        "gelu_new, -2, -0.04540230591222494",
        "gelu_pytorch_tanh, 1, 0.84119199060827676",
        "silu, 1, 0.73105857863000488",
        "silu, -2, -0.23840584404423510"
    })
    void activation(String name, double x, double value) {
        assertThat(Activations.named(name).applyAsDouble(x)).isCloseTo(value, within(1e-14));
    }

    @Test
    @DisplayName("the exact and the tanh form of gelu lie far enough apart to be told from each other")
    void gelusDiffer() {
        double exact = Activations.named("gelu").applyAsDouble(2.5);
        double tanh = Activations.named("gelu_new").applyAsDouble(2.5);
        assertThat(Math.abs(exact - tanh)).isGreaterThan(1e-4);
    }
}
