package hookworks.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import hookworks.lens.HookedTransformer;

/**
 * The same mathematics as a model's forward pass, as one would write it without hooks, checks or choices: the same DJL
 * calls, each intermediate closed when it is dead. Its weights are views of the model's.
 */
interface HandWrittenLoop extends AutoCloseable {
    /** The loop for a model of one of the course's two shapes. */
    static HandWrittenLoop of(HookedTransformer model, int positions) {
        return model.config().attnOnly() ? new ShortformerLoop(model, positions) : new Gpt2Loop(model, positions);
    }

    /** {@code [batch, pos, d_vocab_out]}; belongs to the manager of {@code tokens}. */
    NDArray logits(NDArray tokens);

    @Override
    void close();

    /** {@code [batch, pos, d_model]}, which belongs to {@code owner}. */
    static NDArray embed(NDArray tokens, NDArray embedding, NDManager owner) {
        NDArray ids = tokens.reshape(tokens.getShape());
        ids.attach(owner);
        return Embedding.embedding(ids, embedding, SparseFormat.DENSE).singletonOrThrow();
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
