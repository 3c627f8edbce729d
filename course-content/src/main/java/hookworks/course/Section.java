package hookworks.course;

import java.util.List;

/**
 * One section of the course.
 *
 * @param slug its name, such as {@code hooks}
 * @param number its place in the course, from 1
 * @param goal one sentence
 * @param html the section's prose, sanitized
 */
public record Section(
        String slug,
        int number,
        String title,
        String goal,
        List<String> objectives,
        String html,
        List<ExercisePage> exercises) {
    public Section {
        objectives = List.copyOf(objectives);
        exercises = List.copyOf(exercises);
    }

    /** Where it is shown, with its exercises. */
    public String address() {
        return addressOf(slug);
    }

    static String addressOf(String slug) {
        return "/sections/" + slug;
    }
}
