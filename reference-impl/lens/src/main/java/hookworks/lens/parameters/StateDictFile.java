package hookworks.lens.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.memory.Handles;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.weights.TensorFile;
import hookworks.lens.weights.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Takes every weight of a model from where they stand under TransformerLens' names. */
public final class StateDictFile {
    private static final int MAX_NAMED = 5;

    private StateDictFile() {}

    /** What is known of a tensor before it is read. */
    private record Found(Shape shape, DataType dataType) {}

    /**
     * Reads the weights that the config asks for, in its dtype.
     *
     * @param file must hold these and no others, buffers apart
     * @param manager owns each until the sink takes it
     * @param sink gets them in TransformerLens' shapes, such as {@code [head, d_model, d_head]}
     * @throws WeightsException naming what is missing, of another shape, or too much
     */
    public static void read(HookedTransformerConfig config, TensorFile file, NDManager manager, WeightSink sink) {
        requireMatch("'%s'".formatted(file), StateDict.shapes(config), found(file));
        StateDict.shapes(config).keySet().forEach(name -> sink.take(name, read(name, config, file, manager)));
    }

    /**
     * As {@link #read}, but biases that are missing are zero and norms' weights one, as TransformerLens has it: files of
     * before a model had them lack them.
     */
    public static void readFilled(HookedTransformerConfig config, TensorFile file, NDManager manager, WeightSink sink) {
        var stored = new LinkedHashMap<>(StateDict.shapes(config));
        stored.keySet().removeIf(name -> isFillable(name) && !file.tensors().containsKey(name));
        requireMatch("'%s'".formatted(file), stored, found(file));
        StateDict.shapes(config)
                .forEach((name, shape) -> sink.take(
                        name,
                        stored.containsKey(name)
                                ? read(name, config, file, manager)
                                : filled(name, shape, config.dtype(), manager)));
    }

    private static boolean isFillable(String name) {
        return StateDict.isBias(name) || StateDict.isNormWeight(name);
    }

    private static NDArray filled(String name, Shape shape, DataType dtype, NDManager manager) {
        return StateDict.isBias(name) ? manager.zeros(shape, dtype) : manager.ones(shape, dtype);
    }

    private static NDArray read(String name, HookedTransformerConfig config, TensorFile file, NDManager manager) {
        NDArray read = file.read(name, manager);
        NDArray weight = read.toType(config.dtype(), false);
        Handles.closeUnless(read, weight);
        return weight;
    }

    private static Map<String, Found> found(TensorFile file) {
        var found = new LinkedHashMap<String, Found>();
        file.tensors().forEach((name, entry) -> found.put(name, new Found(entry.shape(), entry.dataType())));
        return found;
    }

    /**
     * Copies the weights that the config asks for, in its dtype.
     *
     * @param stateDict must hold these and no others, buffers apart; stays its owner's
     * @param manager owns each copy until the sink takes it, and is on the device where the copies shall be
     * @param sink gets them in TransformerLens' shapes, such as {@code [head, d_model, d_head]}
     * @throws WeightsException naming what is missing, of another shape, or too much
     */
    public static void copy(
            HookedTransformerConfig config, Map<String, NDArray> stateDict, NDManager manager, WeightSink sink) {
        var found = new LinkedHashMap<String, Found>();
        stateDict.forEach((name, weight) -> found.put(name, new Found(weight.getShape(), weight.getDataType())));
        requireMatch("the state dict", StateDict.shapes(config), found);
        StateDict.shapes(config)
                .keySet()
                .forEach(name -> sink.take(name, copy(found(name, stateDict), config.dtype(), manager)));
    }

    private static NDArray copy(NDArray weight, DataType dtype, NDManager manager) {
        try (var scope = TensorScope.within(manager)) {
            NDArray typed = scope.borrow(weight).toType(dtype, true);
            return scope.keep(typed.toDevice(manager.getDevice(), false));
        }
    }

    private static NDArray found(String name, Map<String, NDArray> stateDict) {
        NDArray weight = stateDict.get(name);
        if (weight == null) {
            throw new IllegalStateException("'%s' was there a moment ago".formatted(name));
        }
        return weight;
    }

    private static void requireMatch(String source, SequencedMap<String, Shape> shapes, Map<String, Found> found) {
        List<String> complaints = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            Found tensor = found.get(name);
            if (tensor == null) {
                complaints.add("no tensor '%s', expected %s".formatted(name, shape));
            } else if (!tensor.shape().equals(shape) || !tensor.dataType().isFloating()) {
                complaints.add("'%s' is %s %s, expected floating-point %s"
                        .formatted(name, tensor.dataType(), tensor.shape(), shape));
            }
        });
        for (String name : found.keySet()) {
            if (!shapes.containsKey(name) && !StateDict.isBuffer(name)) {
                complaints.add("'%s' is no weight of this model".formatted(name));
            }
        }
        if (!complaints.isEmpty()) {
            String more = complaints.size() > MAX_NAMED ? "\nand %d more".formatted(complaints.size() - MAX_NAMED) : "";
            throw new WeightsException("%s does not hold the %d weights that the config asks for:\n"
                            .formatted(source, shapes.size())
                    + String.join("\n", complaints.stream().limit(MAX_NAMED).toList())
                    + more);
        }
    }
}
