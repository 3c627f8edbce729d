package hookworks.lens.processing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.PositionalEmbedding.Rotary;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.factored.SingularValues;
import hookworks.lens.parameters.StateDict;

/** Makes the factors of each head's circuits orthogonal and even, by the circuit's singular value decomposition. */
record Refactoring(HookedTransformerConfig config, Weights weights) {
    void refactor() {
        if (config.positional() instanceof Rotary) {
            throw new IllegalArgumentException(
                    "cannot refactor queries and keys that are rotated: their product differs from place to place");
        }
        if (config.attention().nKeyValueHeads().isPresent()) {
            throw new IllegalArgumentException("cannot refactor keys and values that query heads share");
        }
        new ValueBiases(config, weights).fold();
        for (int layer = 0; layer < config.nLayers(); layer++) {
            queriesAndKeys(layer);
            valuesAndOutputs(layer);
        }
    }

    /** Biases count as one more row of what is read. */
    private void queriesAndKeys(int layer) {
        try (var queries = matrix(withBias(layer, "Q"), withBias(layer, "K").swapAxes(-2, -1));
                FactoredMatrix even = queries.makeEven()) {
            split(layer, "Q", even.a());
            split(layer, "K", even.b().swapAxes(-2, -1));
        }
    }

    private FactoredMatrix matrix(NDArray a, NDArray b) {
        return FactoredMatrix.of(a, b, weights.scope().scratch());
    }

    private NDArray withBias(int layer, String which) {
        NDArray bias = weights.get(StateDict.in(layer, "attn.b_" + which)).expandDims(1);
        return weights.get(StateDict.in(layer, "attn.W_" + which)).concat(bias, 1);
    }

    /** {@code [head, d_model + 1, d_head]}; the last row is the bias. */
    private void split(int layer, String which, NDArray extended) {
        weights.put(
                StateDict.in(layer, "attn.W_" + which),
                extended.get(new NDIndex().addAllDim().addSliceDim(0, config.dModel())));
        weights.put(
                StateDict.in(layer, "attn.b_" + which),
                extended.get(new NDIndex().addAllDim().addIndices(config.dModel())));
    }

    private void valuesAndOutputs(int layer) {
        String value = StateDict.in(layer, "attn.W_V");
        String output = StateDict.in(layer, "attn.W_O");
        try (FactoredMatrix moves = matrix(weights.get(value), weights.get(output))) {
            SingularValues parts = moves.svd();
            weights.put(value, parts.u().mul(parts.s().expandDims(-2)));
            weights.put(output, parts.vh().swapAxes(-2, -1));
        }
    }
}
