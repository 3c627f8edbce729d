package hookworks.lens.config;

/**
 * The MLP of each block.
 *
 * @param dMlp neurons
 * @param actFn their nonlinearity
 * @param gated whether a second projection of the input multiplies the activated one, as in Llama
 * @param gateBiased whether both projections of a gated MLP have biases of their own, added before they are multiplied;
 *     TransformerLens knows no such model and adds {@code b_in} to the product
 */
public record MlpConfig(int dMlp, ActivationFunction actFn, boolean gated, boolean gateBiased) {
    public MlpConfig {
        ConfigChecks.positive("d_mlp", dMlp);
        if (gated && actFn.isNormalized()) {
            throw new IllegalArgumentException(
                    "gated_mlp=true and act_fn=%s disagree: a gated MLP has no normalization inside"
                            .formatted(actFn.jsonName()));
        }
        if (gateBiased && !gated) {
            throw new IllegalArgumentException("gated_mlp=false and gated_mlp_bias=true disagree: there is no gate");
        }
    }

    /** An MLP whose gate, if it has one, has no bias. */
    public MlpConfig(int dMlp, ActivationFunction actFn, boolean gated) {
        this(dMlp, actFn, gated, false);
    }
}
