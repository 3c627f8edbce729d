package hookworks.grader.suites.reverseengineering;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Singular values of products AC, from AᵀA and CCᵀ, which are all that they depend on. */
final class Spectrum {
    private static final int SWEEPS = 40;

    private Spectrum() {}

    /**
     * With AᵀA = L Lᵀ and CCᵀ = M Mᵀ, the product's singular values are those of Lᵀ M.
     *
     * @return as many as the factors are wide, largest first
     */
    static double[] ofProduct(WeightMatrix leftGram, WeightMatrix rightGram) {
        return singularValues(cholesky(leftGram).transposed().times(cholesky(rightGram)));
    }

    /** Of one factor, from its Gram matrix: as many as it is wide, largest first. */
    static double[] ofFactor(WeightMatrix gram) {
        return singularValues(cholesky(gram));
    }

    /** The lower triangle L of L Lᵀ. */
    private static WeightMatrix cholesky(WeightMatrix gram) {
        int size = gram.height();
        var lower = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = gram.at(row, column);
                for (int inner = 0; inner < column; inner++) {
                    rest -= lower[row][inner] * lower[column][inner];
                }
                lower[row][column] = row == column ? Math.sqrt(Math.max(0, rest)) : rest / lower[column][column];
            }
        }
        return WeightMatrix.filled(size, size, (row, column) -> lower[row][column]);
    }

    /** By Jacobi's rotations of pairs of columns, until all are orthogonal; then their lengths are what is looked for. */
    private static double[] singularValues(WeightMatrix square) {
        int size = square.height();
        var columns = new double[size][];
        for (int column = 0; column < size; column++) {
            int place = column;
            columns[column] = IntStream.range(0, size)
                    .mapToDouble(row -> square.at(row, place))
                    .toArray();
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int one = 0; one < size; one++) {
                for (int other = one + 1; other < size; other++) {
                    rotate(columns[one], columns[other]);
                }
            }
        }
        return Arrays.stream(columns)
                .mapToDouble(column -> -Math.sqrt(product(column, column)))
                .sorted()
                .map(negative -> -negative)
                .toArray();
    }

    private static void rotate(double[] one, double[] other) {
        double angle = Math.atan2(2 * product(one, other), product(one, one) - product(other, other)) / 2;
        for (int row = 0; row < one.length; row++) {
            double was = one[row];
            one[row] = Math.cos(angle) * was + Math.sin(angle) * other[row];
            other[row] = Math.cos(angle) * other[row] - Math.sin(angle) * was;
        }
    }

    private static double product(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(row -> one[row] * other[row])
                .sum();
    }
}
