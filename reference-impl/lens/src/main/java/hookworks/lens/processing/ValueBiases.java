package hookworks.lens.processing;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.StateDict;

/** Moves value biases to where they end up: attention sums to one, so each head always writes {@code b_V W_O}. */
record ValueBiases(HookedTransformerConfig config, Weights weights) {
    void fold() {
        String bias = config.attention().nKeyValueHeads().isPresent() ? "attn._b_V" : "attn.b_V";
        for (int layer = 0; layer < config.nLayers(); layer++) {
            String name = StateDict.in(layer, bias);
            NDArray perHead = weights.get(name).repeat(0, config.attention().queriesPerKey());
            try (NDArray moved = perHead.expandDims(-1).mul(weights.get(StateDict.in(layer, "attn.W_O")))) {
                NDArray written = moved.sum(new int[] {0, 1});
                weights.change(StateDict.in(layer, "attn.b_O"), old -> old.add(written));
            }
            weights.change(name, NDArray::zerosLike);
        }
    }
}
