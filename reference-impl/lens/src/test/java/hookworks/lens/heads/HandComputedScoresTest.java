package hookworks.lens.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.hooks.HookName;
import hookworks.lens.parameters.SeededModel;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Attention to 1 0 0 / 0.25 0.75 0 / 0.5 0.3 0.2, where the token before is expected,")
class HandComputedScoresTest {
    private static final HookedTransformerConfig ONE_HEAD = HookedTransformerConfig.attentionOnly()
            .nLayers(1)
            .nHeads(1)
            .dModel(4)
            .dHead(2)
            .nCtx(4)
            .dVocab(6)
            .build();

    private static final float[] ATTENTION = {1, 0, 0, 0.25f, 0.75f, 0, 0.5f, 0.3f, 0.2f};

    @ParameterizedTest(name = "by {0}, without BOS {1}, without the current token {2}, scores {3}")
    @CsvSource({
        "MUL, false, false, 0.1833333", // (0.25 + 0.3) / 3
        "MUL, true, false, 0.24", // 0.3 / (0.75 + 0.3 + 0.2)
        "MUL, false, true, 0.5238095", // (0.25 + 0.3) / (0.25 + 0.5 + 0.3)
        "MUL, true, true, 1", // 0.3 / 0.3
        "ABS, false, false, -0.3", // 1 - (1 + 0.75 + 0.75 + 0.5 + 0.7 + 0.2) / 3
        "ABS, true, false, 0.45", // 1 - (0.75 + 0.7 + 0.2) / 3
        "ABS, false, true, 0.35", // 1 - (0.75 + 0.5 + 0.7) / 3
        "ABS, true, true, 0.7666667" // 1 - 0.7 / 3
    })
    @DisplayName("scores what pencil and paper say")
    void scores(ErrorMeasure measure, boolean withoutBos, boolean withoutCurrent, double expected) {
        DetectionOptions options = DetectionOptions.standard().measuredBy(measure);
        options = withoutBos ? options.excludingBos() : options;
        options = withoutCurrent ? options.excludingCurrentToken() : options;
        try (var model = HookedTransformer.seeded(new SeededModel(ONE_HEAD, 1, 1), Device.cpu());
                NDManager manager = NDManager.newBaseManager(Device.cpu());
                var cache = new ActivationCache(
                        Map.of(HookName.pattern(0), manager.create(ATTENTION, new Shape(1, 1, 3, 3))))) {
            HeadScores scores = HeadDetector.of(model)
                    .detect(DetectionPattern.PREVIOUS_TOKEN, new long[] {5, 0, 2}, cache, options);
            assertThat(scores.of(new Head(0, 0))).isCloseTo(expected, within(1e-6));
        }
    }
}
