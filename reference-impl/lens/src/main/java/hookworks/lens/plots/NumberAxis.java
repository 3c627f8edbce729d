package hookworks.lens.plots;

import java.util.stream.DoubleStream;

/** Numbers on a stretch of the drawing. */
record NumberAxis(double low, double high, double from, double to) {
    /** Reaches round numbers beyond the values. */
    static NumberAxis around(DoubleStream values, double from, double to) {
        var range = values.summaryStatistics();
        double low = range.getMin();
        double high = range.getMax();
        if (low == high) {
            double room = Math.max(0.5, Math.abs(low) / 2);
            low -= room;
            high += room;
        }
        double step = Ticks.step(low, high);
        return new NumberAxis(Math.floor(low / step) * step, Math.ceil(high / step) * step, from, to);
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }
}
