package hookworks.server.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/** When a student may read how the reference solves an exercise. */
public sealed interface SolutionRelease {
    /** To everybody, also who is not signed in. */
    record Always() implements SolutionRelease {}

    /** Once the student has passed the exercise, ever. */
    record AfterPass() implements SolutionRelease {}

    /**
     * Once the student has passed the exercise, or tried it often enough.
     *
     * @param tries judged submissions that attempted it, at least 1
     */
    record AfterTries(int tries) implements SolutionRelease {
        public AfterTries {
            if (tries < 1) {
                throw new IllegalArgumentException("solutions open after at least 1 try, got " + tries);
            }
        }
    }

    /** To everybody from a moment on, such as the course's deadline. */
    record After(Instant moment) implements SolutionRelease {}

    /** To nobody: the page does not mention them. */
    record Never() implements SolutionRelease {}

    /**
     * Reads a setting.
     *
     * @param setting {@code always}, {@code never}, {@code after-pass}, {@code after-tries:N}, or {@code after:} and a
     *     moment such as {@code 2026-12-01T18:00:00Z}
     * @throws IllegalArgumentException where it is none of these
     */
    static SolutionRelease parse(String setting) {
        String asked = setting.strip().toLowerCase(Locale.ROOT);
        try {
            return switch (asked) {
                case "always" -> new Always();
                case "never" -> new Never();
                case "after-pass" -> new AfterPass();
                case String tries
                when tries.startsWith("after-tries:") ->
                    new AfterTries(Integer.parseInt(tries.substring("after-tries:".length())));
                case String moment
                when moment.startsWith("after:") ->
                    new After(Instant.parse(moment.substring("after:".length()).toUpperCase(Locale.ROOT)));
                default -> throw new IllegalArgumentException("it is none of them");
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot tell when solutions open from '%s': %s; say always, never, after-pass, after-tries:N or after:2026-12-01T18:00:00Z"
                            .formatted(setting, e.getMessage()),
                    e);
        }
    }

    /** Whether someone who stands there may read it now. */
    default boolean isOpen(boolean everPassed, int attempts, Instant now) {
        return switch (this) {
            case Always always -> true;
            case AfterPass pass -> everPassed;
            case AfterTries(int tries) -> everPassed || attempts >= tries;
            case After(Instant moment) -> !now.isBefore(moment);
            case Never never -> false;
        };
    }
}
