package hookworks.grader.suites.reverseengineering;

import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.WrongAnswer;
import java.util.List;
import java.util.Locale;

/** Judges a share of rows that the subject answered with. */
final class ShareAnswer {
    /** Room for a quotient in float32; less than a thousandth of one row's share here. */
    private static final double TOLERANCE = 1e-6;

    private ShareAnswer() {}

    /**
     * Compares two shares.
     *
     * @param hits rows that count
     * @param slips wrong answers that are recognised, likeliest first
     * @throws WrongAnswer where they differ
     */
    static void mustEqual(long hits, int rows, double answered, List<Slip<Double>> slips) {
        double expected = (double) hits / rows;
        if (isLike(expected, answered)) {
            return;
        }
        String why = slips.stream()
                .filter(slip -> isLike(slip.answer(), answered))
                .map(Slip::misconception)
                .map(Misconception::sentence)
                .findFirst()
                .map(sentence -> sentence + "\n")
                .orElse("");
        throw new WrongAnswer(why
                + String.format(
                        Locale.ROOT,
                        "the share: expected %.4f (%d of %d rows), got %.4f",
                        expected,
                        hits,
                        rows,
                        answered));
    }

    private static boolean isLike(double expected, double answered) {
        return Math.abs(expected - answered) <= TOLERANCE;
    }
}
