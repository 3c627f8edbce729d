package hookworks.lens.families;

/** Normalisation of each row on its own. */
final class Norms {
    private Norms() {}

    static double[] layerNorm(double[] x, double[] weight, double[] bias, double eps) {
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double variance = 0;
        for (double value : x) {
            variance += (value - mean) * (value - mean) / x.length;
        }
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (x[i] - mean) / Math.sqrt(variance + eps) * weight[i] + bias[i];
        }
        return result;
    }

    static double[] rmsNorm(double[] x, double[] weight, double eps) {
        double meanSquare = Arithmetic.dot(x, x) / x.length;
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = x[i] / Math.sqrt(meanSquare + eps) * weight[i];
        }
        return result;
    }
}
