package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.memory.Handles;
import hookworks.lens.memory.SameDevice;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.spelling.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Activations by the name of their hook point, in the order of the run. Owns its tensors until closed; what is computed
 * from them belongs to the same manager, and is the caller's to close. Confined to one thread.
 */
public final class ActivationCache implements AutoCloseable {
    private final SequencedMap<String, NDArray> activations;
    private final @Nullable HookedTransformer model;
    private boolean hasBatchDim;
    private boolean closed;

    /**
     * Takes over tensors of a model that is not at hand, so that nothing can be asked that needs its weights.
     *
     * @param activations by full name, in the order of the run, each {@code [batch, ...]}
     */
    public ActivationCache(Map<String, NDArray> activations) {
        this(activations, null, true);
    }

    /** As {@link #ActivationCache(Map)}, of one text, whose activations begin with the position or the head. */
    public static ActivationCache withoutBatchDim(Map<String, NDArray> activations) {
        return new ActivationCache(activations, null, false);
    }

    ActivationCache(Map<String, NDArray> activations, @Nullable HookedTransformer model, boolean hasBatchDim) {
        this.activations = new LinkedHashMap<>(activations);
        this.model = model;
        this.hasBatchDim = hasBatchDim;
    }

    /**
     * The activation at a hook point.
     *
     * @param name full, such as {@code blocks.1.attn.hook_pattern}, or short where that says enough, as {@code embed}
     * @return {@code [batch, ...]} with the axes that {@link HookName} says, without {@code batch} once it is removed;
     *     the cache's own tensor, not a copy; it belongs to the manager of the run's tokens
     * @throws IllegalArgumentException where the cache does not hold it, with the nearest name that it holds
     */
    public NDArray get(String name) {
        requireOpen(name);
        NDArray found = activations.get(name);
        return found != null ? found : get(name, HookName.of(name));
    }

    /**
     * The activation of one layer, as {@link #get(String)} gives it.
     *
     * @param shortName such as {@code pattern}, {@code resid_pre} or {@code q}
     * @param layer negative counts from the end
     * @return {@code [batch, ...]}
     */
    public NDArray get(String shortName, int layer) {
        return get(shortName, HookName.of(shortName, counted(layer)));
    }

    /**
     * The activation of a part of one layer.
     *
     * @param layerType such as {@code ln1}, {@code mlp} or {@code attn}
     * @return {@code [batch, ...]}
     */
    public NDArray get(String shortName, int layer, String layerType) {
        return get(shortName, HookName.of(shortName, counted(layer), layerType));
    }

    private int counted(int layer) {
        return layer < 0 ? nLayers() + layer : layer;
    }

    /** How many layers the model has; of a cache that came without it, how many layers it knows something of. */
    public int nLayers() {
        if (model != null) {
            return model.config().nLayers();
        }
        return 1
                + names().stream()
                        .map(HookPoint::named)
                        .mapToInt(HookPoint::layerOrBefore)
                        .max()
                        .orElse(-1);
    }

    private NDArray get(String asked, String fullName) {
        requireOpen(asked);
        NDArray found = activations.get(fullName);
        if (found == null) {
            String meant = asked.equals(fullName) ? "" : " (asked for as '%s')".formatted(asked);
            throw new IllegalArgumentException("the cache holds nothing for '%s'%s%s; it holds %d activations"
                    .formatted(fullName, meant, Nearest.hint(fullName, activations.keySet()), activations.size()));
        }
        return found;
    }

    private void requireOpen(String asked) {
        if (closed) {
            throw new IllegalStateException(
                    "the cache is closed, and '%s' with it: read it before, or attach it to a manager of your own"
                            .formatted(asked));
        }
    }

    /** Full names in the order of the run; unmodifiable. */
    public Set<String> names() {
        return Collections.unmodifiableSet(activations.sequencedKeySet());
    }

    /** Whether activations begin with a batch axis. */
    public boolean hasBatchDim() {
        return hasBatchDim;
    }

    /** Takes the batch axis off every activation; there must be one item. Does nothing where it is off already. */
    public ActivationCache removeBatchDim() {
        if (hasBatchDim) {
            activations.forEach((name, value) -> {
                if (value.getShape().get(0) != 1) {
                    throw new IllegalStateException("cannot remove the batch axis of a batch of %d: '%s' is %s"
                            .formatted(value.getShape().get(0), name, value.getShape()));
                }
            });
            replaceEach(value -> value.squeeze(0));
            hasBatchDim = false;
        }
        return this;
    }

    /** The same activations of part of the batch; the caller's to close. */
    public ActivationCache applySliceToBatchDim(Slice slice) {
        if (!hasBatchDim) {
            throw new IllegalStateException("the cache has no batch axis to take a part of");
        }
        var sliced = new LinkedHashMap<String, NDArray>();
        activations.forEach((name, value) -> sliced.put(name, slice.apply(value, 0)));
        return new ActivationCache(sliced, model, slice.keepsAxis());
    }

    /** Moves every activation to a device, on which the model must be where it is needed. */
    public ActivationCache to(Device device) {
        replaceEach(value -> value.toDevice(device, false));
        return this;
    }

    private void replaceEach(UnaryOperator<NDArray> change) {
        activations.replaceAll((name, value) -> {
            NDArray changed = change.apply(value);
            Handles.closeUnless(value, changed);
            return changed;
        });
    }

    /**
     * The stream before each layer, and at the end: what the logit lens unembeds (nostalgebraist 2020).
     *
     * @return {@code [layer, batch, pos, d_model]}, labelled {@code 0_pre}, {@code 0_mid}, ... {@code final_post}
     */
    public LabeledStack accumulatedResid(StackRequest request) {
        return stacks().accumulated(request);
    }

    /**
     * What each layer's attention and MLP wrote, after the embeddings.
     *
     * @return {@code [component, batch, pos, d_model]}, labelled {@code embed}, {@code 0_attn_out} and so on. With
     *     shortformer positions {@code pos_embed} is among them, though it is not in the stream, as in TransformerLens
     */
    public LabeledStack decomposeResid(StackRequest request) {
        return stacks().decomposed(request);
    }

    /** Adds {@code attn.hook_result} of every layer, made from {@code hook_z}, unless it is there. */
    public void computeHeadResults() {
        for (int layer = 0; layer < nLayers(); layer++) {
            String name = HookName.result(layer);
            if (!activations.containsKey(name)) {
                try (var scope = TensorScope.within(owner())) {
                    NDArray z = scope.borrow(get(HookName.z(layer)));
                    activations.put(name, scope.keep(stacks().headResults(z, layer)));
                }
            }
        }
    }

    /**
     * What each head wrote, without output biases.
     *
     * @return {@code [head of all layers, batch, pos, d_model]}, labelled {@code L0H0} and so on
     */
    public LabeledStack stackHeadResults(StackRequest request) {
        return stacks().heads(request);
    }

    /**
     * One activation of every layer before one.
     *
     * @param shortName such as {@code pattern}
     * @param layers how many layers; -1 for all
     * @return {@code [layer, ...]}
     */
    public NDArray stackActivation(String shortName, int layers) {
        int count = layers == -1 ? nLayers() : layers;
        var all = new NDList();
        for (int layer = 0; layer < count; layer++) {
            all.add(get(shortName, layer));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to stack before layer 0");
        }
        return NDArrays.stack(all);
    }

    /**
     * What each neuron of a layer wrote.
     *
     * @return {@code [batch, pos, neuron, d_model]}
     */
    public NDArray getNeuronResults(int layer, Slice neurons, Slice pos) {
        try (var scope = TensorScope.within(owner())) {
            NDArray acts = pos.apply(scope.borrow(get("post", layer)), -2);
            return scope.keep(stacks().neuronResults(acts, layer, neurons, scope));
        }
    }

    /**
     * What each neuron wrote.
     *
     * @return {@code [neuron of all layers, batch, pos, d_model]}, labelled {@code L0N0} and so on
     */
    public LabeledStack stackNeuronResults(StackRequest request) {
        return stacks().neurons(request);
    }

    /**
     * Everything that was written: heads, then MLPs or their neurons, embeddings, and all biases together.
     *
     * @return {@code [component, batch, pos, d_model]}
     */
    public LabeledStack getFullResidDecomposition(StackRequest request) {
        return stacks().full(request);
    }

    /**
     * Scales parts of the stream as the norm that read their sum scaled it: centred first for LN, then divided by the
     * cached scale.
     *
     * @param stack {@code [component, batch, pos, d_model]}, sliced as the request says
     * @return the same shape
     */
    public NDArray applyLnToStack(NDArray stack, StackRequest request) {
        try (var scope = TensorScope.within(owner())) {
            NDArray scaled = stacks().scaled(scope.borrow(stack), request, scope);
            return scope.keep(scaled);
        }
    }

    /**
     * How much each part of the stream adds to tokens' logits, directly, biases of the unembedding apart: the product
     * of the part, scaled as the last norm scales it, and the token's column of {@code W_U} (Elhage et al. 2021).
     *
     * @param stack {@code [component, batch, pos, d_model]}, of the end
     * @param tokens {@code []}, {@code [batch]} or {@code [batch, pos]}: whose logits; one a batch item stands for all
     *     its positions
     * @param pos which positions the stack has
     * @return {@code [component, batch, pos]}
     */
    public NDArray logitAttrs(NDArray stack, NDArray tokens, Slice pos) {
        try (NDArray directions = model().tokensToResidualDirections(tokens)) {
            return attributions(stack, directions, pos);
        }
    }

    /** As {@link #logitAttrs(NDArray, NDArray, Slice)}, of the difference between tokens' logits. */
    public NDArray logitAttrs(NDArray stack, NDArray tokens, NDArray incorrectTokens, Slice pos) {
        if (!tokens.getShape().equals(incorrectTokens.getShape())) {
            throw new IllegalArgumentException("tokens %s and incorrect tokens %s must have the same shape"
                    .formatted(tokens.getShape(), incorrectTokens.getShape()));
        }
        try (NDArray right = model().tokensToResidualDirections(tokens);
                NDArray wrong = model().tokensToResidualDirections(incorrectTokens);
                NDArray difference = right.sub(wrong)) {
            return attributions(stack, difference, pos);
        }
    }

    private NDArray attributions(NDArray stack, NDArray directions, Slice pos) {
        try (var scope = TensorScope.within(owner())) {
            NDArray scaled =
                    stacks().scaled(scope.borrow(stack), StackRequest.end().at(pos), scope);
            boolean oneForAllPositions =
                    directions.getShape().dimension() == 2 && scaled.getShape().dimension() == 4;
            NDArray aligned = scope.borrow(directions);
            return scope.keep(scaled.mul(oneForAllPositions ? aligned.expandDims(1) : aligned)
                    .sum(new int[] {-1}));
        }
    }

    private ResidualStacks stacks() {
        SameDevice.require("the cache", first(), "the model, whose weights it needs,", model().device());
        return new ResidualStacks(model(), this);
    }

    private HookedTransformer model() {
        if (model == null) {
            throw new IllegalStateException("this cache came without its model, whose weights are needed for that");
        }
        return model;
    }

    /** Who owns the activations. */
    NDManager owner() {
        return first().getManager();
    }

    private NDArray first() {
        if (activations.isEmpty()) {
            throw new IllegalStateException("the cache is empty");
        }
        requireOpen(activations.firstEntry().getKey());
        return activations.firstEntry().getValue();
    }

    /** Frees every activation. Closing twice is harmless. */
    @Override
    public void close() {
        closed = true;
        activations.values().forEach(NDArray::close);
    }

    @Override
    public String toString() {
        if (closed) {
            return "ActivationCache(closed)";
        }
        var lines = new StringJoiner("\n  ", "ActivationCache of %d activations\n  ".formatted(activations.size()), "");
        activations.forEach((name, value) -> lines.add(name + " " + value.getShape()));
        return lines.toString();
    }
}
