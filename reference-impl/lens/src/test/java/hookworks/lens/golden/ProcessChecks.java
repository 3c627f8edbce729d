package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import hookworks.lens.HookedTransformer;
import hookworks.lens.processing.WeightProcessing;
import hookworks.lens.weights.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Weight processing: the logits afterwards, and for one case the weights themselves. */
final class ProcessChecks {
    private ProcessChecks() {}

    static void check(GoldenCase golden) {
        NDArray tokens = golden.given("tokens");
        for (String name : golden.names("process/")) {
            WeightProcessing processing = processing(name.substring(0, name.indexOf('/')));
            try (HookedTransformer processed = golden.model().processWeights(processing);
                    HookedTransformer asRecorded = withOldNorms(golden, processed)) {
                golden.compare("process/" + name, asRecorded.forward(tokens), GoldenCase.TWO_PASSES);
                sameLogProbabilities(golden, tokens, processed);
            }
        }
        if (golden.describes("process_error")) { // the reference refuses where there is nothing to fold
            try (HookedTransformer processed = golden.model().processWeights(WeightProcessing.standard())) {
                sameLogProbabilities(golden, tokens, processed);
            }
        }
        Path recorded = golden.folder().resolve("processed_all_default.safetensors");
        if (Files.exists(recorded)) {
            weights(golden, recorded);
        }
    }

    /** The reference loaded the processed weights into a model whose norms kept their parameters. */
    private static HookedTransformer withOldNorms(GoldenCase golden, HookedTransformer processed) {
        return HookedTransformer.fromStateDict(
                golden.model().config(),
                recordedWeights(golden, processed),
                golden.model().device());
    }

    private static Map<String, NDArray> recordedWeights(GoldenCase golden, HookedTransformer processed) {
        Map<String, NDArray> weights =
                new HashMap<>(golden.model().weights(golden.manager()).stateDict());
        weights.putAll(processed.weights(golden.manager()).stateDict());
        return weights;
    }

    private static void sameLogProbabilities(GoldenCase golden, NDArray tokens, HookedTransformer processed) {
        double[] before = Numbers.of(golden.model().forward(tokens).logSoftmax(-1));
        double[] after = Numbers.of(processed.forward(tokens).logSoftmax(-1));
        assertThat(after).containsExactly(before, within(GoldenCase.TWO_PASSES));
    }

    private static WeightProcessing processing(String steps) {
        return switch (steps) {
            case "fold_ln" -> new WeightProcessing(true, false, false, false, false);
            case "center_writing" -> new WeightProcessing(false, true, false, false, false);
            case "center_unembed" -> new WeightProcessing(false, false, true, false, false);
            case "fold_value_biases" -> new WeightProcessing(false, false, false, true, false);
            case "all_default" -> WeightProcessing.standard();
            case "all_and_refactor" -> new WeightProcessing(true, true, true, true, true);
            default -> throw new AssertionError("unknown processing " + steps);
        };
    }

    private static void weights(GoldenCase golden, Path recorded) {
        try (HookedTransformer processed = golden.model().processWeights(WeightProcessing.standard());
                SafetensorsFile file = SafetensorsFile.open(recorded)) {
            Map<String, NDArray> ours = recordedWeights(golden, processed);
            assertThat(file.tensors().keySet()).isEqualTo(ours.keySet());
            ours.forEach((name, weight) -> golden.compareNumbers(
                    name, Numbers.of(weight), Numbers.of(file.read(name, golden.manager())), GoldenCase.TWO_PASSES));
        }
    }
}
