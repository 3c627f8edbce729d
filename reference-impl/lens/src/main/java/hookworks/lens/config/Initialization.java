package hookworks.lens.config;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How fresh weights are drawn.
 *
 * @param mode which rule
 * @param range the deviation for GPT-2's rule, the gain for the others; derived where absent
 * @param seed of the generator; 0 where absent
 */
public record Initialization(Mode mode, OptionalDouble range, OptionalLong seed) {
    /** The rule for a weight matrix; biases are zero and norms one. */
    public enum Mode {
        /** Gaussian with one deviation for all, {@code 0.8 / sqrt(d_model)} unless told otherwise. */
        GPT2,
        /** Even within {@code gain * sqrt(6 / (in + out))} (Glorot and Bengio 2010). */
        XAVIER_UNIFORM,
        /** Gaussian with deviation {@code gain * sqrt(2 / (in + out))} (Glorot and Bengio 2010). */
        XAVIER_NORMAL,
        /** Even within {@code gain * sqrt(6 / in)} (He et al. 2015). */
        KAIMING_UNIFORM,
        /** Gaussian with deviation {@code gain * sqrt(2 / in)} (He et al. 2015). */
        KAIMING_NORMAL
    }

    public Initialization {
        range.ifPresent(value -> ConfigChecks.positiveAndFinite("initializer_range", value));
    }

    /** GPT-2's rule, as TransformerLens scales it. */
    public static Initialization gpt2() {
        return new Initialization(Mode.GPT2, OptionalDouble.empty(), OptionalLong.empty());
    }

    /** The deviation or gain for a model of that width. */
    public double rangeFor(int dModel) {
        return range.orElse(mode == Mode.GPT2 ? 0.8 / Math.sqrt(dModel) : 1);
    }
}
