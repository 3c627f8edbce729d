package hookworks.lens;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * What a run gave, with its gradients. Owns its tensors until closed.
 *
 * @param objective the scalar that was differentiated
 * @param cache the activations that were asked for, and under each name with {@code _grad} behind it, the gradient of
 *     the objective there
 * @param parameters the gradient of the objective for each weight that was asked for, in the weight's shape
 */
public record GradientRun(NDArray objective, ActivationCache cache, Map<String, NDArray> parameters)
        implements AutoCloseable {
    /** What follows a hook point's name where the cache holds its gradient. */
    public static final String SUFFIX = "_grad";

    /**
     * The gradient at a hook point, by its full name.
     *
     * @return of the activation's shape; the cache's own tensor
     * @throws IllegalArgumentException where it was not asked for
     */
    public NDArray gradient(String hookName) {
        return cache.get(hookName + SUFFIX);
    }

    /**
     * The gradient of the objective for a weight.
     *
     * @param name as in a state dict, such as {@code blocks.0.attn.W_Q}
     * @return of the weight's shape; this run's own tensor
     * @throws IllegalArgumentException where it was not asked for
     */
    public NDArray parameterGradient(String name) {
        NDArray gradient = parameters.get(name);
        if (gradient == null) {
            throw new IllegalArgumentException(
                    "no gradient of '%s' was asked for; these were: %s".formatted(name, parameters.keySet()));
        }
        return gradient;
    }

    @Override
    public void close() {
        objective.close();
        cache.close();
        parameters.values().forEach(NDArray::close);
    }
}
