package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.memory.TensorScope;

/** How well logits predict the tokens that follow: losses in nats, and accuracy. */
public final class Losses {
    private Losses() {}

    /**
     * The mean negative log-probability of the next tokens, TransformerLens' {@code lm_cross_entropy_loss}.
     *
     * @param logits {@code [batch, pos, d_vocab_out]}
     * @param tokens {@code [batch, pos]}, at least two positions
     * @return a scalar; belongs to the manager of {@code logits}
     */
    public static NDArray mean(NDArray logits, NDArray tokens) {
        try (NDArray perToken = perTokenOf(logits, tokens)) {
            return perToken.mean();
        }
    }

    /**
     * The negative log-probability of each next token.
     *
     * @param logits {@code [batch, pos, d_vocab_out]}
     * @param tokens {@code [batch, pos]}, at least two positions
     * @return {@code [batch, pos - 1]}; position {@code p} judges the prediction of token {@code p + 1}. Belongs to
     *     the manager of {@code tokens}
     */
    public static NDArray perToken(NDArray logits, NDArray tokens) {
        NDArray loss = perTokenOf(logits, tokens);
        loss.attach(tokens.getManager());
        return loss;
    }

    private static NDArray perTokenOf(NDArray logits, NDArray tokens) {
        long positions = tokens.getShape().get(1);
        try (var scope = TensorScope.within(logits.getManager())) {
            NDArray predictions =
                    scope.borrow(logits).get(new NDIndex().addAllDim().addSliceDim(0, positions - 1));
            NDArray logProbabilities = predictions.logSoftmax(-1);
            predictions.close();
            NDArray next = scope.borrow(tokens)
                    .get(new NDIndex().addAllDim().addSliceDim(1, positions))
                    .toType(DataType.INT64, false)
                    .toDevice(logProbabilities.getDevice(), false);
            return scope.keep(
                    logProbabilities.gather(next.expandDims(-1), 2).squeeze(-1).neg());
        }
    }

    /**
     * The share of next tokens that the logits' maximum hits, TransformerLens' {@code lm_accuracy}.
     *
     * @param logits {@code [batch, pos, d_vocab_out]}
     * @param tokens {@code [batch, pos]}, at least two positions
     * @return a scalar, from 0 to 1; belongs to the manager of {@code logits}
     */
    public static NDArray accuracy(NDArray logits, NDArray tokens) {
        try (NDArray hits = hits(logits, tokens)) {
            return hits.mean();
        }
    }

    /**
     * Whether the logits' maximum hits each next token.
     *
     * @param logits {@code [batch, pos, d_vocab_out]}
     * @param tokens {@code [batch, pos]}, at least two positions
     * @return {@code [batch, pos - 1]} float32, 1 where it is hit; belongs to the manager of {@code logits}
     */
    public static NDArray hits(NDArray logits, NDArray tokens) {
        long positions = tokens.getShape().get(1);
        try (var scope = TensorScope.within(logits.getManager())) {
            NDArray guesses = scope.borrow(logits)
                    .argMax(-1)
                    .get(new NDIndex().addAllDim().addSliceDim(0, positions - 1));
            NDArray next = scope.borrow(tokens)
                    .get(new NDIndex().addAllDim().addSliceDim(1, positions))
                    .toType(DataType.INT64, false)
                    .toDevice(logits.getDevice(), false);
            return scope.keep(guesses.eq(next).toType(DataType.FLOAT32, false));
        }
    }
}
