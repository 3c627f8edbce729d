package hookworks.lens.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The nonlinearity of an MLP, by TransformerLens' names. */
public enum ActivationFunction {
    RELU("relu"),
    /** The exact form, with the error function. */
    GELU("gelu"),
    /** GPT-2's approximation by tanh. */
    GELU_NEW("gelu_new"),
    /** The same approximation, factored. */
    GELU_FAST("gelu_fast"),
    /** The same approximation, as Gemma names it. */
    GELU_PYTORCH_TANH("gelu_pytorch_tanh"),
    SILU("silu"),
    /** {@code x * softmax(x)}, then a normalization of its own inside the MLP. */
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
