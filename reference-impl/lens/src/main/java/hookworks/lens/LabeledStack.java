package hookworks.lens;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Parts of the residual stream, and what each is.
 *
 * @param components {@code [component, batch, pos, d_model]}, the axes after the first as the cache has them
 * @param labels one for each component, letter for letter TransformerLens'
 */
public record LabeledStack(NDArray components, List<String> labels) implements AutoCloseable {
    public LabeledStack {
        labels = List.copyOf(labels);
    }

    @Override
    public void close() {
        components.close();
    }
}
