package hookworks.lens.factored;

import ai.djl.ndarray.NDArray;

/**
 * A singular value decomposition: the matrix is {@code U diag(S) Vhᵀ}, with rank the least of ldim, mdim and rdim. The
 * sign of a pair of vectors is free. As in TransformerLens, Vh holds its vectors in columns.
 *
 * @param u {@code [..., ldim, rank]}, orthonormal columns
 * @param s {@code [..., rank]}, descending, not negative
 * @param vh {@code [..., rdim, rank]}, orthonormal columns
 */
public record SingularValues(NDArray u, NDArray s, NDArray vh) implements AutoCloseable {
    @Override
    public void close() {
        u.close();
        s.close();
        vh.close();
    }
}
