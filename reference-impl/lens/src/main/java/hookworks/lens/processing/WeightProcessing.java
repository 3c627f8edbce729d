package hookworks.lens.processing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.parameters.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which simplifications of a model's weights are wanted. Each leaves every log-probability as it was; logits may move
 * by a constant at each position.
 *
 * @param foldLayerNorm whether norms' weights and biases go into the weights that read after them, and those that read
 *     after LN are centred; the model's norms then have no parameters, except those of what attention and MLP write
 * @param centerWritingWeights whether what writes to the residual stream is centred; only where LN reads it
 * @param centerUnembed whether the mean logit is taken out of the unembedding; not under a soft cap, which would feel
 *     it
 * @param foldValueBiases whether value biases go into output biases: attention sums to one
 * @param refactorFactoredAttnMatrices whether W_Q and W_K, W_V and W_O are made even by their products' singular value
 *     decomposition; not with rotary positions or grouped queries
 */
public record WeightProcessing(
        boolean foldLayerNorm,
        boolean centerWritingWeights,
        boolean centerUnembed,
        boolean foldValueBiases,
        boolean refactorFactoredAttnMatrices) {

    /** None. */
    public static WeightProcessing none() {
        return new WeightProcessing(false, false, false, false, false);
    }

    /** What TransformerLens' {@code from_pretrained} does unless told otherwise: all but refactoring. */
    public static WeightProcessing standard() {
        return new WeightProcessing(true, true, true, true, false);
    }

    /**
     * A processed model.
     *
     * @param config of the processed weights
     * @param stateDict every weight by name, in TransformerLens' shapes, such as {@code [head, d_model, d_head]}
     */
    public record Processed(HookedTransformerConfig config, Map<String, NDArray> stateDict) {}

    /**
     * Processes weights.
     *
     * @param stateDict every weight that the config asks for, in TransformerLens' shapes, such as
     *     {@code [head, d_model, d_head]}; stays as it is
     * @return new tensors, which belong to {@code owner}
     * @throws IllegalArgumentException where a simplification would change what the model says
     */
    public Processed apply(HookedTransformerConfig config, Map<String, NDArray> stateDict, NDManager owner) {
        try (var scope = TensorScope.within(owner)) {
            var weights = new Weights(config, stateDict, scope);
            HookedTransformerConfig processed = config;
            Normalization normalization = config.normalization();
            if (foldLayerNorm && normalization.kind().hasWeight()) {
                new NormFolding(config, weights).fold();
                processed = withoutNormParameters(config);
            }
            boolean isCentred = normalization.kind().isCentred() && !normalization.finalRms();
            if (centerWritingWeights && isCentred) {
                new Centring(config, weights).writingWeights();
            }
            if (centerUnembed && config.outputLogitsSoftCap().isEmpty()) {
                new Centring(config, weights).unembedding();
            }
            if (foldValueBiases) {
                new ValueBiases(config, weights).fold();
            }
            if (refactorFactoredAttnMatrices) {
                new Refactoring(config, weights).refactor();
            }
            return new Processed(processed, kept(processed, weights, scope));
        }
    }

    private static HookedTransformerConfig withoutNormParameters(HookedTransformerConfig config) {
        Normalization normalization = config.normalization();
        return config.toBuilder()
                .normalization(normalization.withKind(normalization.kind().folded()))
                .build();
    }

    private static Map<String, NDArray> kept(HookedTransformerConfig config, Weights weights, TensorScope scope) {
        var kept = new LinkedHashMap<String, NDArray>();
        StateDict.shapes(config)
                .keySet()
                .forEach(name -> kept.put(name, scope.keep(weights.finished(name, config.dtype()))));
        return kept;
    }
}
