package hookworks.grader.suites.reverseengineering;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/**
 * Where numbers that were drawn lie, and how far apart.
 *
 * @param deviation their standard deviation
 * @param count how many were drawn
 */
record Spread(double mean, double deviation, int count) {
    /** Eight standard errors: chance alone gets there less than once in 10¹², whatever the distribution's tails. */
    private static final double ERRORS = 8;

    /**
     * Of 150 scores whose fourth moment is that of a normal distribution or a third above, the deviation is this far off
     * less than once in 10⁹. Square matrices have an eighth to a third of the deviation.
     */
    private static final double LEAST = 0.55;

    private static final double MOST = 1.7;

    static Spread of(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double squares = Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .sum();
        return new Spread(mean, Math.sqrt(squares / numbers.length), numbers.length);
    }

    static Spread ofDraws(int count, DoubleSupplier draw) {
        return of(DoubleStream.generate(draw).limit(count).toArray());
    }

    /** Whether another's mean may differ from this one by chance. */
    boolean hasMeanOf(Spread other) {
        double error = deviation * Math.sqrt(1.0 / count + 1.0 / other.count);
        return Math.abs(mean - other.mean) <= ERRORS * error;
    }

    /** Whether another's deviation may differ from this one by chance. */
    boolean hasDeviationOf(Spread other) {
        return other.deviation >= LEAST * deviation && other.deviation <= MOST * deviation;
    }
}
