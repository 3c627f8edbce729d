package hookworks.course;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One section of the course.
 *
 * @param slug its name, such as {@code hooks}
 * @param number its place in the course, from 1
 * @param goal one sentence
 * @param parts its prose and exercises, in reading order
 */
public record Section(String slug, int number, String title, String goal, List<String> objectives, List<Part> parts) {
    private static final Pattern HEADING = Pattern.compile("<h2 id=\"([^\"]+)\">(.*?)</h2>");
    private static final Pattern LINK = Pattern.compile("</?a\\b[^>]*>");

    public Section {
        objectives = List.copyOf(objectives);
        parts = List.copyOf(parts);
    }

    /**
     * Some prose, and the exercises that stand right after it.
     *
     * @param html sanitized
     */
    public record Part(String html, List<ExercisePage> exercises) {
        public Part {
            exercises = List.copyOf(exercises);
        }

        /** The upper headings of the prose. */
        public List<Heading> headings() {
            return HEADING.matcher(html)
                    .results()
                    .map(found -> new Heading(
                            found.group(1), LINK.matcher(found.group(2)).replaceAll("")))
                    .toList();
        }
    }

    /**
     * A place to go to.
     *
     * @param html what it says, sanitized, without links
     */
    public record Heading(String anchor, String html) {}

    /** All of its prose, sanitized. */
    public String html() {
        return parts.stream().map(Part::html).collect(Collectors.joining());
    }

    /** In course order. */
    public List<ExercisePage> exercises() {
        return parts.stream().flatMap(part -> part.exercises().stream()).toList();
    }

    /** Where it is shown, with its exercises. */
    public String address() {
        return addressOf(slug);
    }

    static String addressOf(String slug) {
        return "/sections/" + slug;
    }
}
