package hookworks.grader.suites;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that the subject answered with, and what to tell the student where it is wrong.
 *
 * @param name what the student calls it, such as {@code roundTrip}
 * @param text null where the subject returned none
 */
public record TextAnswer(String name, @Nullable String text) {
    private static final int LONGEST_SHOWN = 80;

    /**
     * Compares every character.
     *
     * @param slips wrong answers that are recognised, likeliest first
     * @throws WrongAnswer showing both texts
     */
    public void mustEqual(String expected, List<Slip<String>> slips) {
        if (text == null) {
            throw new WrongAnswer("%s is null; expected %s".formatted(name, shown(expected)));
        }
        if (!text.equals(expected)) {
            throw new WrongAnswer(Slip.recognised(text, slips)
                    + "%s: expected %s, got %s".formatted(name, shown(expected), shown(text)));
        }
    }

    /** In quotes, on one line, and not without end. */
    static String shown(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        String line = text.replace("\n", "\\n").replace("\t", "\\t");
        return line.length() <= LONGEST_SHOWN
                ? "'%s'".formatted(line)
                : "'%s' and more".formatted(line.substring(0, LONGEST_SHOWN));
    }
}
