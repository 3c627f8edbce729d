package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.weights.SafetensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A model and what the reference library recorded of it, and which of it has been compared. */
final class GoldenCase implements AutoCloseable {
    /** Absolute: sums of a few hundred float32 terms, taken in another order. */
    static final double FLOAT32_SUM = 1e-5;

    /** Absolute, for gradients and for weights that were processed in float32. */
    static final double TWO_PASSES = 1e-4;

    private final Path folder;
    private final JsonNode description;
    private final HookedTransformer model;
    private final SafetensorsFile recorded;
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final Set<String> untouched;
    private double largest;
    private String worst = "none";

    private GoldenCase(Path folder) {
        this.folder = folder;
        this.description = describe(folder);
        this.model = HookedTransformer.fromFile(
                HookedTransformerConfig.fromJson(description.get("config").toString()),
                folder.resolve("weights.safetensors"),
                Device.cpu());
        this.recorded = SafetensorsFile.open(folder.resolve("activations.safetensors"));
        this.untouched = new TreeSet<>(recorded.tensors().keySet());
    }

    /** The cases under {@code -Dhookworks.goldens}, by default the committed ones. */
    static Stream<Path> folders() throws IOException {
        Path root = root();
        try (var found = Files.walk(root, 2)) {
            List<Path> cases = found.filter(path -> Files.exists(path.resolve("case.json")))
                    .sorted()
                    .toList();
            assertThat(cases).as("cases under %s", root).isNotEmpty();
            return cases.stream();
        }
    }

    static Path root() {
        return Path.of(System.getProperty("hookworks.goldens", "src/test/resources/golden"));
    }

    static GoldenCase open(Path folder) {
        return new GoldenCase(folder);
    }

    private static JsonNode describe(Path folder) {
        try {
            return new JsonMapper().readTree(folder.resolve("case.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HookedTransformer model() {
        return model;
    }

    NDManager manager() {
        return manager;
    }

    Path folder() {
        return folder;
    }

    NDArray read(String name) {
        return recorded.read(name, manager);
    }

    /** An input of a check, rather than something to compare with. */
    NDArray given(String name) {
        untouched.remove(name);
        return read(name);
    }

    boolean has(String name) {
        return recorded.tensors().containsKey(name);
    }

    /** What follows the prefix in the recorded names. */
    List<String> names(String prefix) {
        return recorded.tensors().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    boolean describes(String field) {
        return description.has(field);
    }

    JsonNode described(String field) {
        return description.required(field);
    }

    List<String> labels(String field) {
        return new JsonMapper().convertValue(description.required(field), new TypeReference<List<String>>() {});
    }

    void compare(String name, NDArray ours) {
        compare(name, ours, FLOAT32_SUM);
    }

    void compare(String name, NDArray ours, double tolerance) {
        NDArray theirs = read(name);
        assertThat(ours.getShape()).as("shape of %s", name).isEqualTo(theirs.getShape());
        assertThat(ours.getDataType()).as("dtype of %s", name).isEqualTo(theirs.getDataType());
        compareNumbers(name, Numbers.of(ours), Numbers.of(theirs), tolerance);
    }

    void compareNumbers(String name, double[] ours, double[] theirs, double tolerance) {
        untouched.remove(name);
        for (int cell = 0; cell < ours.length; cell++) {
            if (Double.compare(ours[cell], theirs[cell]) == 0) { // both minus infinity, too
                continue;
            }
            double difference = Math.abs(ours[cell] - theirs[cell]);
            assertThat(difference)
                    .as("difference in %s at %d: ours %s, theirs %s", name, cell, ours[cell], theirs[cell])
                    .isLessThanOrEqualTo(tolerance);
            if (difference > largest) {
                largest = difference;
                worst = name;
            }
        }
    }

    Set<String> untouched() {
        return untouched;
    }

    String report() {
        return "golden %s: %d tensors compared, largest difference %.2e in %s"
                .formatted(folder.getFileName(), recorded.tensors().size() - untouched.size(), largest, worst);
    }

    @Override
    public void close() {
        manager.close();
        recorded.close();
        model.close();
    }
}
