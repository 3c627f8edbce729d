package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.course.CatalogueReader;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.exercises.CourseSection;
import hookworks.grader.suites.Suites;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every exercise of the course")
class CourseCoverageTest {
    private final List<String> pages = CatalogueReader.bundled().exercises().stream()
            .map(ExercisePage::slug)
            .toList();

    @Test
    @DisplayName("has a hidden suite, and every suite has a page")
    void suites() {
        assertThat(pages)
                .as("pages in course-content, and suites in grader/hidden-tests")
                .containsExactlyInAnyOrderElementsOf(Suites.ofCourse().exercises());
    }

    @Test
    @DisplayName("has a method in its section's interface")
    void methods() {
        assertThat(pages)
                .as("pages in course-content, and @Exercise methods in reference-impl/exercises")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(CourseSection.values())
                        .flatMap(section -> section.exercises().stream())
                        .toList());
    }

    @Test
    @DisplayName("stands in the section whose interface has it")
    void sections() {
        for (Section section : CatalogueReader.bundled().sections()) {
            assertThat(section.exercises())
                    .as(section.slug())
                    .isNotEmpty()
                    .extracting(page -> CourseSection.withExercise(page.slug()).map(CourseSection::api))
                    .as("one interface for the whole section")
                    .containsOnly(CourseSection.withExercise(
                                    section.exercises().getFirst().slug())
                            .map(CourseSection::api));
        }
    }
}
