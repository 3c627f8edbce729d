package hookworks.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelWeights;
import java.util.List;
import java.util.stream.IntStream;

/** Attention only, with positions added to what queries and keys read. */
final class ShortformerLoop implements HandWrittenLoop {
    private final NDManager manager;
    private final NDArray embedding;
    private final NDArray places;
    private final List<LoopAttention> layers;
    private final NDArray unembedding;
    private final NDArray unembeddingBias;

    ShortformerLoop(HookedTransformer model, int positions) {
        manager = NDManager.newBaseManager(model.device());
        ModelWeights weights = model.weights(manager);
        embedding = weights.wE();
        places = weights.wPos().get(new NDIndex().addSliceDim(0, positions));
        var shared = LoopAttention.Shared.of(model.config(), positions, manager);
        layers = IntStream.range(0, model.config().nLayers())
                .mapToObj(layer -> LoopAttention.of(layer, weights, shared))
                .toList();
        unembedding = weights.wU().transpose();
        unembeddingBias = weights.bU();
    }

    @Override
    public NDArray logits(NDArray tokens) {
        try (NDManager scratch = tokens.getManager().newSubManager()) {
            NDArray resid = HandWrittenLoop.embed(tokens, embedding, scratch);
            for (LoopAttention layer : layers) {
                resid = block(layer, resid);
            }
            NDArray logits = HandWrittenLoop.linear(resid, unembedding, unembeddingBias);
            logits.attach(tokens.getManager());
            return logits;
        }
    }

    private NDArray block(LoopAttention layer, NDArray resid) {
        NDArray placed = resid.add(places);
        LoopAttention.Heads heads = layer.read(placed, resid);
        placed.close();
        return layer.add(heads, resid);
    }

    @Override
    public void close() {
        manager.close();
    }
}
