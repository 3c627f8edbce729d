package hookworks.grader.suites;

/**
 * How far an answer may lie from the expected figure, and why that far.
 *
 * @param absolute largest difference near 0
 * @param relative largest difference as a share of the expected figure
 */
public record Tolerance(double absolute, double relative) {
    /** Counts, truth values and copies: nothing was computed, so nothing may differ. */
    public static final Tolerance EXACT = new Tolerance(0, 0);

    /** Sums of some hundred float32 products, in whatever order; at most a twentieth of what a mistake changes. */
    public static final Tolerance FLOAT32_SUM = new Tolerance(1e-4, 1e-4);

    /** How near an answer came to the other verdict. */
    public Margin margin(String answer, double expected, double actual) {
        if (allows(expected, actual) && !(Math.abs(expected - actual) > 0)) {
            return new Margin(answer, 0, absolute); // alike, such as two infinities
        }
        double allowed = Double.isFinite(expected) ? absolute + relative * Math.abs(expected) : 0;
        return new Margin(answer, Math.abs(expected - actual), allowed);
    }

    boolean allows(double expected, double actual) {
        return Double.valueOf(expected).equals(actual) // NaN where a mistake makes NaN
                || expected == actual
                || (Double.isFinite(expected)
                        && Math.abs(expected - actual) <= absolute + relative * Math.abs(expected));
    }
}
