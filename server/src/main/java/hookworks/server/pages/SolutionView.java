package hookworks.server.pages;

import hookworks.course.ExercisePage;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What a page says about an exercise's solution.
 *
 * @param source empty until it is open
 * @param commentary sanitized HTML; empty until it is open
 * @param condition what opens it, in words; empty once it is open
 */
record SolutionView(boolean isOpen, String source, String commentary, String condition) {

    /** Nothing at all where solutions are never shown. */
    static Optional<SolutionView> of(
            SolutionShelf shelf, ExercisePage page, Standing.InExercise standing, Clock clock) {
        if (shelf.release() instanceof SolutionRelease.Never) {
            return Optional.empty();
        }
        boolean isOpen = shelf.release().isOpen(standing.everPassed(), standing.attempts(), clock.instant());
        return Optional.of(
                isOpen
                        ? new SolutionView(true, shelf.source().apply(page.slug()), page.commentary(), "")
                        : new SolutionView(false, "", "", condition(shelf.release(), clock)));
    }

    private static String condition(SolutionRelease release, Clock clock) {
        return switch (release) {
            case SolutionRelease.AfterPass pass -> "It opens here once you have passed this exercise.";
            case SolutionRelease.AfterTries(int tries) ->
                "It opens here once you have passed this exercise, or had %s at it judged."
                        .formatted(Words.count(tries, "attempt"));
            case SolutionRelease.After(Instant moment) ->
                "It opens here at %s."
                        .formatted(TimeView.of(moment, clock.instant(), clock.getZone())
                                .exact());
            case SolutionRelease.Always always -> "";
            case SolutionRelease.Never never -> "";
        };
    }
}
