package hookworks.lens.factored;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Batches of matrices between native memory and the Java heap. */
final class HostMatrices {
    private HostMatrices() {}

    /** The matrices of {@code [..., row, column]}, in order; every entry must be finite. */
    static List<DMatrixRMaj> read(NDArray batch) {
        double[] cells;
        try (NDArray wide = batch.toType(DataType.FLOAT64, true)) {
            cells = wide.toDoubleArray();
        }
        if (!Arrays.stream(cells).allMatch(Double::isFinite)) {
            throw new ArithmeticException(
                    "cannot decompose matrices of shape %s: they hold NaN or infinity".formatted(batch.getShape()));
        }
        int rows = Math.toIntExact(FactoredShape.fromEnd(batch.getShape(), 2));
        int columns = Math.toIntExact(FactoredShape.fromEnd(batch.getShape(), 1));
        var matrices = new ArrayList<DMatrixRMaj>();
        for (int start = 0; start < cells.length; start += rows * columns) {
            matrices.add(
                    new DMatrixRMaj(rows, columns, true, Arrays.copyOfRange(cells, start, start + rows * columns)));
        }
        return matrices;
    }

    /** Where results go. */
    record Target(NDManager manager, DataType dataType) {
        NDArray write(List<DMatrixRMaj> matrices, Shape shape) {
            double[] cells = matrices.stream()
                    .flatMapToDouble(matrix -> Arrays.stream(matrix.data, 0, matrix.getNumElements()))
                    .toArray();
            try (NDArray wide = manager.create(cells, shape)) {
                return wide.toType(dataType, true);
            }
        }
    }
}
