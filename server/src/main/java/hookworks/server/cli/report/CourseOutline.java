package hookworks.server.cli.report;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import java.util.List;
import java.util.Optional;

/** Where each exercise stands in the course. Immutable. */
public record CourseOutline(Catalogue catalogue) {

    /** Slugs in course order. */
    public List<String> exercises() {
        return catalogue.exercises().stream().map(ExercisePage::slug).toList();
    }

    /** Slugs of the sections, in course order. */
    public List<String> sections() {
        return catalogue.sections().stream().map(Section::slug).toList();
    }

    /** Slugs of a section's exercises, in course order; none where the course has no such section. */
    public List<String> exercisesOf(String section) {
        return catalogue.section(section).stream()
                .flatMap(found -> found.exercises().stream())
                .map(ExercisePage::slug)
                .toList();
    }

    String titleOf(String exercise) {
        return catalogue.exercise(exercise).map(ExercisePage::title).orElse(exercise);
    }

    Optional<Section> sectionOf(String exercise) {
        return catalogue.sections().stream()
                .filter(section -> section.exercises().stream()
                        .anyMatch(page -> page.slug().equals(exercise)))
                .findFirst();
    }
}
