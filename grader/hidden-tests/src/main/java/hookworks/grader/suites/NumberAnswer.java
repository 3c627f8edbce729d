package hookworks.grader.suites;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A number that the subject answered with, to be compared with the right one. */
public final class NumberAnswer {
    private final String what;
    private final double answered;
    private final String note;

    private NumberAnswer(String what, double answered, String note) {
        this.what = what;
        this.answered = answered;
        this.note = note;
    }

    /**
     * Takes an answer.
     *
     * @param what the number's name in feedback, such as {@code the loss}
     */
    public static NumberAnswer named(String what, double answered) {
        return new NumberAnswer(what, answered, "");
    }

    /** Says in feedback, in brackets, where the right number comes from. */
    public NumberAnswer expectedAs(String note) {
        return new NumberAnswer(what, answered, " (%s)".formatted(note));
    }

    /**
     * Compares.
     *
     * @param slips gives wrong answers that are recognised, likeliest first; asked only where there is something to explain
     * @throws WrongAnswer where the answer is another number
     */
    public void mustEqual(double expected, Tolerance tolerance, Supplier<List<Slip<Double>>> slips) {
        Margins.note(tolerance.margin(what, expected, answered));
        if (tolerance.allows(expected, answered)) {
            return;
        }
        String why = slips.get().stream()
                .filter(slip -> tolerance.allows(slip.answer(), answered))
                .map(slip -> slip.misconception().sentence() + "\n")
                .findFirst()
                .orElse("");
        throw new WrongAnswer(
                why + String.format(Locale.ROOT, "%s: expected %.4f%s, got %.4f", what, expected, note, answered));
    }
}
