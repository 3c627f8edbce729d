package hookworks.lens.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.List;

/** Attention only, with positions added to what queries and keys read. */
final class ShortformerLoop implements HandWrittenLoop {
    private final HookedTransformerConfig config;
    private final NDManager manager;
    private final NDArray embedding;
    private final NDArray places;
    private final NDArray unembedding;
    private final NDArray unembeddingBias;
    private final NDArray inverseScale;
    private final NDArray mask;
    private final List<Layer> layers = new ArrayList<>();

    private record Layer(
            NDArray wQ, NDArray bQ, NDArray wK, NDArray bK, NDArray wV, NDArray bV, NDArray wO, NDArray bO) {}

    ShortformerLoop(HookedTransformer model, int positions) {
        config = model.config();
        manager = NDManager.newBaseManager(model.device());
        ModelWeights weights = model.weights(manager);
        embedding = weights.wE();
        places = weights.wPos().get(new NDIndex().addSliceDim(0, positions));
        unembedding = weights.wU().transpose();
        unembeddingBias = weights.bU();
        inverseScale = manager.create((float) (1 / config.attnScale()));
        mask = HandWrittenLoop.mask(positions, manager);
        for (int layer = 0; layer < config.nLayers(); layer++) {
            layers.add(new Layer(
                    fused(weights.wQ().get(layer)), weights.bQ().get(layer).flatten(),
                    fused(weights.wK().get(layer)), weights.bK().get(layer).flatten(),
                    fused(weights.wV().get(layer)), weights.bV().get(layer).flatten(),
                    weights.wO().get(layer).reshape(-1, config.dModel()).transpose(),
                            weights.bO().get(layer)));
        }
    }

    /** {@code [head, d_model, d_head]} to {@code [head * d_head, d_model]}. */
    private NDArray fused(NDArray perHead) {
        return perHead.transpose(0, 2, 1).reshape(-1, config.dModel());
    }

    @Override
    public NDArray logits(NDArray tokens) {
        try (NDManager scratch = tokens.getManager().newSubManager()) {
            NDArray ids = tokens.reshape(tokens.getShape());
            ids.attach(scratch);
            NDArray resid =
                    Embedding.embedding(ids, embedding, SparseFormat.DENSE).singletonOrThrow();
            for (Layer layer : layers) {
                resid = block(layer, resid);
            }
            NDArray logits = HandWrittenLoop.linear(resid, unembedding, unembeddingBias);
            logits.attach(tokens.getManager());
            return logits;
        }
    }

    private NDArray block(Layer layer, NDArray resid) {
        NDArray placed = resid.add(places);
        NDArray q = heads(HandWrittenLoop.linear(placed, layer.wQ(), layer.bQ()));
        NDArray k = heads(HandWrittenLoop.linear(placed, layer.wK(), layer.bK()));
        NDArray v = heads(HandWrittenLoop.linear(resid, layer.wV(), layer.bV()));
        placed.close();
        NDArray scaled = q.mul(inverseScale);
        NDArray queries = scaled.transpose(0, 2, 1, 3);
        NDArray keys = k.transpose(0, 2, 3, 1);
        NDArray scores = queries.matMul(keys);
        HandWrittenLoop.close(q, k, scaled, queries, keys);
        scores.addi(mask);
        NDArray pattern = scores.softmax(-1);
        scores.close();
        NDArray values = v.transpose(0, 2, 1, 3);
        NDArray mixed = pattern.matMul(values);
        HandWrittenLoop.close(pattern, values, v);
        NDArray z = mixed.transpose(0, 2, 1, 3);
        NDArray flat = z.reshape(resid.getShape().get(0), resid.getShape().get(1), -1);
        NDArray written = HandWrittenLoop.linear(flat, layer.wO(), layer.bO());
        HandWrittenLoop.close(mixed, z, flat);
        NDArray after = resid.add(written);
        HandWrittenLoop.close(written, resid);
        return after;
    }

    private NDArray heads(NDArray flat) {
        NDArray heads = flat.reshape(flat.getShape().get(0), flat.getShape().get(1), config.nHeads(), config.dHead());
        flat.close();
        return heads;
    }

    @Override
    public void close() {
        manager.close();
    }
}
