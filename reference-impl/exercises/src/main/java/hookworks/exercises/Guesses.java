package hookworks.exercises;

import ai.djl.ndarray.NDArray;

/**
 * How often a model's most likely next token is the true one.
 *
 * @param correct how many cells of {@code hits} are true
 * @param total how many predictions could be compared
 * @param hits {@code [batch, pos - 1]} bool: whether position {@code p} predicts token {@code p + 1}
 */
public record Guesses(long correct, long total, NDArray hits) {}
