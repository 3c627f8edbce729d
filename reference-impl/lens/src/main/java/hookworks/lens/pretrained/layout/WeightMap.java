package hookworks.lens.pretrained.layout;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.StateDict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Which tensor of a checkpoint becomes which weight, filled by a {@link Family}. What shape a tensor must have follows
 * from the weight's. Confined to one thread.
 */
public final class WeightMap {
    private final HookedTransformerConfig config;
    private final Map<String, Shape> weights;
    private final String prefix;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, String> copies = new LinkedHashMap<>();
    private final Set<String> buffers = new LinkedHashSet<>();

    /**
     * Starts an empty map.
     *
     * @param prefix what stands before the names of all tensors but the head's
     */
    public WeightMap(HookedTransformerConfig config, String prefix) {
        this.config = config;
        this.weights = StateDict.shapes(config);
        this.prefix = prefix;
    }

    /** A weight that is a tensor of the same shape. */
    public void table(String weight, String tensor) {
        put(weight, Source.of(prefix + tensor, shape(weight)));
    }

    /** A weight that is a tensor of the same shape, changed. */
    public void table(String weight, String tensor, UnaryOperator<NDArray> change) {
        put(weight, Source.of(prefix + tensor, shape(weight)).then(change));
    }

    /** A weight that is a table without its first rows. */
    public void tableAfter(int rows, String weight, String tensor) {
        Shape shape = shape(weight);
        Shape stored = new Shape(shape.get(0) + rows, shape.get(1));
        put(weight, Source.of(prefix + tensor, stored).then(table -> table.get(rows + ":")));
    }

    /** A norm: its weight, and its bias where the model's norms have one. */
    public void norm(String norm, String module) {
        norm(norm, module, weight -> weight);
    }

    /** A norm whose weight, {@code [d_model]}, is changed. */
    public void norm(String norm, String module, UnaryOperator<NDArray> change) {
        table(norm + ".w", module + ".weight", change);
        if (weights.containsKey(norm + ".b")) {
            table(norm + ".b", module + ".bias");
        }
    }

    /**
     * The unembedding: the head's tensor, or where the config ties them the embedding's, of which some files hold a
     * copy under the head's name.
     *
     * @param head has no prefix
     */
    public void unembedding(String head, String embedding) {
        Shape shape = shape(StateDict.W_U);
        String tensor = config.tieWordEmbeddings() ? prefix + embedding : head;
        put(
                StateDict.W_U,
                Source.of(tensor, new Shape(shape.get(1), shape.get(0))).then(NDArray::transpose));
        if (config.tieWordEmbeddings()) {
            copies.put(head, tensor);
        }
    }

    /** What files hold beside weights, and can be made again from the config. */
    public void buffer(String tensor) {
        buffers.add(prefix + tensor);
    }

    /**
     * Every layer.
     *
     * @param modules what stands before the names of a layer's tensors, with {@code %d} for its number
     */
    public void layers(String modules, Consumer<LayerMap> layer) {
        for (int number = 0; number < config.nLayers(); number++) {
            layer.accept(new LayerMap(this, number, modules.formatted(number)));
        }
    }

    /** For each weight, its tensor; unmodifiable. */
    public Map<String, Source> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /** For each tensor that may be there once more, which other one it must equal; unmodifiable. */
    public Map<String, String> copies() {
        return Collections.unmodifiableMap(copies);
    }

    /** Tensors that may be there and mean nothing; unmodifiable. */
    public Set<String> buffers() {
        return Collections.unmodifiableSet(buffers);
    }

    boolean has(String weight) {
        return weights.containsKey(weight);
    }

    Shape shape(String weight) {
        Shape shape = weights.get(weight);
        if (shape == null) {
            throw new IllegalStateException("the config asks for no weight '%s'".formatted(weight));
        }
        return shape;
    }

    String prefix() {
        return prefix;
    }

    void put(String weight, Source source) {
        if (sources.put(weight, source) != null) {
            throw new IllegalStateException("weight '%s' has two sources".formatted(weight));
        }
    }
}
