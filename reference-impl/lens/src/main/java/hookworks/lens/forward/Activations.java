package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import hookworks.lens.config.ActivationFunction;

/** The nonlinearities of MLPs. */
final class Activations {
    private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    private Activations() {}

    /** Applies the function elementwise (SoLU also over the last axis); {@code value} stays open. */
    static NDArray apply(ActivationFunction function, NDArray value, Scalars scalars) {
        return switch (function) {
            case RELU -> Activation.relu(value);
            case GELU -> Activation.gelu(value);
            case GELU_NEW, GELU_FAST, GELU_PYTORCH_TANH -> geluByTanh(value, scalars);
            case SILU -> silu(value);
            case SOLU_LN -> solu(value);
        };
    }

    /** {@code x / 2 (1 + tanh(√(2/π) (x + 0.044715 x³)))}, Hendrycks and Gimpel 2016. */
    private static NDArray geluByTanh(NDArray x, Scalars scalars) {
        try (NDArray squares = x.mul(x);
                NDArray scaled = squares.mul(scalars.of(CUBIC * SQRT_2_OVER_PI));
                NDArray slope = scaled.add(SQRT_2_OVER_PI);
                NDArray argument = slope.mul(x);
                NDArray tanh = argument.tanh();
                NDArray lifted = tanh.add(1);
                NDArray gate = lifted.mul(scalars.of(0.5))) {
            return gate.mul(x);
        }
    }

    /** {@code x sigmoid(x)}. */
    private static NDArray silu(NDArray x) {
        try (NDArray sigmoid = Activation.sigmoid(x)) {
            return sigmoid.mul(x);
        }
    }

    /** {@code x softmax(x)}, Elhage et al. 2022. */
    private static NDArray solu(NDArray x) {
        try (NDArray softmax = x.softmax(-1)) {
            return softmax.mul(x);
        }
    }
}
