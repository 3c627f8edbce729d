package hookworks.lens.families;

import java.util.function.DoubleUnaryOperator;

/** Arithmetic on matrices whose rows are positions; every result is new. */
final class Arithmetic {
    private Arithmetic() {}

    /** {@code x [pos][in]} through a weight {@code [out][in]}: the product with its transpose. */
    static double[][] linear(double[][] x, double[][] weight) {
        double[][] result = new double[x.length][weight.length];
        for (int pos = 0; pos < x.length; pos++) {
            for (int out = 0; out < weight.length; out++) {
                result[pos][out] = dot(x[pos], weight[out]);
            }
        }
        return result;
    }

    static double dot(double[] a, double[] b) {
        requireEqual(a.length, b.length);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void requireEqual(int length, int other) {
        if (length != other) {
            throw new IllegalArgumentException("lengths %d and %d differ".formatted(length, other));
        }
    }

    static double[][] transpose(double[][] a) {
        double[][] result = new double[a[0].length][a.length];
        for (int row = 0; row < a.length; row++) {
            for (int column = 0; column < a[0].length; column++) {
                result[column][row] = a[row][column];
            }
        }
        return result;
    }

    static double[][] add(double[][] a, double[][] b) {
        requireEqual(a.length, b.length);
        double[][] result = new double[a.length][];
        for (int row = 0; row < a.length; row++) {
            result[row] = add(a[row], b[row]);
        }
        return result;
    }

    static double[][] addToRows(double[][] a, double[] bias) {
        double[][] result = new double[a.length][];
        for (int row = 0; row < a.length; row++) {
            result[row] = add(a[row], bias);
        }
        return result;
    }

    static double[] add(double[] a, double[] b) {
        requireEqual(a.length, b.length);
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] + b[i];
        }
        return result;
    }

    static double[][] multiply(double[][] a, double[][] b) {
        double[][] result = new double[a.length][a[0].length];
        for (int row = 0; row < a.length; row++) {
            for (int column = 0; column < a[0].length; column++) {
                result[row][column] = a[row][column] * b[row][column];
            }
        }
        return result;
    }

    static double[][] map(double[][] a, DoubleUnaryOperator function) {
        double[][] result = new double[a.length][a[0].length];
        for (int row = 0; row < a.length; row++) {
            for (int column = 0; column < a[0].length; column++) {
                result[row][column] = function.applyAsDouble(a[row][column]);
            }
        }
        return result;
    }

    /** The rows of a table that the indices name. */
    static double[][] lookUp(double[][] table, int[] indices) {
        double[][] result = new double[indices.length][];
        for (int pos = 0; pos < indices.length; pos++) {
            result[pos] = table[indices[pos]].clone();
        }
        return result;
    }
}
