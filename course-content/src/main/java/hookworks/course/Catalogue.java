package hookworks.course;

import java.util.List;
import java.util.Optional;

/**
 * The whole course, read and checked once. Immutable.
 *
 * @param pages what stands beside the sections, in the order of the list
 * @param sections in course order, each with its exercises
 */
public record Catalogue(List<CoursePage> pages, List<Section> sections) {
    public Catalogue {
        pages = List.copyOf(pages);
        sections = List.copyOf(sections);
    }

    public Optional<CoursePage> page(String slug) {
        return pages.stream().filter(page -> page.slug().equals(slug)).findFirst();
    }

    public Optional<Section> section(String slug) {
        return sections.stream().filter(section -> section.slug().equals(slug)).findFirst();
    }

    public Optional<ExercisePage> exercise(String slug) {
        return exercises().stream()
                .filter(exercise -> exercise.slug().equals(slug))
                .findFirst();
    }

    public List<ExercisePage> exercises() {
        return sections.stream()
                .flatMap(section -> section.exercises().stream())
                .toList();
    }
}
