package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.forward.ForwardPass;
import hookworks.lens.forward.GradientTape;
import hookworks.lens.forward.ModelInput;
import hookworks.lens.forward.PlaceTables;
import hookworks.lens.hooks.HookPoints;
import hookworks.lens.hooks.RunPlan;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** There and back: a run, a scalar of its logits, and the scalar's gradients. */
record GradientPass(HookedTransformerConfig config, HookPoints points, PlaceTables places, ModelWeights weights) {

    GradientRun run(NDArray tokens, GradientRequest request, HookFlags flags, RunPlan plan) {
        NDManager keeper = tokens.getManager();
        try (var tape = new GradientTape(keeper, weights.wE().getDevice(), plan, plan::stores)) {
            var leaves = new LinkedHashMap<String, NDArray>();
            Parameters parameters = weights.withLeaves(leaves, request.parameters(), tape.scratch());
            ForwardPass.Outcome outcome = new ForwardPass(config, points, places, parameters)
                    .record(ModelInput.of(tokens), flags, plan, tape);
            NDArray objective = request.objective()
                    .map(scalar -> scalar.apply(outcome.output()))
                    .orElseGet(() -> Losses.mean(outcome.output(), tokens));
            Map<String, NDArray> cached = new LinkedHashMap<>(outcome.stored());
            tape.backward(objective, keeper)
                    .forEach((name, gradient) -> cached.put(name + GradientRun.SUFFIX, gradient));
            return new GradientRun(
                    kept(objective.stopGradient(), keeper), new ActivationCache(cached), gradients(leaves, keeper));
        }
    }

    private Map<String, NDArray> gradients(Map<String, NDArray> leaves, NDManager keeper) {
        var gradients = new LinkedHashMap<String, NDArray>();
        leaves.forEach((name, leaf) ->
                gradients.put(name, kept(weights.gradientOf(name, leaf).duplicate(), keeper)));
        return gradients;
    }

    private static NDArray kept(NDArray value, NDManager keeper) {
        value.attach(keeper);
        return value;
    }
}
