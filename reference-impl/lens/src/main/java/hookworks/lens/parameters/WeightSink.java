package hookworks.lens.parameters;

import ai.djl.ndarray.NDArray;

/** Where weights go as they are loaded, one by one, so that none lies around until all are there. */
@FunctionalInterface
public interface WeightSink {
    /**
     * Takes one weight.
     *
     * @param name TransformerLens'
     * @param weight in TransformerLens' shape, such as {@code [head, d_model, d_head]}; the sink's from here on, to keep
     *     or to close
     */
    void take(String name, NDArray weight);
}
