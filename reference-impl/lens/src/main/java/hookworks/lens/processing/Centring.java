package hookworks.lens.processing;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.StateDict;

/** Takes means out of what LN would take them out of, and out of logits. */
record Centring(HookedTransformerConfig config, Weights weights) {
    void writingWeights() {
        overLastAxis(StateDict.W_E);
        if (config.positional().isLearned()) {
            overLastAxis(StateDict.W_POS);
        }
        for (int layer = 0; layer < config.nLayers(); layer++) {
            overLastAxis(StateDict.in(layer, "attn.W_O"));
            overLastAxis(StateDict.in(layer, "attn.b_O"));
            if (!config.attnOnly()) {
                overLastAxis(StateDict.in(layer, "mlp.W_out"));
                overLastAxis(StateDict.in(layer, "mlp.b_out"));
            }
        }
    }

    /** Each position's logits lose their mean. */
    void unembedding() {
        overLastAxis(StateDict.W_U);
        overLastAxis(StateDict.B_U);
    }

    private void overLastAxis(String name) {
        weights.change(name, Centring::centred);
    }

    private static NDArray centred(NDArray weight) {
        return weight.sub(weight.mean(new int[] {-1}, true));
    }
}
