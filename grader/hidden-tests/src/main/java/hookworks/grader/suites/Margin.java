package hookworks.grader.suites;

import java.util.Locale;

/**
 * How near a comparison of numbers came to the other verdict.
 *
 * @param answer what was compared, as feedback names it
 * @param difference how far the answer lay from the expected figure, where that decides
 * @param allowed how far it might have
 */
public record Margin(String answer, double difference, double allowed) {
    /** Rounding that another machine, or another number of threads, does otherwise stays well below this share. */
    private static final double NEAR = 10;

    /** The difference in units of what is allowed; infinite where nothing is, or where no number came. */
    public double ratio() {
        if (difference == 0) {
            return 0;
        }
        double ratio = difference / allowed;
        return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    /** Whether the answer was taken for right. */
    boolean isWithin() {
        return ratio() <= 1;
    }

    /** Whether an answer ten times as far off, or ten times as near, would have got the other verdict. */
    public boolean isBorderline() {
        return ratio() > 1 / NEAR && ratio() < NEAR;
    }

    /** In words, for a report. */
    public String inWords() {
        return String.format(
                Locale.ROOT,
                "within ten times of the tolerance: the largest difference of %s was %.2g, allowed %.2g",
                answer,
                difference,
                allowed);
    }
}
