package hookworks.lens.svd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.StateDict;

/** Finds the matrices that singular vectors are asked of. */
final class WeightMatrices {
    private final HookedTransformer model;
    private final HookedTransformerConfig config;

    WeightMatrices(HookedTransformer model) {
        this.model = model;
        this.config = model.config();
    }

    void require(VectorType type) {
        within("layer", type.layer(), config.nLayers());
        switch (type) {
            case VectorType.Ov(int layer, int head) -> within("head", head, config.nHeads());
            case VectorType.WIn in -> requireMlp(in);
            case VectorType.WOut out -> requireMlp(out);
        }
    }

    private static void within(String what, int asked, int count) {
        if (asked < 0 || asked >= count) {
            throw new IllegalArgumentException(
                    "there is no %s %d: the model has 0 to %d".formatted(what, asked, count - 1));
        }
    }

    private void requireMlp(VectorType type) {
        if (config.attnOnly()) {
            throw new IllegalArgumentException("this model is attention-only: there is no MLP for " + type);
        }
    }

    /** A matrix {@code [..., d_model]}; what it is made of belongs to the scope. */
    FactoredMatrix of(VectorType type, TensorScope scope) {
        ModelWeights weights = model.weights(scope.scratch());
        return switch (type) {
            case VectorType.Ov(int layer, int head) ->
                FactoredMatrix.of(weights.wV().get(layer, head), weights.wO().get(layer, head));
            case VectorType.WIn(int layer) -> wIn(weights, layer, scope);
            case VectorType.WOut(int layer) -> factored(weights.named(StateDict.in(layer, "mlp.W_out")), scope);
        };
    }

    private FactoredMatrix wIn(ModelWeights weights, int layer, TensorScope scope) {
        NDArray transposed = weights.named(StateDict.in(layer, "mlp.W_in")).transpose(); // [d_mlp, d_model]
        boolean isUnfolded = config.normalization().kind().hasWeight();
        return factored(isUnfolded ? transposed.mul(weights.named(StateDict.in(layer, "ln2.w"))) : transposed, scope);
    }

    /** Beside the identity on its shorter side, which leaves the core as small as can be. */
    private static FactoredMatrix factored(NDArray matrix, TensorScope scope) {
        Shape shape = matrix.getShape();
        boolean isTall = shape.get(0) > shape.get(1);
        int side = Math.toIntExact(Math.min(shape.get(0), shape.get(1)));
        NDArray identity = scope.scratch()
                .eye(side, side, 0, DataType.FLOAT32)
                .toType(matrix.getDataType(), false)
                .toDevice(matrix.getDevice(), false);
        return isTall ? FactoredMatrix.of(matrix, identity) : FactoredMatrix.of(identity, matrix);
    }
}
