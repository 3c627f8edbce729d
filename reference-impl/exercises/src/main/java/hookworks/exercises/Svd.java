package hookworks.exercises;

import ai.djl.ndarray.NDArray;

/**
 * A singular value decomposition: the matrix is {@code U diag(S) Vᵀ}.
 *
 * @param u {@code [m, rank]} float32, with orthonormal columns
 * @param s {@code [rank]} float32, largest first, none below 0
 * @param v {@code [n, rank]} float32, with orthonormal columns: V itself, not its transpose
 */
public record Svd(NDArray u, NDArray s, NDArray v) {}
