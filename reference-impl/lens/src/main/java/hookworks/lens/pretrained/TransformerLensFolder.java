package hookworks.lens.pretrained;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.StateDictFile;
import hookworks.lens.parameters.WeightSink;
import hookworks.lens.weights.TensorFile;
import hookworks.lens.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An open folder as models are published that were trained with TransformerLens, {@code attn-only-2l-demo} among them:
 * the last state dict of a training, and a {@code config.json} in which the shape of the model stands among the settings
 * of that training. Nothing of the state dict is executed. Confined to one thread.
 */
public final class TransformerLensFolder implements AutoCloseable {
    private static final String LAST_STATE_DICT = "final.pth";
    private static final List<String> SHAPE = List.of(
            "n_layers",
            "n_heads",
            "d_model",
            "d_head",
            "d_mlp",
            "n_ctx",
            "d_vocab",
            "act_fn",
            "attn_only",
            "final_rms");
    private static final String NORMALIZATION = "normalization_type";

    private final HookedTransformerConfig config;
    private final Optional<String> tokenizerName;
    private final TensorFile file;

    private TransformerLensFolder(HookedTransformerConfig config, Optional<String> tokenizerName, TensorFile file) {
        this.config = config;
        this.tokenizerName = tokenizerName;
        this.file = file;
    }

    /** Whether a folder holds such a model. */
    public static boolean isOne(Path folder) {
        return stateDict(folder).isPresent();
    }

    /**
     * Opens a folder.
     *
     * @throws WeightsException naming what is missing, damaged or not supported
     */
    public static TransformerLensFolder open(Path folder) {
        Path path = folder.resolve("config.json");
        Path stateDict = stateDict(folder)
                .orElseThrow(() ->
                        new WeightsException("'%s' has no file that ends in '%s'".formatted(folder, LAST_STATE_DICT)));
        JsonNode settings = settings(path);
        HookedTransformerConfig config = config(path, settings);
        return new TransformerLensFolder(
                config, Optional.ofNullable(settings.path("tokenizer_name").textValue()), TensorFile.open(stateDict));
    }

    private static Optional<Path> stateDict(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(LAST_STATE_DICT))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the folder '%s'".formatted(folder), e);
        }
    }

    private static JsonNode settings(Path path) {
        try {
            return new JsonMapper().readTree(path.toFile());
        } catch (IOException e) {
            throw new WeightsException("cannot read the config '%s': %s".formatted(path, e.getMessage()), e);
        }
    }

    private static HookedTransformerConfig config(Path path, JsonNode settings) {
        if (settings.has("architecture")
                && !settings.path("architecture").asText().equals("neel")) {
            throw new WeightsException("'%s' says architecture=%s, whose state dict has other names: not supported"
                    .formatted(path, settings.get("architecture")));
        }
        try {
            return HookedTransformerConfig.fromJson(shape(settings).toString());
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    "'%s' describes no model that can run here: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** The model's own fields, of which two went by other names once. */
    private static ObjectNode shape(JsonNode settings) {
        ObjectNode shape = new JsonMapper().createObjectNode();
        SHAPE.stream().filter(settings::hasNonNull).forEach(field -> shape.set(field, settings.get(field)));
        Stream.of(NORMALIZATION, "normalization")
                .filter(settings::has)
                .forEach(field -> shape.set(NORMALIZATION, settings.get(field)));
        shape.put(
                "positional_embedding_type", settings.path("shortformer_pos").asBoolean() ? "shortformer" : "standard");
        return shape;
    }

    /** The shape of the model, without the settings of its training. */
    public HookedTransformerConfig config() {
        return config;
    }

    /** The repository of the tokenizer, where the config names one. */
    public Optional<String> tokenizerName() {
        return tokenizerName;
    }

    /**
     * Reads every weight; biases that the file lacks are zero, norms' weights one.
     *
     * @param owner owns each until the sink takes it
     * @param sink gets them in the config's dtype and TransformerLens' shapes, such as {@code W_Q [head, d_model, d_head]}
     */
    public void read(NDManager owner, WeightSink sink) {
        StateDictFile.readFilled(config, file, owner, sink);
    }

    /** Closes the file. Weights that were read live on. */
    @Override
    public void close() {
        file.close();
    }
}
