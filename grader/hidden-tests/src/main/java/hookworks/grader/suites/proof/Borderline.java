package hookworks.grader.suites.proof;

import hookworks.grader.suites.Margin;
import java.util.Locale;

/**
 * A verdict that rounding might turn on another machine.
 *
 * @param subject who was judged, such as a mutant's story
 * @param check the display name of the check that decided
 * @param seed under which it happened
 */
public record Borderline(String subject, String check, long seed, Margin margin) {
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "borderline (%s, '%s', seed %d): %s, a ratio of %.2g",
                subject,
                check,
                seed,
                margin.inWords(),
                margin.ratio());
    }
}
