package hookworks.lens.families;

import java.util.Arrays;

/** Between {@code [pos][head * d_head]} and {@code [head][pos][d_head]}. */
final class Heads {
    private Heads() {}

    static double[][][] split(double[][] x, int heads) {
        int size = x[0].length / heads;
        double[][][] result = new double[heads][][];
        for (int head = 0; head < heads; head++) {
            result[head] = columns(x, head * size, (head + 1) * size);
        }
        return result;
    }

    static double[][] join(double[][][] heads) {
        int size = heads[0][0].length;
        double[][] result = new double[heads[0].length][heads.length * size];
        for (int head = 0; head < heads.length; head++) {
            for (int pos = 0; pos < result.length; pos++) {
                System.arraycopy(heads[head][pos], 0, result[pos], head * size, size);
            }
        }
        return result;
    }

    static double[][] columns(double[][] x, int from, int to) {
        double[][] result = new double[x.length][];
        for (int pos = 0; pos < x.length; pos++) {
            result[pos] = Arrays.copyOfRange(x[pos], from, to);
        }
        return result;
    }
}
