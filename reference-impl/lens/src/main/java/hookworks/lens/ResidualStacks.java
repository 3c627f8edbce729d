package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.hooks.HookName;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.StateDict;
import java.util.ArrayList;
import java.util.List;

/** Takes the residual stream of a cached run apart, as TransformerLens does and labels it. */
final class ResidualStacks {
    private final HookedTransformerConfig config;
    private final ModelWeights weights;
    private final ActivationCache cache;

    ResidualStacks(HookedTransformer model, ActivationCache cache) {
        this.config = model.config();
        this.weights = model.weights();
        this.cache = cache;
    }

    /** Collects parts in a scope of their own. */
    private final class Parts implements AutoCloseable {
        private final StackRequest request;
        private final TensorScope scope = TensorScope.within(cache.owner());
        private final NDList parts = new NDList();
        private final List<String> labels = new ArrayList<>();

        Parts(StackRequest request) {
            this.request = request;
        }

        /** One activation {@code [batch, pos, d_model]}. */
        void add(String hookName, String label) {
            add(sliced(hookName, -2).expandDims(0), List.of(label));
        }

        /** Several at once, {@code [component, batch, pos, d_model]}. */
        void add(NDArray components, List<String> named) {
            parts.add(components);
            labels.addAll(named);
        }

        NDArray sliced(String hookName, int axis) {
            return request.pos().apply(scope.borrow(cache.get(hookName)), axis);
        }

        /** What is left of the stream where the parts are all of a layer's input. */
        void addRemainder(int layer) {
            NDArray stream = sliced(layer == 0 ? HookName.residPre(0) : HookName.residPost(layer - 1), -2);
            NDArray rest = parts.isEmpty() ? stream : stream.sub(joined().sum(new int[] {0}));
            add(rest.expandDims(0), List.of("remainder"));
        }

        private NDArray joined() {
            return parts.size() == 1 ? parts.getFirst() : NDArrays.concat(parts, 0);
        }

        LabeledStack stacked() {
            if (parts.isEmpty()) {
                Shape one = sliced(HookName.EMBED, -2).getShape();
                add(scope.scratch().zeros(new Shape(0).addAll(one), config.dtype()), List.of());
            }
            NDArray all = joined();
            return new LabeledStack(scope.keep(request.applyLn() ? scaled(all, request, scope) : all), labels);
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    private int layerOf(StackRequest request) {
        int layer = request.layer().orElse(config.nLayers());
        if (layer < 0 || layer > config.nLayers()) {
            throw new IllegalArgumentException("no layer %d: the model has %d, and %d stands for the end"
                    .formatted(layer, config.nLayers(), config.nLayers()));
        }
        return layer;
    }

    LabeledStack accumulated(StackRequest request) {
        int layer = layerOf(request);
        try (var parts = new Parts(request)) {
            for (int at = 0; at <= layer; at++) {
                if (at == config.nLayers()) {
                    parts.add(HookName.residPost(at - 1), "final_post");
                } else {
                    parts.add(HookName.residPre(at), at + "_pre");
                    if (at < layer ? request.inclMid() : request.mlpInput()) {
                        parts.add(HookName.residMid(at), at + "_mid");
                    }
                }
            }
            return parts.stacked();
        }
    }

    LabeledStack decomposed(StackRequest request) {
        int layer = layerOf(request);
        boolean inclAttn = request.mode() != StackRequest.Mode.MLP;
        boolean inclMlp = request.mode() != StackRequest.Mode.ATTN && !config.attnOnly();
        try (var parts = new Parts(request)) {
            if (request.inclEmbeds()) {
                addEmbeds(parts);
            }
            for (int at = 0; at < layer; at++) {
                if (inclAttn) {
                    parts.add(HookName.attnOut(at), at + "_attn_out");
                }
                if (inclMlp) {
                    parts.add(HookName.mlpOut(at), at + "_mlp_out");
                }
            }
            if (request.mlpInput() && inclAttn) {
                parts.add(HookName.attnOut(layer), layer + "_attn_out");
            }
            return parts.stacked();
        }
    }

    private void addEmbeds(Parts parts) {
        if (cache.names().contains(HookName.EMBED)) {
            parts.add(HookName.EMBED, "embed");
        }
        if (cache.names().contains(HookName.POS_EMBED)) {
            parts.add(HookName.POS_EMBED, "pos_embed");
        }
    }

    LabeledStack heads(StackRequest request) {
        int layer = layerOf(request);
        try (var parts = new Parts(request)) {
            addHeads(parts, layer);
            if (request.inclRemainder()) {
                parts.addRemainder(layer);
            }
            return parts.stacked();
        }
    }

    private void addHeads(Parts parts, int layers) {
        for (int layer = 0; layer < layers; layer++) {
            NDArray results = headResults(layer, parts);
            parts.add(componentsFirst(results), headLabels(layer));
        }
    }

    /** {@code [batch, pos, head, d_model]}, from the cache where it holds them. */
    private NDArray headResults(int layer, Parts parts) {
        String name = HookName.result(layer);
        if (cache.names().contains(name)) {
            return parts.sliced(name, -3);
        }
        NDArray z = parts.sliced(HookName.z(layer), -3);
        return headResults(z, layer);
    }

    /** What each head writes: {@code [..., head, d_head]} to {@code [..., head, d_model]}. */
    NDArray headResults(NDArray z, int layer) {
        NDArray output = weights.named(StateDict.in(layer, "attn.W_O"));
        return z.expandDims(-2).matMul(output).squeeze(-2);
    }

    private List<String> headLabels(int layer) {
        var labels = new ArrayList<String>();
        for (int head = 0; head < config.nHeads(); head++) {
            labels.add("L%dH%d".formatted(layer, head));
        }
        return labels;
    }

    LabeledStack neurons(StackRequest request) {
        int layer = layerOf(request);
        try (var parts = new Parts(request)) {
            addNeurons(parts, layer);
            if (request.inclRemainder()) {
                parts.addRemainder(layer);
            }
            return parts.stacked();
        }
    }

    private void addNeurons(Parts parts, int layers) {
        for (int layer = 0; layer < layers; layer++) {
            long[] numbers = parts.request.neurons().placesOf(dMlp());
            var labels = new ArrayList<String>();
            for (long neuron : numbers) {
                labels.add("L%dN%d".formatted(layer, neuron));
            }
            NDArray acts = parts.sliced(HookName.post(layer), -2);
            parts.add(componentsFirst(neuronResults(acts, layer, Slice.picking(numbers), parts.scope)), labels);
        }
    }

    private int dMlp() {
        return config.mlp()
                .orElseThrow(() -> new IllegalStateException("this model is attention-only: it has no neurons"))
                .dMlp();
    }

    /** What each neuron writes: {@code [..., d_mlp]} to {@code [..., neuron, d_model]}. */
    NDArray neuronResults(NDArray acts, int layer, Slice which, TensorScope scope) {
        dMlp();
        NDArray output = which.apply(scope.borrow(weights.named(StateDict.in(layer, "mlp.W_out"))), 0);
        return which.apply(acts, -1).expandDims(-1).mul(output);
    }

    /** {@code [..., component, d_model]} to {@code [component, ..., d_model]}. */
    private static NDArray componentsFirst(NDArray components) {
        int axes = components.getShape().dimension();
        int[] order = new int[axes];
        order[0] = axes - 2;
        for (int axis = 1; axis < axes - 1; axis++) {
            order[axis] = axis - 1;
        }
        order[axes - 1] = axes - 1;
        return components.transpose(order);
    }

    LabeledStack full(StackRequest request) {
        int layer = layerOf(request);
        try (var parts = new Parts(request)) {
            addHeads(parts, layer + (request.mlpInput() ? 1 : 0));
            if (!config.attnOnly() && request.expandNeurons()) {
                addNeurons(parts, layer);
            } else if (!config.attnOnly()) {
                for (int at = 0; at < layer; at++) {
                    parts.add(HookName.mlpOut(at), at + "_mlp_out");
                }
            }
            addEmbeds(parts);
            addBias(parts, layer);
            return parts.stacked();
        }
    }

    private void addBias(Parts parts, int layer) {
        NDArray one = parts.sliced(HookName.EMBED, -2);
        NDArray bias = accumulatedBias(layer, parts.request.mlpInput(), parts.request.expandNeurons(), parts.scope);
        parts.add(bias.broadcast(one.getShape()).expandDims(0), List.of("bias"));
    }

    /** The output biases of all that writes before a place, {@code [d_model]}; in the scope. */
    NDArray accumulatedBias(int layer, boolean mlpInput, boolean inclMlpBiases, TensorScope scope) {
        NDArray sum = scope.scratch().zeros(new Shape(config.dModel()), config.dtype());
        for (int at = 0; at < layer; at++) {
            sum = sum.add(weights.named(StateDict.in(at, "attn.b_O")));
            if (inclMlpBiases && !config.attnOnly()) {
                sum = sum.add(weights.named(StateDict.in(at, "mlp.b_out")));
            }
        }
        return mlpInput && layer < config.nLayers() ? sum.add(weights.named(StateDict.in(layer, "attn.b_O"))) : sum;
    }

    NDArray scaled(NDArray stack, StackRequest request, TensorScope scope) {
        if (config.normalization().isNone()) {
            return stack;
        }
        int layer = layerOf(request);
        String name = layer == config.nLayers()
                ? HookName.LN_FINAL_SCALE
                : request.mlpInput() ? HookName.ln2Scale(layer) : HookName.ln1Scale(layer);
        NDArray centred =
                config.normalization().kind().isCentred() ? stack.sub(stack.mean(new int[] {-1}, true)) : stack;
        NDArray scale = request.pos().apply(scope.borrow(cache.get(name)), -2);
        return centred.div(scale);
    }
}
