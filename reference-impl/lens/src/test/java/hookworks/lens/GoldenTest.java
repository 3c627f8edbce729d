package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.weights.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the reference library recorded of a model, computed again. */
class GoldenTest {
    /** Absolute: sums of a few hundred float32 terms, taken in another order. */
    private static final double FLOAT32_SUM = 1e-5;

    /** The attention-only cases under {@code -Dhookworks.goldens}, by default the committed one. */
    static Stream<Path> cases() throws IOException {
        Path folder = Path.of(System.getProperty("hookworks.goldens", "src/test/resources/golden"));
        try (var found = Files.walk(folder, 2)) {
            List<Path> cases = found.filter(path -> Files.exists(path.resolve("case.json")))
                    .filter(GoldenTest::isAttentionOnly)
                    .toList();
            assertThat(cases).as("attention-only cases under %s", folder).isNotEmpty();
            return cases.stream();
        }
    }

    private static boolean isAttentionOnly(Path folder) {
        return configOf(folder).contains("\"attn_only\":true");
    }

    private static String configOf(Path folder) {
        try {
            return new JsonMapper()
                    .readTree(folder.resolve("case.json").toFile())
                    .get("config")
                    .toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("reproduces every recorded activation, loss and ablation")
    void reproducesTheReference(Path folder) {
        var config = HookedTransformerConfig.fromJson(configOf(folder));
        try (var model =
                        HookedTransformer.fromSafetensors(config, folder.resolve("weights.safetensors"), Device.cpu());
                var manager = NDManager.newBaseManager(Device.cpu());
                var recorded = SafetensorsFile.open(folder.resolve("activations.safetensors"))) {
            var comparison = new Comparison(recorded, manager);
            NDArray tokens = recorded.read("tokens", manager);

            comparison.compare("logits", model.forward(tokens));
            comparison.compare("loss", model.loss(tokens));
            comparison.compare("loss_per_token", model.lossPerToken(tokens));
            compareCaches(model, tokens, comparison);
            compareStops(model, tokens, comparison);
            compareAblations(model, tokens, comparison);

            comparison.report(folder.getFileName().toString());
        }
    }

    private static void compareCaches(HookedTransformer model, NDArray tokens, Comparison comparison) {
        CachedRun plain = model.runWithCache(tokens);
        comparison.compare("logits", plain.logits());
        assertThat(comparison.names("cache/")).isNotEmpty();
        assertThat(plain.cache().names()).containsExactlyInAnyOrderElementsOf(comparison.names("cache/"));
        comparison
                .names("cache/")
                .forEach(name ->
                        comparison.compare("cache/" + name, plain.cache().get(name)));

        HookFlags before = model.flags();
        model.setUseAttnResult(true);
        model.setUseSplitQkvInput(true);
        CachedRun apart = model.runWithCache(tokens);
        comparison.compare("logits", apart.logits());
        assertThat(comparison.names("flags/")).isNotEmpty();
        comparison
                .names("flags/")
                .forEach(name ->
                        comparison.compare("flags/" + name, apart.cache().get(name)));
        comparison
                .names("cache/")
                .forEach(name ->
                        comparison.compare("cache/" + name, apart.cache().get(name)));
        model.setUseAttnIn(true);
        model.setUseSplitQkvInput(false);
        comparison.compare("logits", model.forward(tokens));
        model.setUseAttnResult(before.useAttnResult());
        model.setUseSplitQkvInput(before.useSplitQkvInput());
        model.setUseAttnIn(before.useAttnIn());
    }

    private static void compareStops(HookedTransformer model, NDArray tokens, Comparison comparison) {
        for (int layer = 0; layer <= model.config().nLayers(); layer++) {
            String name = "stop_at_layer_%d/resid".formatted(layer);
            if (comparison.has(name)) {
                comparison.compare(name, model.forwardUntilLayer(tokens, layer));
            }
        }
        assertThat(comparison.names("stop_at_layer_")).isNotEmpty();
    }

    private static void compareAblations(HookedTransformer model, NDArray tokens, Comparison comparison) {
        assertThat(comparison.names("ablate/")).isNotEmpty();
        for (String name : comparison.names("ablate/")) {
            var ablation = Ablation.parse(name);
            comparison.compare("ablate/" + name, model.runWithHooks(tokens, List.of(ablation.hook())));
        }
    }

    /** Such as {@code mean_z_L0H2/logits}: the head's z replaced by its mean over batch and position. */
    private record Ablation(String kind, String point, int layer, int head) {
        static Ablation parse(String name) {
            var matcher = java.util.regex.Pattern.compile("(mean|zero)_([a-z]+)_L(\\d+)H(\\d+)/logits")
                    .matcher(name);
            assertThat(matcher.matches()).as("ablation name %s", name).isTrue();
            return new Ablation(
                    matcher.group(1),
                    matcher.group(2),
                    Integer.parseInt(matcher.group(3)),
                    Integer.parseInt(matcher.group(4)));
        }

        Hook hook() {
            UnaryOperator<NDArray> ablated = kind.equals("zero")
                    ? NDArray::zerosLike
                    : value -> value.mean(new int[] {0}, true)
                            .mean(new int[] {1}, true)
                            .broadcast(value.getShape());
            return Hook.replacing("blocks.%d.attn.hook_%s".formatted(layer, point), (value, where) -> {
                var index = new NDIndex(":, :, {}", head);
                NDArray changed = value.duplicate();
                changed.set(index, ablated.apply(value.get(index)));
                return changed;
            });
        }
    }

    /** Compares with what was recorded and remembers the largest difference. */
    private static final class Comparison {
        private final SafetensorsFile recorded;
        private final NDManager manager;
        private int compared;
        private double largest;
        private String worst = "none";

        Comparison(SafetensorsFile recorded, NDManager manager) {
            this.recorded = recorded;
            this.manager = manager;
        }

        List<String> names(String prefix) {
            return recorded.tensors().keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .toList();
        }

        boolean has(String name) {
            return recorded.tensors().containsKey(name);
        }

        void compare(String name, NDArray ours) {
            NDArray theirs = recorded.read(name, manager);
            assertThat(ours.getShape()).as("shape of %s", name).isEqualTo(theirs.getShape());
            assertThat(ours.getDataType()).as("dtype of %s", name).isEqualTo(theirs.getDataType());
            double difference = largestDifference(ours.toFloatArray(), theirs.toFloatArray());
            assertThat(difference).as("largest difference in %s", name).isLessThanOrEqualTo(FLOAT32_SUM);
            compared++;
            if (difference > largest) {
                largest = difference;
                worst = name;
            }
        }

        /** Infinite where only one side is minus infinity or NaN. */
        private static double largestDifference(float[] ours, float[] theirs) {
            double largest = 0;
            for (int cell = 0; cell < ours.length; cell++) {
                if (Float.compare(ours[cell], theirs[cell]) != 0) {
                    double difference = Math.abs((double) ours[cell] - theirs[cell]);
                    largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
                }
            }
            return largest;
        }

        void report(String name) {
            System.out.printf(
                    "golden %s: %d tensors compared, largest difference %.2e in %s%n", name, compared, largest, worst);
        }
    }
}
