package hookworks.lens.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.memory.TensorScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A model's weights by name, and stacked over layers; weights multiply on the right of activations.
 *
 * <p>These are views of what the model computes with: writing into them changes the model. The exceptions are keys and
 * values of grouped queries, which are repeated for each query head, and {@link #wEPos}: those are copies.
 */
public final class ModelWeights {
    private final HookedTransformerConfig config;
    private final SequencedMap<String, NDArray> stored;
    private final Map<String, NDArray> stacks;
    private final NDManager owner;
    private final UnaryOperator<NDArray> access;
    private final Map<String, NDArray> made;

    private ModelWeights(
            HookedTransformerConfig config,
            SequencedMap<String, NDArray> stored,
            Map<String, NDArray> stacks,
            NDManager owner,
            UnaryOperator<NDArray> access,
            Map<String, NDArray> made) {
        this.config = config;
        this.stored = stored;
        this.stacks = stacks;
        this.owner = owner;
        this.access = access;
        this.made = made;
    }

    /**
     * Lays weights out for a model while they are loaded.
     *
     * @param owner owns the weights
     * @param loading gives every weight that {@link StateDict#shapes} names, in any order and in its shape, such as
     *     {@code W_Q [head, d_model, d_head]}
     */
    public static ModelWeights arrange(HookedTransformerConfig config, NDManager owner, Consumer<WeightSink> loading) {
        var arriving = new WeightStacks(config, owner);
        loading.accept(arriving);
        WeightStacks.LaidOut laidOut = arriving.complete();
        return new ModelWeights(
                config,
                laidOut.weights(),
                laidOut.stacks(),
                owner.newSubManager(),
                weight -> weight,
                new LinkedHashMap<>());
    }

    /** The same weights, without a copy, as arrays that belong to {@code viewer}. */
    public ModelWeights viewedFrom(NDManager viewer) {
        return new ModelWeights(
                config, stored, stacks, viewer, weight -> TensorScope.view(weight, viewer), new LinkedHashMap<>());
    }

    /** As the forward pass wants them. */
    public Parameters parameters() {
        return Parameters.of(config, this::stored);
    }

    /**
     * As {@link #parameters}, but some are leaves of a computation whose gradients are wanted.
     *
     * @param leaves gets the leaves under their names
     * @param names of the weights to be leaves
     * @param scope owns the leaves
     */
    public Parameters withLeaves(Map<String, NDArray> leaves, Set<String> names, NDManager scope) {
        for (String name : names) {
            NDArray leaf = TensorScope.view(stored(name), scope);
            leaf.setRequiresGradient(true);
            leaves.put(name, leaf);
        }
        return Parameters.of(config, name -> leaves.getOrDefault(name, TensorScope.view(stored(name), scope)));
    }

    /**
     * The gradient of a leaf, as a view in the shape that TransformerLens gives the weight, such as {@code [head,
     * d_model, d_head]}.
     */
    public NDArray gradientOf(String name, NDArray leaf) {
        return WeightLayout.transformerLens(name, leaf.getGradient(), config);
    }

    /**
     * Every weight under its name and in its shape, such as {@code W_Q [head, d_model, d_head]}, in the order of {@link
     * StateDict#shapes}.
     */
    public SequencedMap<String, NDArray> stateDict() {
        var named = new LinkedHashMap<String, NDArray>();
        StateDict.shapes(config).keySet().forEach(name -> named.put(name, named(name)));
        return named;
    }

    /**
     * One weight.
     *
     * @param name such as {@code blocks.0.attn.W_Q}
     * @return in TransformerLens' shape, such as {@code [head, d_model, d_head]}
     */
    public NDArray named(String name) {
        return WeightLayout.transformerLens(name, access.apply(stored(name)), config);
    }

    /** {@code [d_vocab, d_model]}. */
    public NDArray wE() {
        return named(StateDict.W_E);
    }

    /** {@code [n_ctx, d_model]}, where positions are learned. */
    public NDArray wPos() {
        return named(StateDict.W_POS);
    }

    /** {@code [d_vocab + n_ctx, d_model]}, tokens before positions; a copy. */
    public NDArray wEPos() {
        return made("W_E_pos", () -> {
            try (var scope = TensorScope.within(owner)) {
                return scope.keep(scope.borrow(stored(StateDict.W_E)).concat(scope.borrow(stored(StateDict.W_POS)), 0));
            }
        });
    }

    /** {@code [layer, head, d_model, d_head]}. */
    public NDArray wQ() {
        return stacked("attn.W_Q");
    }

    /** {@code [layer, head, d_model, d_head]}; a copy where queries are grouped. */
    public NDArray wK() {
        return perQueryHead("K", "W_K");
    }

    /** {@code [layer, head, d_model, d_head]}; a copy where queries are grouped. */
    public NDArray wV() {
        return perQueryHead("V", "W_V");
    }

    /** {@code [layer, head, d_head, d_model]}. */
    public NDArray wO() {
        return stacked("attn.W_O");
    }

    /** {@code [layer, head, d_head]}. */
    public NDArray bQ() {
        return stacked("attn.b_Q");
    }

    /** {@code [layer, head, d_head]}; a copy where queries are grouped. */
    public NDArray bK() {
        return perQueryHead("K", "b_K");
    }

    /** {@code [layer, head, d_head]}; a copy where queries are grouped. */
    public NDArray bV() {
        return perQueryHead("V", "b_V");
    }

    /** {@code [layer, d_model]}. */
    public NDArray bO() {
        return stacked("attn.b_O");
    }

    /** {@code [layer, d_model, d_mlp]}. */
    public NDArray wIn() {
        return stacked("mlp.W_in");
    }

    /** {@code [layer, d_model, d_mlp]}, where MLPs are gated. */
    public NDArray wGate() {
        return stacked("mlp.W_gate");
    }

    /** {@code [layer, d_mlp, d_model]}. */
    public NDArray wOut() {
        return stacked("mlp.W_out");
    }

    /** {@code [layer, d_mlp]}. */
    public NDArray bIn() {
        return stacked("mlp.b_in");
    }

    /** {@code [layer, d_model]}. */
    public NDArray bOut() {
        return stacked("mlp.b_out");
    }

    /** {@code [d_model, d_vocab_out]}. */
    public NDArray wU() {
        return named(StateDict.W_U);
    }

    /** {@code [d_vocab_out]}. */
    public NDArray bU() {
        return named(StateDict.B_U);
    }

    /** What each head's queries look for, {@code W_Q W_Kᵀ}: {@code [layer, head, d_model, d_model]}; the owner's. */
    public FactoredMatrix qk(NDManager resultOwner) {
        try (NDArray key = TensorScope.view(wK(), resultOwner);
                NDArray transposed = key.swapAxes(-2, -1)) {
            return FactoredMatrix.of(wQ(), transposed, resultOwner);
        }
    }

    /** What each head moves, {@code W_V W_O}: {@code [layer, head, d_model, d_model]}; the owner's. */
    public FactoredMatrix ov(NDManager resultOwner) {
        return FactoredMatrix.of(wV(), wO(), resultOwner);
    }

    /** How many numbers the weights are, all counted. */
    public long count() {
        return stored.values().stream().mapToLong(NDArray::size).sum();
    }

    private NDArray stored(String name) {
        NDArray weight = stored.get(name);
        if (weight == null) {
            throw new IllegalArgumentException("this model has no weight '%s'".formatted(name));
        }
        return weight;
    }

    private NDArray stacked(String kind) {
        return access.apply(stack(kind));
    }

    private NDArray stack(String kind) {
        NDArray stack = stacks.get(kind);
        if (stack == null) {
            throw new IllegalStateException("the layers of this model have no weight '%s'".formatted(kind));
        }
        return stack;
    }

    private NDArray perQueryHead(String projection, String kind) {
        if (!StateDict.isGrouped(projection, config.attention())) {
            return stacked("attn." + kind);
        }
        return made(kind, () -> {
            try (var scope = TensorScope.within(owner)) {
                NDArray grouped = scope.borrow(stack("attn._" + kind));
                return scope.keep(grouped.repeat(1, config.attention().queriesPerKey()));
            }
        });
    }

    private synchronized NDArray made(String kind, Supplier<NDArray> making) {
        NDArray known = made.get(kind);
        if (known == null) {
            known = making.get();
            made.put(kind, known);
        }
        return known;
    }
}
