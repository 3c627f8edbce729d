package hookworks.lens.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.norm.LayerNorm;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.StateDict;
import java.util.ArrayList;
import java.util.List;

/** GPT-2: LayerNorm before attention, MLP and unembedding, learned positions, gelu by tanh. */
final class Gpt2Loop implements HandWrittenLoop {
    private final HookedTransformerConfig config;
    private final NDManager manager;
    private final NDArray embedding;
    private final NDArray places;
    private final Norm finalNorm;
    private final NDArray unembedding;
    private final NDArray unembeddingBias;
    private final NDArray inverseScale;
    private final NDArray mask;
    private final List<Layer> layers = new ArrayList<>();

    private record Norm(NDArray weight, NDArray bias) {
        NDArray of(NDArray resid) {
            Shape axis = new Shape(resid.getShape().get(2));
            return LayerNorm.layerNorm(resid, axis, weight, bias, 1e-5f).singletonOrThrow();
        }
    }

    private record Projection(NDArray weight, NDArray bias) {
        NDArray of(NDArray input) {
            return HandWrittenLoop.linear(input, weight, bias);
        }
    }

    private record Layer(
            Norm ln1,
            Projection q,
            Projection k,
            Projection v,
            Projection o,
            Norm ln2,
            Projection in,
            Projection out) {}

    Gpt2Loop(HookedTransformer model, int positions) {
        config = model.config();
        manager = NDManager.newBaseManager(model.device());
        ModelWeights weights = model.weights(manager);
        embedding = weights.wE();
        places = weights.wPos().get(new NDIndex().addSliceDim(0, positions));
        finalNorm = new Norm(weights.named("ln_final.w"), weights.named("ln_final.b"));
        unembedding = weights.wU().transpose();
        unembeddingBias = weights.bU();
        inverseScale = manager.create((float) (1 / config.attnScale()));
        mask = HandWrittenLoop.mask(positions, manager);
        for (int layer = 0; layer < config.nLayers(); layer++) {
            layers.add(layer(layer, weights));
        }
    }

    private Layer layer(int layer, ModelWeights weights) {
        return new Layer(
                norm(layer, "ln1", weights),
                heads(layer, "Q", weights),
                heads(layer, "K", weights),
                heads(layer, "V", weights),
                new Projection(
                        weight(layer, "attn.W_O", weights)
                                .reshape(-1, config.dModel())
                                .transpose(),
                        weight(layer, "attn.b_O", weights)),
                norm(layer, "ln2", weights),
                new Projection(weight(layer, "mlp.W_in", weights).transpose(), weight(layer, "mlp.b_in", weights)),
                new Projection(weight(layer, "mlp.W_out", weights).transpose(), weight(layer, "mlp.b_out", weights)));
    }

    private static NDArray weight(int layer, String name, ModelWeights weights) {
        return weights.named(StateDict.in(layer, name));
    }

    private static Norm norm(int layer, String name, ModelWeights weights) {
        return new Norm(weight(layer, name + ".w", weights), weight(layer, name + ".b", weights));
    }

    /** {@code [head, d_model, d_head]} to {@code [head * d_head, d_model]}. */
    private Projection heads(int layer, String which, ModelWeights weights) {
        NDArray perHead = weight(layer, "attn.W_" + which, weights);
        return new Projection(
                perHead.transpose(0, 2, 1).reshape(-1, config.dModel()),
                weight(layer, "attn.b_" + which, weights).flatten());
    }

    @Override
    public NDArray logits(NDArray tokens) {
        try (NDManager scratch = tokens.getManager().newSubManager()) {
            NDArray ids = tokens.reshape(tokens.getShape());
            ids.attach(scratch);
            NDArray rows =
                    Embedding.embedding(ids, embedding, SparseFormat.DENSE).singletonOrThrow();
            NDArray resid = rows.add(places);
            rows.close();
            for (Layer layer : layers) {
                resid = mlp(layer, attention(layer, resid));
            }
            NDArray normalized = finalNorm.of(resid);
            NDArray logits = HandWrittenLoop.linear(normalized, unembedding, unembeddingBias);
            logits.attach(tokens.getManager());
            return logits;
        }
    }

    private NDArray attention(Layer layer, NDArray resid) {
        NDArray normalized = layer.ln1().of(resid);
        NDArray q = heads(layer.q().of(normalized));
        NDArray k = heads(layer.k().of(normalized));
        NDArray v = heads(layer.v().of(normalized));
        NDArray scaled = q.mul(inverseScale);
        NDArray queries = scaled.transpose(0, 2, 1, 3);
        NDArray keys = k.transpose(0, 2, 3, 1);
        NDArray scores = queries.matMul(keys);
        HandWrittenLoop.close(normalized, q, k, scaled, queries, keys);
        scores.addi(mask);
        NDArray pattern = scores.softmax(-1);
        scores.close();
        NDArray values = v.transpose(0, 2, 1, 3);
        NDArray mixed = pattern.matMul(values);
        HandWrittenLoop.close(pattern, values, v);
        NDArray z = mixed.transpose(0, 2, 1, 3);
        NDArray flat = z.reshape(resid.getShape().get(0), resid.getShape().get(1), -1);
        NDArray written = layer.o().of(flat);
        NDArray after = resid.add(written);
        HandWrittenLoop.close(mixed, z, flat, written, resid);
        return after;
    }

    private NDArray heads(NDArray flat) {
        NDArray heads = flat.reshape(flat.getShape().get(0), flat.getShape().get(1), config.nHeads(), config.dHead());
        flat.close();
        return heads;
    }

    private static NDArray mlp(Layer layer, NDArray resid) {
        NDArray normalized = layer.ln2().of(resid);
        NDArray pre = layer.in().of(normalized);
        NDArray post = gelu(pre);
        NDArray written = layer.out().of(post);
        NDArray after = resid.add(written);
        HandWrittenLoop.close(normalized, pre, post, written, resid);
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
