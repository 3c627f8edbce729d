package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.factored.CompositionScores;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.memory.TensorScope;

/** Composition scores between the heads of a model. */
final class HeadCompositions {
    private HeadCompositions() {}

    static NDArray of(HookedTransformer model, Composition through, NDManager owner) {
        try (var scope = TensorScope.within(owner)) {
            NDManager scratch = scope.scratch();
            FactoredMatrix writes = model.ov(scratch);
            FactoredMatrix reads = switch (through) {
                case Q -> model.qk(scratch);
                case K -> model.qk(scratch).transpose();
                case V -> model.ov(scratch);
            };
            NDArray scores = CompositionScores.all(writes, reads, scratch);
            return scope.keep(scores.mul(later(model.config().nLayers(), scores.getDataType(), scratch)));
        }
    }

    /** {@code [layer, 1, layer, 1]}, 1 where the second layer is later, else 0. */
    private static NDArray later(int layers, DataType type, NDManager scratch) {
        NDArray number = scratch.arange(layers);
        return number.reshape(new Shape(1, 1, layers, 1))
                .gt(number.reshape(new Shape(layers, 1, 1, 1)))
                .toType(type, false);
    }
}
