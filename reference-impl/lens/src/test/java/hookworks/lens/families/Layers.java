package hookworks.lens.families;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The layers of a checkpoint, applied by the name that its tensors share. */
record Layers(Checkpoint checkpoint) {
    double[][] table(String name) {
        return checkpoint.tensor(name + ".weight").matrix();
    }

    /** The rows of a table for the positions 0 to {@code count - 1}, which start at its row {@code offset}. */
    double[][] positions(String name, int count, int offset) {
        return Arithmetic.lookUp(
                table(name), IntStream.range(offset, offset + count).toArray());
    }

    /** A {@code Linear}: weight {@code [out][in]}, and a bias where the file has one. */
    double[][] linear(String name, double[][] x) {
        return biased(name, Arithmetic.linear(x, table(name)));
    }

    /** GPT-2's {@code Conv1D}: weight {@code [in][out]}. */
    double[][] conv1d(String name, double[][] x) {
        return biased(name, Arithmetic.linear(x, Arithmetic.transpose(table(name))));
    }

    private double[][] biased(String name, double[][] product) {
        return checkpoint.has(name + ".bias") ? Arithmetic.addToRows(product, vector(name + ".bias")) : product;
    }

    double[][] layerNorm(String name, double[][] x, double eps) {
        double[] weight = vector(name + ".weight");
        double[] bias = vector(name + ".bias");
        return rows(x, row -> Norms.layerNorm(row, weight, bias, eps));
    }

    double[][] rmsNorm(String name, double[][] x, double eps) {
        double[] weight = vector(name + ".weight");
        return rows(x, row -> Norms.rmsNorm(row, weight, eps));
    }

    /** Gemma's: the file holds how far the weight is from one. */
    double[][] rmsNormAroundOne(String name, double[][] x, double eps) {
        double[] weight =
                Arrays.stream(vector(name + ".weight")).map(w -> 1 + w).toArray();
        return rows(x, row -> Norms.rmsNorm(row, weight, eps));
    }

    private double[] vector(String name) {
        return checkpoint.tensor(name).vector();
    }

    private static double[][] rows(double[][] x, UnaryOperator<double[]> function) {
        return Arrays.stream(x).map(function).toArray(double[][]::new);
    }
}
