package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.weights.GaussianTensors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The weights that training moves, the heads of a layer side by side in one matrix. Biases are not among them: they
 * stay zero. Owns its tensors until closed; confined to one thread, as gradients are.
 */
final class TrainedWeights implements AutoCloseable {
    static final String EMBEDDING = "embed.W_E";
    static final String POSITIONS = "pos_embed.W_pos";
    static final String UNEMBEDDING = "unembed.W_U";

    private final HookedTransformerConfig config;
    private final NDManager manager;
    private final SequencedMap<String, NDArray> fused;

    private TrainedWeights(HookedTransformerConfig config, NDManager manager, SequencedMap<String, NDArray> fused) {
        this.config = config;
        this.manager = manager;
        this.fused = fused;
        fused.values().forEach(weight -> weight.setRequiresGradient(true));
    }

    /** Draws weights to begin with. */
    static TrainedWeights drawn(ToyRecipe recipe, NDManager parent) {
        var drawing = new GaussianTensors(recipe.seed());
        HookedTransformerConfig config = recipe.size().config();
        NDManager manager = parent.newSubManager();
        var fused = new LinkedHashMap<String, NDArray>();
        shapes(config)
                .forEach((name, shape) ->
                        fused.put(name, drawing.next(manager, shape, deviation(name, shape, recipe.start()))));
        return new TrainedWeights(config, manager, fused);
    }

    /** Takes over weights as {@link #fused} gave them. */
    static TrainedWeights restored(ToyRecipe recipe, NDManager parent, Map<String, NDArray> saved) {
        HookedTransformerConfig config = recipe.size().config();
        NDManager manager = parent.newSubManager();
        var fused = new LinkedHashMap<String, NDArray>();
        for (String name : shapes(config).keySet()) {
            NDArray weight = saved.get(name);
            if (weight == null) {
                throw new TrainingException("the checkpoint lacks '%s': begin again without it".formatted(name));
            }
            weight.attach(manager);
            fused.put(name, weight);
        }
        return new TrainedWeights(config, manager, fused);
    }

    /** Every fused matrix; a matrix multiplies on the right of activations. */
    static SequencedMap<String, Shape> shapes(HookedTransformerConfig config) {
        long width = config.dModel();
        long heads = (long) config.nHeads() * config.dHead();
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put(EMBEDDING, new Shape(config.dVocab(), width));
        shapes.put(POSITIONS, new Shape(config.nCtx(), width));
        for (int layer = 0; layer < config.nLayers(); layer++) {
            shapes.put(attention(layer, "W_Q"), new Shape(width, heads));
            shapes.put(attention(layer, "W_K"), new Shape(width, heads));
            shapes.put(attention(layer, "W_V"), new Shape(width, heads));
            shapes.put(attention(layer, "W_O"), new Shape(heads, width));
        }
        shapes.put(UNEMBEDDING, new Shape(width, config.dVocab()));
        return shapes;
    }

    static String attention(int layer, String weight) {
        return "blocks.%d.attn.%s".formatted(layer, weight);
    }

    private static double deviation(String name, Shape shape, ToyRecipe.Start start) {
        double perInput = 1 / Math.sqrt((double) shape.get(0));
        return switch (name) {
            case EMBEDDING -> start.tokens();
            case POSITIONS -> start.positions();
            default -> name.endsWith("W_O") ? start.output() * perInput : perInput;
        };
    }

    HookedTransformerConfig config() {
        return config;
    }

    NDManager manager() {
        return manager;
    }

    NDArray get(String name) {
        NDArray weight = fused.get(name);
        if (weight == null) {
            throw new IllegalArgumentException("no trained weight '%s'".formatted(name));
        }
        return weight;
    }

    /** By name, in a fixed order; unmodifiable, the tensors are the model's own. */
    SequencedMap<String, NDArray> fused() {
        return Collections.unmodifiableSequencedMap(fused);
    }

    /** Every weight under TransformerLens' names and shapes, zero biases too; the copies belong to {@code owner}. */
    SequencedMap<String, NDArray> stateDict(NDManager owner) {
        var state = new LinkedHashMap<String, NDArray>();
        int heads = config.nHeads();
        int dHead = config.dHead();
        try (NDManager scratch = owner.newSubManager()) {
            fused.forEach((name, weight) -> {
                NDArray detached = weight.stopGradient();
                detached.attach(scratch);
                state.put(name, kept(perHead(name, detached), owner));
            });
        }
        for (int layer = 0; layer < config.nLayers(); layer++) {
            for (String bias : new String[] {"b_Q", "b_K", "b_V"}) {
                state.put(attention(layer, bias), owner.zeros(new Shape(heads, dHead)));
            }
            state.put(attention(layer, "b_O"), owner.zeros(new Shape(config.dModel())));
        }
        state.put("unembed.b_U", owner.zeros(new Shape(config.dVocab())));
        return state;
    }

    private NDArray perHead(String name, NDArray weight) {
        if (name.endsWith("W_O")) {
            return weight.reshape(config.nHeads(), config.dHead(), config.dModel());
        }
        return name.startsWith("blocks.")
                ? weight.reshape(config.dModel(), config.nHeads(), config.dHead())
                        .transpose(1, 0, 2)
                : weight;
    }

    private static NDArray kept(NDArray view, NDManager owner) {
        NDArray copy = view.duplicate();
        copy.attach(owner);
        return copy;
    }

    @Override
    public void close() {
        manager.close();
    }
}
