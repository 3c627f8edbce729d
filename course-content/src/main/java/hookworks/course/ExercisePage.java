package hookworks.course;

import java.util.List;

/**
 * What the course says about one exercise.
 *
 * @param slug never changes once published
 * @param difficulty 1 to 5
 * @param importance 1 to 5
 * @param minutes suggested, such as {@code 10 to 15}
 * @param extra whether it is for extra credit, so that no other exercise needs it
 * @param objective what a reader can do afterwards
 * @param hints weakest first, sanitized HTML
 * @param html the exercise's text, sanitized
 * @param commentary what to learn from the solution, sanitized HTML; to be shown beside it
 */
public record ExercisePage(
        String slug,
        String title,
        int difficulty,
        int importance,
        String minutes,
        boolean extra,
        String objective,
        List<String> hints,
        String html,
        String commentary) {
    public ExercisePage {
        hints = List.copyOf(hints);
    }
}
