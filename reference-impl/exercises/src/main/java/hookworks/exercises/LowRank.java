package hookworks.exercises;

import ai.djl.ndarray.NDArray;

/**
 * What thin factors A, B and C tell of the products AB and AC, which are made nowhere.
 *
 * @param trace of {@code A B}
 * @param smallProduct {@code [rank, rank]} float32: its eigenvalues are those of {@code A B} but for zeros
 * @param svd of {@code A C}
 */
public record LowRank(double trace, NDArray smallProduct, Svd svd) {}
