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

    Optional<Section> sectionOf(String exercise) {
        return catalogue.sections().stream()
                .filter(section -> section.exercises().stream()
                        .anyMatch(page -> page.slug().equals(exercise)))
                .findFirst();
    }
}
