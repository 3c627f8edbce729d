package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

/** Looks rows of a table up. */
final class Embeddings {
    private Embeddings() {}

    /**
     * The row of each id.
     *
     * @param ids int64
     * @param table {@code [id, width]}
     * @return the axes of {@code ids}, then {@code width}; belongs to the manager of {@code ids}
     */
    static NDArray rows(NDArray ids, NDArray table) {
        return Embedding.embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
