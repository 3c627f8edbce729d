package hookworks.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import hookworks.benchmarks.LoopAttention.Projection;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.StateDict;
import java.util.List;
import java.util.stream.IntStream;

/** GPT-2: LayerNorm before attention, MLP and unembedding, learned positions, gelu by tanh. */
final class Gpt2Loop implements HandWrittenLoop {
    private final NDManager manager;
    private final NDArray embedding;
    private final NDArray places;
    private final List<Layer> layers;
    private final Norm finalNorm;
    private final NDArray unembedding;
    private final NDArray unembeddingBias;

    private record Norm(NDArray weight, NDArray bias) {
        static Norm named(String name, ModelWeights weights) {
            return new Norm(weights.named(name + ".w"), weights.named(name + ".b"));
        }

        NDArray of(NDArray resid) {
            Shape axis = new Shape(resid.getShape().get(2));
            return LayerNorm.layerNorm(resid, axis, weight, bias, 1e-5f).singletonOrThrow();
        }
    }

    private record Layer(Norm ln1, LoopAttention attention, Norm ln2, Projection in, Projection out) {
        static Layer of(int layer, ModelWeights weights, LoopAttention.Shared shared) {
            return new Layer(
                    Norm.named(StateDict.in(layer, "ln1"), weights),
                    LoopAttention.of(layer, weights, shared),
                    Norm.named(StateDict.in(layer, "ln2"), weights),
                    mlp(layer, "in", weights),
                    mlp(layer, "out", weights));
        }

        private static Projection mlp(int layer, String which, ModelWeights weights) {
            return new Projection(
                    weights.named(StateDict.in(layer, "mlp.W_" + which)).transpose(),
                    weights.named(StateDict.in(layer, "mlp.b_" + which)));
        }
    }

    Gpt2Loop(HookedTransformer model, int positions) {
        manager = NDManager.newBaseManager(model.device());
        ModelWeights weights = model.weights(manager);
        embedding = weights.wE();
        places = weights.wPos().get(new NDIndex().addSliceDim(0, positions));
        var shared = LoopAttention.Shared.of(model.config(), positions, manager);
        layers = IntStream.range(0, model.config().nLayers())
                .mapToObj(layer -> Layer.of(layer, weights, shared))
                .toList();
        finalNorm = Norm.named("ln_final", weights);
        unembedding = weights.wU().transpose();
        unembeddingBias = weights.bU();
    }

    @Override
    public NDArray logits(NDArray tokens) {
        try (NDManager scratch = tokens.getManager().newSubManager()) {
            NDArray rows = HandWrittenLoop.embed(tokens, embedding, scratch);
            NDArray resid = rows.add(places);
            rows.close();
            for (Layer layer : layers) {
                resid = mlp(layer, attention(layer, resid));
            }
            NDArray normalized = finalNorm.of(resid);
            resid.close();
            NDArray logits = HandWrittenLoop.linear(normalized, unembedding, unembeddingBias);
            logits.attach(tokens.getManager());
            return logits;
        }
    }

    private static NDArray attention(Layer layer, NDArray resid) {
        NDArray normalized = layer.ln1().of(resid);
        LoopAttention.Heads heads = layer.attention().read(normalized, normalized);
        normalized.close();
        return layer.attention().add(heads, resid);
    }

    private static NDArray mlp(Layer layer, NDArray resid) {
        NDArray normalized = layer.ln2().of(resid);
        NDArray pre = layer.in().of(normalized);
        NDArray post = gelu(pre);
        pre.close();
        NDArray written = layer.out().of(post);
        HandWrittenLoop.close(normalized, post);
        NDArray after = resid.add(written);
        HandWrittenLoop.close(written, resid);
        return after;
    }

    private static NDArray gelu(NDArray x) {
        double root = Math.sqrt(2 / Math.PI);
        NDArray squares = x.mul(x);
        NDArray scaled = squares.mul(0.044715 * root);
        NDArray slope = scaled.add(root);
        NDArray argument = slope.mul(x);
        NDArray tanh = argument.tanh();
        NDArray lifted = tanh.add(1);
        NDArray gate = lifted.mul(0.5);
        NDArray result = gate.mul(x);
        HandWrittenLoop.close(squares, scaled, slope, argument, tanh, lifted, gate);
        return result;
    }

    @Override
    public void close() {
        manager.close();
    }
}
