package hookworks.lens.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** A tensor's numbers in row-major order. */
final class Numbers {
    private Numbers() {}

    static double[] of(NDArray tensor) {
        try (NDArray doubles = tensor.toType(DataType.FLOAT64, true)) {
            return doubles.toDoubleArray();
        }
    }
}
