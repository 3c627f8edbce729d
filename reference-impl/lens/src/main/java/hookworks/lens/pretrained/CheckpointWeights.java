package hookworks.lens.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.memory.Handles;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.parameters.StateDict;
import hookworks.lens.parameters.WeightSink;
import hookworks.lens.pretrained.layout.Source;
import hookworks.lens.pretrained.layout.WeightMap;
import hookworks.lens.weights.Quoted;
import hookworks.lens.weights.TensorEntry;
import hookworks.lens.weights.TensorFile;
import hookworks.lens.weights.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tensors of an open checkpoint, and the weights that a map makes of them. */
record CheckpointWeights(HookedTransformerConfig config, WeightMap map, TensorFile file) {
    private static final int MAX_NAMED = 6;

    /** Refuses a checkpoint that lacks a tensor, has one of another shape, or one of which nothing is known. */
    void requireMatch(String family) {
        List<String> complaints = new ArrayList<>();
        wanted().forEach((name, shape) -> {
            if (!map.copies().containsKey(name) || file.tensors().containsKey(name)) {
                complaint(name, shape, complaints);
            }
        });
        for (String name : file.tensors().keySet()) {
            if (!wanted().containsKey(name) && !map.buffers().contains(name)) {
                complaints.add("%s belongs to no %s model of that config".formatted(Quoted.of(name), family));
            }
        }
        if (!complaints.isEmpty()) {
            String more = complaints.size() > MAX_NAMED ? "\nand %d more".formatted(complaints.size() - MAX_NAMED) : "";
            throw new WeightsException("'%s' does not hold the %s model that its config.json describes:\n"
                            .formatted(file, family)
                    + String.join("\n", complaints.stream().limit(MAX_NAMED).toList())
                    + more
                    + "\nAre both from one model? Fetch config.json and the weights again from the same place.");
        }
    }

    /** Every tensor that is read, with its shape; the copies too. */
    private Map<String, Shape> wanted() {
        var wanted = new LinkedHashMap<String, Shape>();
        map.sources().values().forEach(source -> wanted.put(source.tensor(), source.shape()));
        map.copies().forEach((copy, original) -> {
            Shape shape = wanted.get(original);
            if (shape != null) {
                wanted.put(copy, shape);
            }
        });
        return wanted;
    }

    private void complaint(String name, Shape shape, List<String> complaints) {
        TensorEntry found = file.tensors().get(name);
        if (found == null) {
            complaints.add("no tensor '%s', expected %s".formatted(name, shape));
        } else if (!found.shape().equals(shape)) {
            complaints.add("'%s' is %s, expected %s".formatted(name, found.shape(), shape));
        } else if (!found.readAs().isFloating()) {
            complaints.add("'%s' is of type %s, expected floating-point numbers".formatted(name, found.dataType()));
        }
    }

    /**
     * Reads every weight, in the order of the tensors that they are made of.
     *
     * @param owner owns each until the sink takes it
     */
    void read(NDManager owner, WeightSink sink) {
        byTensor().forEach((tensor, weights) -> read(tensor, weights, owner, sink));
        StateDict.shapes(config).forEach((name, shape) -> {
            if (!map.sources().containsKey(name)) {
                sink.take(name, absent(name, shape, owner));
            }
        });
    }

    /** Tensors are read once, however many weights come of them. */
    private Map<String, List<String>> byTensor() {
        var weights = new TreeMap<String, List<String>>();
        map.sources()
                .forEach((weight, source) -> weights.computeIfAbsent(source.tensor(), tensor -> new ArrayList<>())
                        .add(weight));
        return weights;
    }

    private void read(String tensor, List<String> weights, NDManager owner, WeightSink sink) {
        try (var scope = TensorScope.within(owner)) {
            NDArray stored = wide(tensor, scope);
            requireEqualCopies(tensor, stored, scope);
            for (String weight : weights) {
                Source source = map.sources().get(weight);
                if (source != null) {
                    sink.take(weight, scope.keep(own(source.expression().apply(stored))));
                }
            }
        }
    }

    /** Wide enough for arithmetic. */
    private NDArray wide(String tensor, TensorScope scope) {
        DataType type = config.isHalfPrecision() ? DataType.FLOAT32 : config.dtype();
        NDArray read = file.read(tensor, scope.scratch());
        NDArray wide = read.toType(type, false);
        Handles.closeUnless(read, wide);
        return wide;
    }

    /** In the config's dtype, and in memory of its own. */
    private NDArray own(NDArray weight) {
        return weight.getDataType() == config.dtype() ? weight.duplicate() : weight.toType(config.dtype(), false);
    }

    private void requireEqualCopies(String tensor, NDArray stored, TensorScope scope) {
        map.copies().forEach((copy, original) -> {
            if (original.equals(tensor)
                    && file.tensors().containsKey(copy)
                    && !stored.contentEquals(wide(copy, scope))) {
                throw new WeightsException("'%s': '%s' differs from '%s', although the config ties them; say "
                                .formatted(file, copy, tensor)
                        + "tie_word_embeddings=false in config.json if the model has a head of its own");
            }
        });
    }

    private NDArray absent(String name, Shape shape, NDManager owner) {
        if (!StateDict.isBias(name)) {
            throw new IllegalStateException("no source for weight '%s'".formatted(name));
        }
        return owner.zeros(shape, config.dtype());
    }
}
