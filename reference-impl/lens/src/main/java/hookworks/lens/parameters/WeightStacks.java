package hookworks.lens.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.memory.TensorScope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Lays weights out for a model: those of layers in stacks that are made when the first layer's comes, the others as they
 * are. A layer's weight is closed as soon as it stands in its stack, so that loading needs the memory of the model and of
 * one weight.
 */
final class WeightStacks implements WeightSink {
    private final HookedTransformerConfig config;
    private final NDManager owner;
    private final SequencedMap<String, Shape> shapes;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, NDArray> stacks = new HashMap<>();
    private final Map<String, NDArray> stored = new HashMap<>();

    /** Where a layer's weight stands. */
    private record Place(String kind, int layer) {}

    /** Everything laid out: the weights of all layers by kind, and each weight by name, as they are stored. */
    record LaidOut(Map<String, NDArray> stacks, SequencedMap<String, NDArray> weights) {}

    WeightStacks(HookedTransformerConfig config, NDManager owner) {
        this.config = config;
        this.owner = owner;
        this.shapes = StateDict.shapes(config);
        for (String kind : StateDict.layerShapes(config).keySet()) {
            for (int layer = 0; layer < config.nLayers(); layer++) {
                places.put(StateDict.in(layer, kind), new Place(kind, layer));
            }
        }
    }

    @Override
    public void take(String name, NDArray weight) {
        Shape shape = shapes.get(name);
        if (!weight.getShape().equals(shape)) {
            throw new IllegalStateException(
                    "weight '%s' was loaded in the shape %s, expected %s".formatted(name, weight.getShape(), shape));
        }
        Place place = places.get(name);
        if (place == null) {
            weight.attach(owner);
            stored.put(name, weight);
        } else {
            try (weight) {
                stored.put(name, copied(weight, place));
            }
        }
    }

    /** A view of the stack. */
    private NDArray copied(NDArray weight, Place place) {
        NDArray stack = stacks.computeIfAbsent(place.kind(), kind -> empty(kind, weight));
        try (var scope = TensorScope.within(owner)) {
            WeightLayout.transformerLens(place.kind(), scope.borrow(stack), config)
                    .set(new NDIndex().addIndices(place.layer()), weight);
        }
        return stack.get(place.layer());
    }

    private NDArray empty(String kind, NDArray first) {
        Shape shape = new Shape(config.nLayers()).addAll(WeightLayout.stored(kind, first.getShape()));
        DataType type = first.getDataType();
        return owner.create(shape, type);
    }

    /**
     * Ends the loading.
     *
     * @return belongs to the owner
     */
    LaidOut complete() {
        var weights = new LinkedHashMap<String, NDArray>();
        for (String name : shapes.keySet()) {
            NDArray weight = stored.get(name);
            if (weight == null) {
                throw new IllegalStateException("no weight '%s' was loaded".formatted(name));
            }
            weights.put(name, weight);
        }
        var seen = new HashMap<String, NDArray>();
        stacks.forEach((kind, stack) -> seen.put(kind, WeightLayout.transformerLens(kind, stack, config)));
        return new LaidOut(seen, weights);
    }
}
