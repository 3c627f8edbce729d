package hookworks.lens.processing;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.parameters.StateDict;

/** Moves norms' parameters into the weights that read after them; biases first, since they need the old weights. */
record NormFolding(HookedTransformerConfig config, Weights weights) {
    void fold() {
        Normalization.Kind kind = config.normalization().kind();
        String grouped = config.attention().nKeyValueHeads().isPresent() ? "_" : "";
        for (int layer = 0; layer < config.nLayers(); layer++) {
            String ln1 = StateDict.in(layer, "ln1");
            into(ln1, kind, StateDict.in(layer, "attn.W_Q"), StateDict.in(layer, "attn.b_Q"));
            for (String which : new String[] {"K", "V"}) {
                into(
                        ln1,
                        kind,
                        StateDict.in(layer, "attn." + grouped + "W_" + which),
                        StateDict.in(layer, "attn." + grouped + "b_" + which));
            }
            if (!config.attnOnly()) {
                foldMlp(layer, kind);
            }
        }
        into("ln_final", config.normalization().finalKind(), StateDict.W_U, StateDict.B_U);
    }

    private void foldMlp(int layer, Normalization.Kind kind) {
        boolean isGated = config.mlp().orElseThrow().gated();
        String ln2 = StateDict.in(layer, "ln2");
        String input = StateDict.in(layer, "mlp.W_in");
        if (isGated && kind.hasBias()) {
            throw new IllegalArgumentException("cannot fold LN into a gated MLP: its gate has no bias to take LN's up");
        }
        if (isGated) {
            into(ln2, kind, StateDict.in(layer, "mlp.W_gate"));
            into(ln2, kind, input);
        } else {
            into(ln2, kind, input, StateDict.in(layer, "mlp.b_in"));
        }
        if (config.hasMlpNorm()) {
            into(
                    StateDict.in(layer, "mlp.ln"),
                    StateDict.mlpNorm(config.normalization()),
                    StateDict.in(layer, "mlp.W_out"),
                    StateDict.in(layer, "mlp.b_out"));
        }
    }

    private void into(String norm, Normalization.Kind kind, String weight, String bias) {
        if (kind.hasBias()) {
            NDArray shift = column(norm + ".b");
            weights.change(bias, old -> {
                try (NDArray shifted = weights.get(weight).mul(shift)) {
                    return old.add(shifted.sum(new int[] {-2}));
                }
            });
        }
        into(norm, kind, weight);
    }

    /** Scales the reading weight's rows; the part along all ones reads nothing of a centred vector. */
    private void into(String norm, Normalization.Kind kind, String weight) {
        if (kind.hasWeight()) {
            NDArray scale = column(norm + ".w");
            weights.change(weight, old -> old.mul(scale));
        }
        if (kind.isCentred()) {
            weights.change(weight, old -> old.sub(old.mean(new int[] {-2}, true)));
        }
    }

    /** {@code [d_model, 1]}, to broadcast over what is read. */
    private NDArray column(String name) {
        return weights.get(name).expandDims(-1);
    }
}
