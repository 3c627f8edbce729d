package hookworks.exercises;

import ai.djl.ndarray.NDArray;

/**
 * How much the heads of layer 1 read of what those of layer 0 write. Owns all three until closed.
 *
 * @param q {@code [head of layer 0, head of layer 1]} float32, of what the queries read
 * @param k the same of the keys
 * @param v the same of the values
 */
public record QkvCompositionScores(NDArray q, NDArray k, NDArray v) implements AutoCloseable {
    @Override
    public void close() {
        q.close();
        k.close();
        v.close();
    }
}
