package hookworks.lens.parameters;

import hookworks.lens.config.HookedTransformerConfig;

/**
 * Names a model with random weights well enough that every process and device makes the same one.
 *
 * @param config the model's shape
 * @param initScale standard deviation of every weight matrix, above 0
 * @param weightSeed seed of a Java generator, so that no torch version or device changes the weights
 */
public record SeededModel(HookedTransformerConfig config, double initScale, long weightSeed) {
    public SeededModel {
        if (!(initScale > 0) || Double.isInfinite(initScale)) {
            throw new IllegalArgumentException("initScale must be finite and above 0, got " + initScale);
        }
    }
}
