package hookworks.lens.plots;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often numbers fall where, and where some others lie among them.
 *
 * @param values the numbers that are counted
 * @param bins how many stretches of equal width, at least 1
 * @param measure what the numbers are
 * @param ticks numbers to mark, such as the scores of a model among random ones
 */
public record Histogram(List<Float> values, int bins, String measure, List<Tick> ticks) implements Plot {
    private static final int MOST_BINS = 500;

    public Histogram {
        values = Checks.finite("values", values);
        Checks.text("the measure", measure);
        ticks = List.copyOf(ticks);
        if (bins < 1 || bins > MOST_BINS) {
            throw new IllegalArgumentException("bins must be 1 to %d, got %d".formatted(MOST_BINS, bins));
        }
    }

    /** Without ticks. {@code measure} is what the numbers are. */
    public static Histogram of(String measure, float[] values, int bins) {
        return new Histogram(Checks.list(values), bins, measure, List.of());
    }

    /** Numbers to mark by name. */
    public Histogram withTicks(List<Tick> ticks) {
        return new Histogram(values, bins, measure, ticks);
    }

    /** Where the bins start, and where the last one ends; numbers that are all equal get some room around them. */
    double[] edges() {
        var range = values.stream().mapToDouble(Float::doubleValue).summaryStatistics();
        double room = range.getMin() < range.getMax() ? 0 : Math.max(0.5, Math.abs(range.getMax()) / 2);
        double low = range.getMin() - room;
        double width = range.getMax() + room - low;
        return IntStream.rangeClosed(0, bins)
                .mapToDouble(bin -> low + width * bin / bins)
                .toArray();
    }

    /** For each bin; an edge belongs to the bin that starts there, the last edge to the last bin. */
    int[] counts() {
        double[] edges = edges();
        double width = edges[bins] - edges[0];
        var counts = new int[bins];
        for (float value : values) {
            counts[Math.clamp((long) ((value - edges[0]) / width * bins), 0, bins - 1)]++;
        }
        return counts;
    }

    @Override
    public String kind() {
        return "histogram";
    }
}
