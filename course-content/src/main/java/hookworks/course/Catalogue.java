package hookworks.course;

import java.util.List;
import java.util.Optional;

/** Every section and exercise of the course, in course order; read and checked once. Immutable. */
public record Catalogue(List<Section> sections) {
    public Catalogue {
        sections = List.copyOf(sections);
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
