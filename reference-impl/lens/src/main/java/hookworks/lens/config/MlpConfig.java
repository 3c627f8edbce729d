package hookworks.lens.config;

/**
 * The MLP of each block.
 *
 * @param dMlp neurons
 * @param actFn their nonlinearity
 * @param gated whether a second projection of the input multiplies the activated one, as in Llama
 */
public record MlpConfig(int dMlp, ActivationFunction actFn, boolean gated) {
    public MlpConfig {
        ConfigChecks.positive("d_mlp", dMlp);
        if (gated && actFn.isNormalized()) {
            throw new IllegalArgumentException(
                    "gated_mlp=true and act_fn=%s disagree: a gated MLP has no normalization inside"
                            .formatted(actFn.jsonName()));
        }
    }
}
