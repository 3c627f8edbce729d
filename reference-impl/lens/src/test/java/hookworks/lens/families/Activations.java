package hookworks.lens.families;

import java.util.function.DoubleUnaryOperator;

/** The activation functions by the names that configs give them. */
final class Activations {
    private Activations() {}

    static DoubleUnaryOperator named(String name) {
        return switch (name) {
            case "relu" -> x -> Math.max(x, 0);
            case "gelu" -> Activations::gelu;
            case "gelu_new", "gelu_pytorch_tanh" -> Activations::tanhGelu;
            case "silu" -> x -> x / (1 + Math.exp(-x));
            default -> throw new IllegalArgumentException("no activation '%s'".formatted(name));
        };
    }

    private static double gelu(double x) {
        return x / 2 * (1 + Erf.of(x / Math.sqrt(2)));
    }

    private static double tanhGelu(double x) {
        return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }
}
