package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.hooks.LayerPoint;
import hookworks.lens.parameters.Parameters.MlpParameters;

/** One block's MLP, from what its norm gives to what it writes. */
final class Mlp {
    private final ActivationFunction function;
    private final int layer;
    private final MlpParameters weights;
    private final Norm norm;
    private final Scalars scalars;

    Mlp(ActivationFunction function, int layer, MlpParameters weights, Norm norm, Scalars scalars) {
        this.function = function;
        this.layer = layer;
        this.weights = weights;
        this.norm = norm;
        this.scalars = scalars;
    }

    /**
     * Runs it.
     *
     * @param input {@code [batch, pos, d_model]}, stays open
     * @return {@code [batch, pos, d_model]}
     */
    NDArray forward(NDArray input, ForwardRun run) {
        NDArray post = weights.gate() == null ? plain(input, run) : gated(input, weights.gate(), run);
        NDArray seen = run.at(layer, LayerPoint.POST, post);
        NDArray written = Linears.linear(seen, weights.output(), weights.outputBias());
        run.done(seen);
        return written;
    }

    private NDArray plain(NDArray input, ForwardRun run) {
        NDArray pre = run.at(layer, LayerPoint.PRE, Linears.linear(input, weights.input(), weights.inputBias()));
        NDArray activated = Activations.apply(function, pre, scalars);
        run.done(pre);
        if (!function.isNormalized()) {
            return activated;
        }
        NDArray mid = run.at(layer, LayerPoint.MID, activated);
        NDArray normalized = norm.apply(mid, run);
        run.done(mid);
        return normalized;
    }

    /**
     * The bias comes after the gate, {@code act(x W_gate) * (x W_in) + b_in}, unless the gate has one too:
     * {@code act(x W_gate + b_gate) * (x W_in + b_in)}.
     */
    private NDArray gated(NDArray input, NDArray gate, ForwardRun run) {
        NDArray gateBias = weights.gateBias();
        NDArray bias = gateBias == null ? null : weights.inputBias();
        NDArray pre = run.at(layer, LayerPoint.PRE, Linears.linear(input, gate, gateBias));
        NDArray linear = run.at(layer, LayerPoint.PRE_LINEAR, Linears.linear(input, weights.input(), bias));
        try (NDArray activated = Activations.apply(function, pre, scalars)) {
            NDArray product = activated.mul(linear);
            return gateBias == null ? shifted(product) : product;
        } finally {
            run.done(pre);
            run.done(linear);
        }
    }

    private NDArray shifted(NDArray product) {
        try (product) {
            return product.add(weights.inputBias());
        }
    }
}
