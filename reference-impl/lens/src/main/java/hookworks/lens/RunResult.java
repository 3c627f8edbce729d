package hookworks.lens;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What a run gave, as far as it was asked for.
 *
 * @param logits {@code [batch, pos, d_vocab_out]}
 * @param loss a scalar, in nats
 */
public record RunResult(Optional<NDArray> logits, Optional<NDArray> loss) implements AutoCloseable {
    /** Frees both. */
    @Override
    public void close() {
        logits.ifPresent(NDArray::close);
        loss.ifPresent(NDArray::close);
    }
}
