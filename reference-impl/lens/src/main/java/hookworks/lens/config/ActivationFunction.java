package hookworks.lens.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The nonlinearity of an MLP, by TransformerLens' names. */
public enum ActivationFunction {
    /** {@code max(x, 0)}. */
    RELU("relu"),
    /** {@code x Φ(x)}, exact, with the error function (Hendrycks and Gimpel 2016). */
    GELU("gelu"),
    /** GPT-2's approximation, {@code x/2 (1 + tanh(sqrt(2/π) (x + 0.044715 x³)))}. */
    GELU_NEW("gelu_new"),
    /** The same approximation, factored. */
    GELU_FAST("gelu_fast"),
    /** The same approximation, as Gemma names it. */
    GELU_PYTORCH_TANH("gelu_pytorch_tanh"),
    /** {@code x sigmoid(x)}, also called swish (Ramachandran et al. 2017). */
    SILU("silu"),
    /** {@code x softmax(x)}, then a normalization of its own inside the MLP (Elhage et al. 2022). */
    SOLU_LN("solu_ln");

    private final String jsonName;

    ActivationFunction(String jsonName) {
        this.jsonName = jsonName;
    }

    /** What TransformerLens calls it. */
    public String jsonName() {
        return jsonName;
    }

    /** Whether the MLP normalises what the function gives. */
    public boolean isNormalized() {
        return this == SOLU_LN;
    }

    /** Finds a function by TransformerLens' name. */
    public static ActivationFunction named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.jsonName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("act_fn='%s' is not supported; these are: %s"
                        .formatted(
                                name,
                                Arrays.stream(values())
                                        .map(ActivationFunction::jsonName)
                                        .collect(Collectors.joining(", ")))));
    }
}
