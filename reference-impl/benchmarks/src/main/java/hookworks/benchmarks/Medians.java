package hookworks.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a typical round says. */
final class Medians {
    private Medians() {}

    /** The median over rounds, to four digits after the point. */
    static double over(List<double[]> rounds, ToDoubleFunction<double[]> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return Math.round(median * 1e4) / 1e4;
    }
}
