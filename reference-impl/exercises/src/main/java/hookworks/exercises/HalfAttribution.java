package hookworks.exercises;

import ai.djl.ndarray.NDArray;

/**
 * What each component adds to the logits of the tokens that follow, on both copies of repeated tokens. Owns both until
 * closed.
 *
 * @param first {@code [S, 1 + layer * head]} float32, of positions {@code 0} to {@code S}
 * @param second {@code [S, 1 + layer * head]} float32, of positions {@code S} to {@code 2 S}
 */
public record HalfAttribution(NDArray first, NDArray second) implements AutoCloseable {
    @Override
    public void close() {
        first.close();
        second.close();
    }
}
