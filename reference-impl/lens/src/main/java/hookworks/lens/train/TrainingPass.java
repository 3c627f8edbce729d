package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import hookworks.lens.config.HookedTransformerConfig;
import java.util.stream.IntStream;

/** The forward pass that gradients flow through: the model's operations in as few calls as there are matrices. */
final class TrainingPass implements AutoCloseable {
    /** Low enough to vanish in the softmax, finite so that no gradient becomes undefined. */
    private static final float MASKED = -1e9f;

    private final TrainedWeights weights;
    private final HookedTransformerConfig config;
    private final NDArray mask;

    /**
     * A tensor, not a number: the engine would lay a number into memory that Java may reclaim before the backward pass
     * reads it again, and a garbage collection in between would then spoil the gradient.
     */
    private final NDArray inverseScale;

    TrainingPass(TrainedWeights weights, NDManager manager) {
        this.weights = weights;
        this.config = weights.config();
        this.mask = causalMask(config.nCtx(), manager);
        this.inverseScale = manager.create((float) (1 / config.attnScale()));
    }

    /** {@code [query, key]}, 0 where a query may look. */
    private static NDArray causalMask(int positions, NDManager manager) {
        var cells = new float[positions * positions];
        IntStream.range(0, cells.length)
                .filter(cell -> cell % positions > cell / positions)
                .forEach(cell -> cells[cell] = MASKED);
        return manager.create(cells, new Shape(positions, positions));
    }

    /**
     * How badly each judged place predicts.
     *
     * @param batch rows as long as the context
     * @return {@code [judged]}, in nats; belongs to {@code scratch} with all that leads to it
     */
    NDArray losses(Batch batch, NDManager scratch) {
        NDArray tokens = scratch.create(batch.tokens(), new Shape(batch.rows(), batch.positions()));
        NDArray resid = rows(tokens, weights.get(TrainedWeights.EMBEDDING));
        for (int layer = 0; layer < config.nLayers(); layer++) {
            resid = resid.add(attention(resid, layer));
        }
        NDArray judged = rows(scratch.create(batch.judged()), resid.reshape(-1, config.dModel()));
        NDArray logProbabilities =
                judged.matMul(weights.get(TrainedWeights.UNEMBEDDING)).logSoftmax(-1); // [judged, d_vocab]
        NDArray next = scratch.create(batch.next(), new Shape(batch.next().length, 1));
        return logProbabilities.gather(next, 1).squeeze(-1).neg();
    }

    /** {@code [batch, pos, d_model]} to the same. */
    private NDArray attention(NDArray resid, int layer) {
        NDArray placed = resid.add(weights.get(TrainedWeights.POSITIONS));
        NDArray q = heads(placed, layer, "W_Q").mul(inverseScale);
        NDArray k = heads(placed, layer, "W_K");
        NDArray v = heads(resid, layer, "W_V");
        NDArray pattern = q.matMul(k.transpose(0, 1, 3, 2)).add(mask).softmax(-1); // [batch, head, query, key]
        NDArray z = pattern.matMul(v).transpose(0, 2, 1, 3); // [batch, pos, head, d_head]
        Shape shape = resid.getShape();
        return z.reshape(shape.get(0), shape.get(1), -1).matMul(weights.get(TrainedWeights.attention(layer, "W_O")));
    }

    /** {@code [batch, head, pos, d_head]}. */
    private NDArray heads(NDArray input, int layer, String weight) {
        Shape shape = input.getShape();
        return input.matMul(weights.get(TrainedWeights.attention(layer, weight)))
                .reshape(shape.get(0), shape.get(1), config.nHeads(), config.dHead())
                .transpose(0, 2, 1, 3);
    }

    private static NDArray rows(NDArray ids, NDArray table) {
        return Embedding.embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
    }

    /** The mean over a stretch of the judged places, without its history. */
    static float mean(NDArray losses, long from, long to) {
        try (NDArray stretch = losses.get(new NDIndex().addSliceDim(from, to));
                NDArray mean = stretch.mean()) {
            return mean.getFloat();
        }
    }

    @Override
    public void close() {
        mask.close();
        inverseScale.close();
    }
}
