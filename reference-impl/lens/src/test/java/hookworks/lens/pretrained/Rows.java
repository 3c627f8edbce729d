package hookworks.lens.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/** What one text gave, {@code [pos][width]}, in double precision. */
final class Rows {
    private Rows() {}

    /** Of a batch of one. */
    static double[][] of(NDArray batch) {
        int width = (int) batch.getShape().get(2);
        try (NDArray doubles = batch.toType(DataType.FLOAT64, true)) {
            double[] all = doubles.toDoubleArray();
            double[][] rows = new double[all.length / width][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = Arrays.copyOfRange(all, row * width, (row + 1) * width);
            }
            return rows;
        }
    }

    /** The largest difference, in units of the largest number that was wanted. */
    static double relativeDifference(double[][] found, double[][] wanted) {
        double size = 0;
        double difference = 0;
        for (int row = 0; row < wanted.length; row++) {
            for (int cell = 0; cell < wanted[row].length; cell++) {
                size = Math.max(size, Math.abs(wanted[row][cell]));
                double apart = Math.abs(found[row][cell] - wanted[row][cell]);
                difference = Double.isNaN(apart) ? Double.NaN : Math.max(difference, apart);
            }
        }
        return difference / size;
    }
}
