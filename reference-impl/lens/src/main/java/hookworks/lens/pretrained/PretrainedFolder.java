package hookworks.lens.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.StateDict;
import hookworks.lens.parameters.WeightSink;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.WeightMap;
import hookworks.lens.weights.TensorFile;
import hookworks.lens.weights.WeightsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An open folder as Hugging Face lays models out: a {@code config.json} that names the family, and beside it the
 * weights, whole or in shards. Opening reads no weight, but checks that all are there, in the shapes that the config
 * asks for, and that nothing else is. Confined to one thread; the files must not change while it is open.
 */
public final class PretrainedFolder implements AutoCloseable {
    private final HookedTransformerConfig config;
    private final TensorFile file;
    private final CheckpointWeights weights;

    private PretrainedFolder(HookedTransformerConfig config, TensorFile file, CheckpointWeights weights) {
        this.config = config;
        this.file = file;
        this.weights = weights;
    }

    /**
     * Opens a folder.
     *
     * @param dtype what the model shall compute in, whatever the files hold
     * @throws WeightsException naming what is missing, damaged, not supported, or at odds with the config
     */
    public static PretrainedFolder open(Path folder, DataType dtype) {
        HuggingFaceConfig fields = HuggingFaceConfig.read(folder);
        SupportedFamily supported = SupportedFamily.of(fields);
        HookedTransformerConfig config = config(fields, supported.family(), dtype);
        TensorFile file = TensorFile.open(folder);
        try {
            var map = new WeightMap(config, prefix(file, supported.family()));
            supported.family().weights(fields, map);
            var weights = new CheckpointWeights(config, map, file);
            weights.requireMatch(supported.modelType());
            return new PretrainedFolder(config, file, weights);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Reads a whole model; the folder is closed again.
     *
     * @param owner owns the weights
     * @throws WeightsException as {@link #open} does
     */
    public static Pretrained load(Path folder, DataType dtype, NDManager owner) {
        try (PretrainedFolder opened = open(folder, dtype)) {
            return new Pretrained(opened.config(), opened.stateDict(owner));
        }
    }

    private static HookedTransformerConfig config(HuggingFaceConfig fields, Family family, DataType dtype) {
        if (fields.has("quantization_config")) {
            throw fields.unsupported(
                    "quantization_config", "quantized weights cannot be read; fetch the model that was quantized");
        }
        try {
            return family.config(fields).dtype(dtype).build();
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    "%s describes no model that can run here: %s".formatted(fields, e.getMessage()), e);
        }
    }

    private static String prefix(TensorFile file, Family family) {
        return family.prefixes().stream()
                .filter(prefix -> file.tensors().keySet().stream().anyMatch(name -> name.startsWith(prefix)))
                .findFirst()
                .orElse("");
    }

    /** What the weights make, in the dtype that was asked for. */
    public HookedTransformerConfig config() {
        return config;
    }

    /**
     * Reads every weight.
     *
     * @param owner owns the weights
     * @return under TransformerLens' names and in its shapes, such as {@code [head, d_model, d_head]}, in the config's
     *     dtype
     */
    public Map<String, NDArray> stateDict(NDManager owner) {
        var read = new HashMap<String, NDArray>();
        try {
            weights.read(owner, read::put);
        } catch (RuntimeException e) {
            read.values().forEach(NDArray::close);
            throw e;
        }
        var ordered = new LinkedHashMap<String, NDArray>();
        StateDict.shapes(config)
                .keySet()
                .forEach(name -> ordered.put(name, Objects.requireNonNull(read.get(name), name)));
        return ordered;
    }

    /**
     * Reads every weight, one after another.
     *
     * @param owner owns each until the sink takes it
     * @param sink gets them in the config's dtype and TransformerLens' shapes, such as {@code W_Q [head, d_model, d_head]}
     */
    public void read(NDManager owner, WeightSink sink) {
        weights.read(owner, sink);
    }

    /** Closes the files. Weights that were read live on. */
    @Override
    public void close() {
        file.close();
    }
}
