package hookworks.lens.families;

/** The error function to the last few bits of a double. */
final class Erf {
    /** Beyond it the function differs from 1 by less than a double can say. */
    private static final double SATURATED = 6;

    private Erf() {}

    /**
     * Sums the series {@code 2/sqrt(pi) * exp(-x^2) * sum of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1))}: all of its terms
     * have one sign, so nothing cancels.
     */
    static double of(double x) {
        if (Math.abs(x) > SATURATED) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
