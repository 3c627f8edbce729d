package hookworks.course;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a section's page wants its exercises, each by a paragraph {@code [[exercise: its-slug]]}. */
final class ExercisePlaces {
    private static final Pattern PLACE = Place.of("exercise");

    private ExercisePlaces() {}

    /**
     * Cuts a section's text at the places of its exercises.
     *
     * @param html the page's, sanitized
     * @param exercises all of the section's, in the order of the list
     * @throws CourseContentException where the page has not exactly one place for each, in that order
     */
    static List<Section.Part> cut(MarkdownFile page, String html, List<ExercisePage> exercises) {
        List<String> placed =
                PLACE.matcher(html).results().map(place -> place.group(1)).toList();
        requireSame(page, placed, exercises.stream().map(ExercisePage::slug).toList());
        List<Section.Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(html);
        int from = 0;
        while (place.find()) {
            parts.add(new Section.Part(html.substring(from, place.start()), List.of(exercises.get(parts.size()))));
            from = place.end();
        }
        String rest = html.substring(from);
        if (!rest.isBlank()) {
            parts.add(new Section.Part(rest, List.of()));
        }
        return parts;
    }

    private static void requireSame(MarkdownFile page, List<String> placed, List<String> listed) {
        for (String slug : listed) {
            if (!placed.contains(slug)) {
                throw CourseContentException.in(
                        page.name(),
                        "has no place for the exercise '%s': write a paragraph [[exercise: %s]] where its reader has what it needs"
                                .formatted(slug, slug));
            }
        }
        if (!placed.equals(listed)) {
            throw CourseContentException.in(
                    page.name(),
                    "has places for the exercises %s; %s lists %s, in this order"
                            .formatted(placed, CourseFiles.LIST, listed));
        }
    }
}
