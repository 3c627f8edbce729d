package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.weights.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real models that the reference library trained, read from torch's own files. */
class TrainedTest {
    private static final double FLOAT32_SUM = 2e-5;
    private static final String CACHE = "cache/";

    /** The cases under {@code -Dhookworks.trained}, by default the committed one. */
    static Stream<Path> cases() throws IOException {
        Path root = Path.of(System.getProperty("hookworks.trained", "src/test/resources/trained"));
        try (var found = Files.walk(root, 2)) {
            List<Path> cases = found.filter(path -> Files.exists(path.resolve("state_dict.pt")))
                    .sorted()
                    .toList();
            assertThat(cases).as("trained models under %s", root).isNotEmpty();
            return cases.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("reproduces the logits, activations and accuracy of a trained model, and leaves no recording out")
    void reproduces(Path folder) throws IOException {
        JsonNode description =
                new JsonMapper().readTree(folder.resolve("case.json").toFile());
        var config =
                HookedTransformerConfig.fromJson(description.required("config").toString());
        try (HookedTransformer model =
                        HookedTransformer.fromFile(config, folder.resolve("state_dict.pt"), Device.cpu());
                TensorFile recorded = TensorFile.open(folder.resolve("activations.safetensors"));
                NDManager manager = NDManager.newBaseManager(Device.cpu());
                CachedRun run = model.runWithCache(recorded.read("tokens", manager))) {
            int compared = 0;
            for (String name : recorded.tensors().keySet()) {
                if (!name.equals("tokens")) {
                    NDArray ours =
                            name.equals("logits") ? run.logits() : run.cache().get(name.substring(CACHE.length()));
                    requireEqual(name, ours, recorded.read(name, manager));
                    compared++;
                }
            }
            System.out.printf("trained %s: %d tensors compared%n", folder.getFileName(), compared);
            if (description.has("task_accuracy_on_tokens")) {
                assertThat(accuracy(recorded.read("tokens", manager), run.logits()))
                        .isEqualTo(description.get("task_accuracy_on_tokens").doubleValue());
            }
        }
    }

    private static void requireEqual(String name, NDArray ours, NDArray theirs) {
        assertThat(ours.getShape()).as(name).isEqualTo(theirs.getShape());
        double largest = ours.sub(theirs).abs().max().getFloat();
        assertThat(largest).as("largest difference in %s", name).isLessThanOrEqualTo(FLOAT32_SUM);
    }

    /** The last position says whether what stands between the first and last token is a palindrome. */
    private static double accuracy(NDArray tokens, NDArray logits) {
        NDArray verdicts = logits.get(new NDIndex(":, -1")).argMax(-1);
        long batch = tokens.getShape().get(0);
        int right = 0;
        for (long row = 0; row < batch; row++) {
            long[] text = tokens.get(row).toLongArray();
            right += (verdicts.getLong(row) == 1) == isPalindrome(text) ? 1 : 0;
        }
        return (double) right / batch;
    }

    private static boolean isPalindrome(long[] text) {
        for (int from = 1, to = text.length - 2; from < to; from++, to--) {
            if (text[from] != text[to]) {
                return false;
            }
        }
        return true;
    }
}
