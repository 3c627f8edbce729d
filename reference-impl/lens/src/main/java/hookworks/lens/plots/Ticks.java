package hookworks.lens.plots;

import java.util.List;
import java.util.stream.LongStream;

/** Round numbers along an axis. */
final class Ticks {
    private static final int WANTED = 6;

    private Ticks() {}

    static double step(double low, double high) {
        double raw = (high - low) / WANTED;
        double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / magnitude;
        return magnitude * (digit > 5 ? 10 : digit > 2 ? 5 : digit > 1 ? 2 : 1);
    }

    /** The round numbers between, ends included. */
    static List<Double> between(double low, double high) {
        double step = step(low, high);
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
    }
}
