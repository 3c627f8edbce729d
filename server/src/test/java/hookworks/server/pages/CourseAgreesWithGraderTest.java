package hookworks.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.course.Catalogue;
import hookworks.course.CatalogueReader;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.exercises.CourseSection;
import hookworks.solutions.ReferenceFigures;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the course's pages")
class CourseAgreesWithGraderTest {
    @Test
    @DisplayName("show each exercise that the grader knows, in its section, and no other")
    void sameExercises() {
        Catalogue course = CatalogueReader.bundled();

        for (CourseSection graded : CourseSection.values()) {
            String slug = graded.name().toLowerCase(Locale.ROOT).replace('_', '-');
            Section section = course.section(slug).orElseThrow();
            assertThat(section.exercises().stream().map(ExercisePage::slug))
                    .as("exercises of %s", slug)
                    .containsExactlyInAnyOrderElementsOf(graded.exercises());
        }
        assertThat(course.sections()).hasSameSizeAs(CourseSection.values());
    }

    @Test
    @DisplayName("have a place for every figure that the reference draws, and for no other, each in its section")
    void sameFigures() {
        var placed = new ArrayList<String>();
        for (Section section : CatalogueReader.bundled().sections()) {
            placed.addAll(WorkedFigures.placesIn(section.html()));
            section.exercises().forEach(exercise -> placed.addAll(WorkedFigures.placesIn(exercise.html())));
        }
        assertThat(placed)
                .containsExactlyInAnyOrderElementsOf(ReferenceFigures.html().keySet());
    }
}
