package hookworks.lens.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.core.Linear;
import hookworks.lens.HookedTransformer;

/** The same mathematics as a model's forward pass, as one would write it without hooks, checks or choices. */
interface HandWrittenLoop extends AutoCloseable {
    /** The loop for a model of one of the course's two shapes. */
    static HandWrittenLoop of(HookedTransformer model, int positions) {
        return model.config().attnOnly() ? new ShortformerLoop(model, positions) : new Gpt2Loop(model, positions);
    }

    /** {@code [batch, pos, d_vocab_out]}; belongs to the manager of {@code tokens}. */
    NDArray logits(NDArray tokens);

    @Override
    void close();

    /** Very negative where a query would see a later key, {@code [query, key]}. */
    static NDArray mask(int positions, NDManager manager) {
        NDArray place = manager.arange(positions);
        NDArray later = place.reshape(1, -1).gt(place.reshape(-1, 1));
        return later.toType(DataType.FLOAT32, false).mul(Float.MAX_VALUE).mul(-2);
    }

    static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
        return Linear.linear(input, weight, bias).singletonOrThrow();
    }

    static void close(NDArray... arrays) {
        for (NDArray array : arrays) {
            array.close();
        }
    }
}
