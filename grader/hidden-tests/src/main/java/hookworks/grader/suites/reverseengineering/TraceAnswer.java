package hookworks.grader.suites.reverseengineering;

import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.WrongAnswer;
import java.util.List;
import java.util.Locale;

/** Judges a trace that the subject answered with. */
final class TraceAnswer {
    /** A sum of some hundred float32 products, in whatever order; at most a twentieth of what a mistake changes. */
    private static final double TOLERANCE = 1e-4;

    private TraceAnswer() {}

    /**
     * Compares two traces.
     *
     * @param slips wrong answers that are recognised, likeliest first
     * @throws WrongAnswer where they differ
     */
    static void mustEqual(double expected, double answered, List<Slip<Double>> slips) {
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
        throw new WrongAnswer(why + String.format(Locale.ROOT, "trace: expected %.4f, got %.4f", expected, answered));
    }

    private static boolean isLike(double expected, double answered) {
        return Math.abs(expected - answered) <= TOLERANCE + TOLERANCE * Math.abs(expected);
    }
}
