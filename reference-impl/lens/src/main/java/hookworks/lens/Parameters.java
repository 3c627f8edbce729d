package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model's weights as a forward pass wants them: the heads' projections of a layer side by side in one matrix. The
 * stacked weights are views of these, so there is one copy of each number.
 *
 * @param stacked the same weights in TransformerLens' shapes
 * @param unembedding {@code [d_vocab_out, d_model]}
 * @param layers one per block
 */
record Parameters(ModelWeights stacked, NDArray unembedding, List<Layer> layers) {
    /**
     * One block's weights.
     *
     * @param query {@code [head * d_head, d_model]}, with its bias
     * @param output {@code [d_model, head * d_head]}, with its bias
     * @param outputHeads {@code [head, d_head, d_model]}
     */
    record Layer(
            Projection query,
            Projection key,
            Projection value,
            NDArray output,
            NDArray outputBias,
            NDArray outputHeads) {}

    /**
     * How all heads read.
     *
     * @param fused {@code [head * d_head, d_model]}
     * @param fusedBias {@code [head * d_head]}
     * @param heads {@code [head, d_model, d_head]}
     * @param headsBias {@code [head, d_head]}
     */
    record Projection(NDArray fused, NDArray fusedBias, NDArray heads, NDArray headsBias) {}

    /** Arranges loaded weights; the result belongs to {@code owner}, the loaded ones are no longer needed. */
    static Parameters arrange(HookedTransformerConfig config, Map<String, NDArray> loaded, NDManager owner) {
        var fusion = new Fusion(config, loaded, owner);
        Fused query = fusion.heads("Q");
        Fused key = fusion.heads("K");
        Fused value = fusion.heads("V");
        Fused output = fusion.output();
        var stacked = new ModelWeights(
                fusion.taken("embed.W_E"),
                fusion.taken("pos_embed.W_pos"),
                query.weight(),
                key.weight(),
                value.weight(),
                output.weight(),
                query.bias(),
                key.bias(),
                value.bias(),
                output.bias(),
                fusion.taken("unembed.W_U"),
                fusion.taken("unembed.b_U"));
        var layers = new ArrayList<Layer>();
        for (int layer = 0; layer < config.nLayers(); layer++) {
            layers.add(new Layer(
                    query.projection(layer),
                    key.projection(layer),
                    value.projection(layer),
                    output.fused().get(layer).transpose(),
                    output.bias().get(layer),
                    output.weight().get(layer)));
        }
        return new Parameters(stacked, stacked.wU().transpose(), List.copyOf(layers));
    }

    /**
     * One kind of weight over all layers.
     *
     * @param fused {@code [layer, head * d_head, d_model]}
     * @param weight the same in TransformerLens' shape
     */
    private record Fused(NDArray fused, NDArray weight, NDArray bias) {
        Projection projection(int layer) {
            NDArray layerBias = bias.get(layer);
            return new Projection(fused.get(layer), layerBias.reshape(-1), weight.get(layer), layerBias);
        }
    }

    private record Fusion(HookedTransformerConfig config, Map<String, NDArray> loaded, NDManager owner) {
        NDArray taken(String name) {
            NDArray weight = named(name);
            weight.attach(owner);
            return weight;
        }

        Fused heads(String projection) {
            var shape = new Shape(config.nLayers(), config.nHeads(), config.dHead(), config.dModel());
            // each layer: [head, d_model, d_head] to [head, d_head, d_model]
            NDArray perHead = stack("W_" + projection, weight -> weight.transpose(0, 2, 1));
            NDArray fused = perHead.reshape(config.nLayers(), -1, config.dModel());
            return new Fused(fused, fused.reshape(shape).transpose(0, 1, 3, 2), stack("b_" + projection, b -> b));
        }

        Fused output() {
            NDArray weight = stack("W_O", w -> w);
            return new Fused(weight.reshape(config.nLayers(), -1, config.dModel()), weight, stack("b_O", b -> b));
        }

        private NDArray stack(String weight, java.util.function.UnaryOperator<NDArray> perLayer) {
            var layers = new NDList();
            for (int layer = 0; layer < config.nLayers(); layer++) {
                layers.add(perLayer.apply(named(StateDict.attention(layer, weight))));
            }
            NDArray stacked = NDArrays.stack(layers);
            stacked.attach(owner);
            return stacked;
        }

        private NDArray named(String name) {
            NDArray weight = loaded.get(name);
            if (weight == null) {
                throw new IllegalStateException("no weight '%s' was loaded".formatted(name));
            }
            return weight;
        }
    }
}
