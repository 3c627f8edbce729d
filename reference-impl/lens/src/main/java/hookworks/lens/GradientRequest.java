package hookworks.lens;

import ai.djl.ndarray.NDArray;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which gradients a run is asked for, of what.
 *
 * <p>In the objective and in forward hooks, multiply and divide by tensors, not by plain numbers: DJL frees a number's
 * memory at once, and a garbage collection before the way back would spoil the gradient.
 *
 * @param objective makes a scalar of the logits {@code [batch, pos, d_vocab_out]}; absent for the mean next-token loss
 * @param activations at which hook points values and gradients are kept
 * @param parameters of which weights, by name
 * @param hooks forward and backward ones, for this run only
 */
public record GradientRequest(
        Optional<UnaryOperator<NDArray>> objective, HookFilter activations, Set<String> parameters, List<Hook> hooks) {
    public GradientRequest {
        parameters = Set.copyOf(parameters);
        hooks = List.copyOf(hooks);
    }

    /** Of the loss, at these hook points. */
    public static GradientRequest at(HookFilter activations) {
        return new GradientRequest(Optional.empty(), activations, Set.of(), List.of());
    }

    /** Of the loss, at these weights. */
    public static GradientRequest of(String... parameters) {
        return new GradientRequest(Optional.empty(), HookFilter.matching(name -> false), Set.of(parameters), List.of());
    }

    /** The same, of another scalar than the loss. */
    public GradientRequest withObjective(UnaryOperator<NDArray> scalarOfLogits) {
        return new GradientRequest(Optional.of(scalarOfLogits), activations, parameters, hooks);
    }

    /** The same, with these weights. */
    public GradientRequest withParameters(String... names) {
        return new GradientRequest(objective, activations, Set.of(names), hooks);
    }

    /** The same, with these hooks on the run. */
    public GradientRequest withHooks(List<Hook> forThisRun) {
        return new GradientRequest(objective, activations, parameters, forThisRun);
    }
}
