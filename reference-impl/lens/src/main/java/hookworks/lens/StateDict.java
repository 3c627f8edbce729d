package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.weights.GaussianTensors;
import hookworks.lens.weights.SafetensorsFile;
import hookworks.lens.weights.TensorEntry;
import hookworks.lens.weights.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** The weights of a model under TransformerLens' names and shapes. */
final class StateDict {
    /** Buffers that TransformerLens saves beside its weights. */
    private static final Pattern SAVED_BUFFER = Pattern.compile("blocks\\.\\d+\\.attn\\.(mask|IGNORE)");

    private static final int MAX_NAMED = 5;

    private StateDict() {}

    static String attention(int layer, String weight) {
        return "blocks." + layer + ".attn." + weight;
    }

    /** Every weight in the order in which a seeded model draws them. */
    static SequencedMap<String, Shape> shapes(HookedTransformerConfig config) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("embed.W_E", new Shape(config.dVocab(), config.dModel()));
        shapes.put("pos_embed.W_pos", new Shape(config.nCtx(), config.dModel()));
        for (int layer = 0; layer < config.nLayers(); layer++) {
            for (String projection : List.of("Q", "K", "V")) {
                shapes.put(
                        attention(layer, "W_" + projection),
                        new Shape(config.nHeads(), config.dModel(), config.dHead()));
                shapes.put(attention(layer, "b_" + projection), new Shape(config.nHeads(), config.dHead()));
            }
            shapes.put(attention(layer, "W_O"), new Shape(config.nHeads(), config.dHead(), config.dModel()));
            shapes.put(attention(layer, "b_O"), new Shape(config.dModel()));
        }
        shapes.put("unembed.W_U", new Shape(config.dModel(), config.dVocabOut()));
        shapes.put("unembed.b_U", new Shape(config.dVocabOut()));
        return shapes;
    }

    /** Draws every weight matrix; biases are zero. The tensors belong to {@code manager}. */
    static Map<String, NDArray> seeded(SeededModel model, NDManager manager) {
        var drawn = new GaussianTensors(model.weightSeed());
        var weights = new LinkedHashMap<String, NDArray>();
        shapes(model.config())
                .forEach((name, shape) -> weights.put(
                        name, isBias(name) ? manager.zeros(shape) : drawn.next(manager, shape, model.initScale())));
        return weights;
    }

    /** Reads every weight from a file that must hold these and no others. The tensors belong to {@code manager}. */
    static Map<String, NDArray> read(HookedTransformerConfig config, SafetensorsFile file, NDManager manager) {
        SequencedMap<String, Shape> shapes = shapes(config);
        requireMatch(file, shapes);
        var weights = new LinkedHashMap<String, NDArray>();
        shapes.forEach((name, shape) -> weights.put(name, file.read(name, manager)));
        return weights;
    }

    private static boolean isBias(String name) {
        return name.contains(".b_");
    }

    private static void requireMatch(SafetensorsFile file, SequencedMap<String, Shape> shapes) {
        var complaints = new ArrayList<String>();
        shapes.forEach((name, shape) -> {
            TensorEntry found = file.tensors().get(name);
            if (found == null) {
                complaints.add("no tensor '%s', expected %s".formatted(name, shape));
            } else if (!found.shape().equals(shape) || found.dataType() != DataType.FLOAT32) {
                complaints.add(
                        "'%s' is %s %s, expected float32 %s".formatted(name, found.dataType(), found.shape(), shape));
            }
        });
        for (String name : file.tensors().keySet()) {
            if (!shapes.containsKey(name) && !SAVED_BUFFER.matcher(name).matches()) {
                complaints.add("'%s' is no weight of this model".formatted(name));
            }
        }
        if (!complaints.isEmpty()) {
            String more = complaints.size() > MAX_NAMED ? "\nand %d more".formatted(complaints.size() - MAX_NAMED) : "";
            throw new WeightsException("'%s' does not hold the %d weights that the config asks for:\n"
                            .formatted(file, shapes.size())
                    + String.join("\n", complaints.stream().limit(MAX_NAMED).toList())
                    + more);
        }
    }
}
