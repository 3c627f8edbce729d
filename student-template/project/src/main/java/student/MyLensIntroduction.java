package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Guesses;
import hookworks.exercises.LensIntroduction;
import hookworks.exercises.NotImplementedYet;
import hookworks.lens.HookedTransformer;

/** Section 1, "TransformerLens: introduction". */
public final class MyLensIntroduction implements LensIntroduction {
    /**
     * Exercise {@code correct-predictions}: at how many positions does the model guess the next token?
     *
     * <p>Run the model, find its most likely token at each position, and compare that with the token which really
     * follows. Every row of the batch counts, and so does the first position. The last position of a row has nothing
     * that follows.
     *
     * <p>Right means: {@code hits} is exact in every cell, for any model, batch and length from 2 tokens up, and each
     * time that it is asked. Use the tokens as they are: a beginning-of-sequence token is already there.
     *
     * @param model the model to run; leave it as you found it, without hooks of yours
     * @param tokens {@code [batch, pos]} int64
     * @return {@code hits}: {@code [batch, pos - 1]} bool, whether position {@code p} predicts token {@code p + 1};
     *     {@code correct}: how many cells of {@code hits} are true; {@code total}: how many cells it has
     */
    @Override
    public Guesses correctPredictions(HookedTransformer model, NDArray tokens) {
        throw new NotImplementedYet();
    }
}
