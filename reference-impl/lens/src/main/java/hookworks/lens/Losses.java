package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;

/** How badly logits predict the tokens that follow, in nats. */
final class Losses {
    private Losses() {}

    /**
     * The negative log-probability of each next token.
     *
     * @param logits {@code [batch, pos, d_vocab_out]}; taken over and freed
     * @param tokens {@code [batch, pos]}, at least two positions
     * @return {@code [batch, pos - 1]}; position {@code p} judges the prediction of token {@code p + 1}. Belongs to
     *     the manager of {@code tokens}
     */
    static NDArray perToken(NDArray logits, NDArray tokens) {
        long positions = tokens.getShape().get(1);
        try (NDManager scratch = tokens.getManager().newSubManager()) {
            logits.attach(scratch);
            NDArray predictions = logits.get(new NDIndex().addAllDim().addSliceDim(0, positions - 1));
            NDArray logProbabilities = predictions.logSoftmax(-1);
            logits.close();
            NDArray next = tokens.get(scratch, new NDIndex().addAllDim().addSliceDim(1, positions))
                    .toType(DataType.INT64, false)
                    .toDevice(logProbabilities.getDevice(), false);
            NDArray loss =
                    logProbabilities.gather(next.expandDims(-1), 2).squeeze(-1).neg();
            loss.attach(tokens.getManager());
            return loss;
        }
    }
}
