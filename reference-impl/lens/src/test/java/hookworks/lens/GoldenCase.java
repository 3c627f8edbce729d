package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.weights.SafetensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A model and what the reference library recorded of it, and the largest difference that was found. */
public final class GoldenCase implements AutoCloseable {
    /** Absolute: sums of a few hundred float32 terms, taken in another order. */
    private static final double FLOAT32_SUM = 1e-5;

    private final Path folder;
    private final JsonNode description;
    private final HookedTransformer model;
    private final SafetensorsFile recorded;
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private int compared;
    private double largest;
    private String worst = "none";

    private GoldenCase(Path folder) {
        this.folder = folder;
        this.description = describe(folder);
        this.model = HookedTransformer.fromSafetensors(
                HookedTransformerConfig.fromJson(description.get("config").toString()),
                folder.resolve("weights.safetensors"),
                Device.cpu());
        this.recorded = SafetensorsFile.open(folder.resolve("activations.safetensors"));
    }

    /** The attention-only cases under {@code -Dhookworks.goldens}, by default the committed one. */
    public static Stream<Path> attentionOnly() throws IOException {
        Path root = Path.of(System.getProperty("hookworks.goldens", "src/test/resources/golden"));
        try (var found = Files.walk(root, 2)) {
            List<Path> cases = found.filter(path -> Files.exists(path.resolve("case.json")))
                    .filter(path -> describe(path).at("/config/attn_only").asBoolean())
                    .toList();
            assertThat(cases).as("attention-only cases under %s", root).isNotEmpty();
            return cases.stream();
        }
    }

    public static GoldenCase open(Path folder) {
        return new GoldenCase(folder);
    }

    private static JsonNode describe(Path folder) {
        try {
            return new JsonMapper().readTree(folder.resolve("case.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HookedTransformer model() {
        return model;
    }

    public NDManager manager() {
        return manager;
    }

    public NDArray read(String name) {
        return recorded.read(name, manager);
    }

    /** What follows the prefix in the recorded names, at least one. */
    public List<String> names(String prefix) {
        List<String> names = recorded.tensors().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
        assertThat(names).as("recordings of %s in %s", prefix, folder).isNotEmpty();
        return names;
    }

    public List<String> labels(String field) {
        return new JsonMapper().convertValue(description.required(field), new TypeReference<List<String>>() {});
    }

    public void compare(String name, NDArray ours) {
        NDArray theirs = read(name);
        assertThat(ours.getShape()).as("shape of %s", name).isEqualTo(theirs.getShape());
        assertThat(ours.getDataType()).as("dtype of %s", name).isEqualTo(theirs.getDataType());
        float[] actual = ours.toFloatArray();
        float[] expected = theirs.toFloatArray();
        for (int cell = 0; cell < actual.length; cell++) {
            double difference = Math.abs((double) actual[cell] - expected[cell]);
            assertThat(difference).as("difference in %s at %d", name, cell).isLessThanOrEqualTo(FLOAT32_SUM);
            if (difference > largest) {
                largest = difference;
                worst = name;
            }
        }
        compared++;
    }

    public void report(String group) {
        System.out.printf(
                "golden %s %s: %d tensors compared, largest difference %.2e in %s%n",
                folder.getFileName(), group, compared, largest, worst);
    }

    @Override
    public void close() {
        manager.close();
        recorded.close();
        model.close();
    }
}
