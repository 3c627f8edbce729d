package hookworks.lens.train;

import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Looks how far the induction circuit has formed while a model is still in training, always on the same few fresh
 * repeats. It goes through a file, so that what is measured is what would be shipped at that step.
 */
final class CircuitProbe {
    private static final int ROWS = 4;

    private final Measuring measuring;
    private final Path file;

    CircuitProbe(ToyRecipe recipe, Path folder) {
        int period = Math.max(2, recipe.size().nCtx() / 4);
        this.measuring = new Measuring(recipe.size().dVocab() - 1, List.of(period), ROWS, recipe.seed());
        this.file = folder.resolve("probe.safetensors");
    }

    /**
     * The best score that any head of its layer has.
     *
     * @param previous of layer 0, for looking one back
     * @param induction of layer 1
     */
    record Scores(double previous, double induction) {}

    Scores look(TrainedWeights weights) {
        try (NDManager scratch = weights.manager().newSubManager()) {
            SafetensorsWriter.write(file, weights.stateDict(scratch), Map.of());
            try (var model = HookedTransformer.fromFile(weights.config(), file, scratch.getDevice())) {
                List<HeadScore> scores = new HeadScores(model, measuring.draw(scratch)).all();
                return new Scores(best(scores, 0, HeadScore::previous), best(scores, 1, HeadScore::induction));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new TrainingException("cannot delete '%s': %s".formatted(file, e), e);
        }
    }

    private static double best(List<HeadScore> scores, int layer, ToDoubleFunction<HeadScore> kind) {
        return scores.stream()
                .filter(score -> score.layer() == layer)
                .mapToDouble(kind)
                .max()
                .orElseThrow();
    }
}
