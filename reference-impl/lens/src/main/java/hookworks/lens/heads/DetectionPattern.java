package hookworks.lens.heads;

import ai.djl.ndarray.NDArray;

/** What a head of some kind is expected to attend to. */
public sealed interface DetectionPattern permits NamedPattern, GivenPattern {
    /** Previous token heads attend to the token before, TransformerLens' {@code previous_token_head}. */
    DetectionPattern PREVIOUS_TOKEN = NamedPattern.PREVIOUS_TOKEN;

    /** Duplicate token heads attend to earlier copies of the current token, {@code duplicate_token_head}. */
    DetectionPattern DUPLICATE_TOKEN = NamedPattern.DUPLICATE_TOKEN;

    /** Induction heads attend to what came after earlier copies of the current token, {@code induction_head}. */
    DetectionPattern INDUCTION = NamedPattern.INDUCTION;

    /**
     * A pattern of one's own, for sequences of its length. With {@link ErrorMeasure#MUL}, only ones and zeros give
     * scores that are shares.
     *
     * @param cells {@code [query][key]}, lower triangular: no query attends to what comes later
     * @throws IllegalArgumentException where it is empty, not square, not finite or not lower triangular
     */
    static DetectionPattern given(float[][] cells) {
        return new GivenPattern(cells);
    }

    /** As {@link #given(float[][])}, of a tensor {@code [query, key]}, which is read and not kept. */
    static DetectionPattern given(NDArray matrix) {
        return GivenPattern.of(matrix);
    }

    /**
     * The pattern for a sequence.
     *
     * @return {@code [query][key]}, the caller's
     * @throws IllegalArgumentException where the pattern is of another length
     */
    float[][] matrix(long[] tokens);
}
