package hookworks.grader.suites.reverseengineering;

import hookworks.grader.suites.NumberAnswer;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import java.util.List;
import java.util.function.Supplier;

/** Judges a share of rows that the subject answered with. */
final class ShareAnswer {
    /** Room for a quotient in float32; less than a thousandth of one row's share here. */
    private static final Tolerance QUOTIENT = new Tolerance(1e-6, 0);

    private ShareAnswer() {}

    /**
     * Compares two shares.
     *
     * @param hits rows that count
     * @param slips gives wrong answers that are recognised, likeliest first
     * @throws WrongAnswer where they differ
     */
    static void mustEqual(long hits, int rows, double answered, Supplier<List<Slip<Double>>> slips) {
        NumberAnswer.named("the share", answered)
                .expectedAs("%d of %d rows".formatted(hits, rows))
                .mustEqual((double) hits / rows, QUOTIENT, slips);
    }
}
