package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import hookworks.lens.HookedTransformer;

/** Section 1, "TransformerLens: introduction": load, run and look inside a hooked transformer. */
public interface LensIntroduction {
    /**
     * Counts the positions at which the model's most likely next token is the token that follows.
     *
     * @param model the model to run
     * @param tokens {@code [batch, pos]} int64, BOS first where there is one
     * @return the count over all {@code batch * (pos - 1)} comparable positions, and which of them hit
     */
    @Exercise("correct-predictions")
    default Guesses correctPredictions(HookedTransformer model, NDArray tokens) {
        throw new NotImplementedYet();
    }
}
