package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.exercises.Guesses;
import hookworks.exercises.LensIntroduction;
import hookworks.lens.HookedTransformer;
import hookworks.lens.plots.ColouredText;
import hookworks.lens.plots.Figure;
import java.util.List;

/** Section 1's figures. */
final class LensIntroductionFigures {
    private final LensIntroduction exercises;
    private final HookedTransformer model;

    LensIntroductionFigures(LensIntroduction exercises, HookedTransformer model) {
        this.exercises = exercises;
        this.model = model;
    }

    List<Sketch> sketches() {
        return List.of(new Sketch("guessed-tokens", "correct-predictions", this::guessedTokens));
    }

    /** The passage, each token marked where the one before it led the model to expect it. */
    private Figure guessedTokens(NDManager manager) {
        NDArray tokens = model.texts().toTokens(Passage.TEXT, manager);
        Guesses guesses = exercises.correctPredictions(model, tokens);
        boolean[] hits = guesses.hits().toBooleanArray();
        float[] expected = new float[hits.length + 1];
        for (int pos = 0; pos < hits.length; pos++) {
            expected[pos + 1] = hits[pos] ? 1 : 0;
        }
        return ColouredText.of("guessed", model.texts().toStrTokens(Passage.TEXT), expected)
                .figure(
                        "The model guesses %d of %d tokens".formatted(guesses.correct(), guesses.total()),
                        "Marked is every token that was the model's most likely one after all that stands before it.");
    }
}
