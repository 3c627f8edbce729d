package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.course.CatalogueReader;
import hookworks.exercises.CourseSection;
import hookworks.grader.suites.Suites;
import hookworks.solutions.References;
import java.util.HashMap;
import java.util.HashSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every exercise of the course")
class CourseCoverageTest {
    private static final String SLUG = "head-zero-ablation";
    private static final CourseParts WHOLE =
            CourseParts.of(CatalogueReader.bundled(), Suites.ofCourse(), References.all());

    @Test
    @DisplayName("has a method, a page in its section, a solution, a stub, a hidden suite and at least four mutants")
    void whole() {
        assertThat(WHOLE.missing()).isEmpty();
    }

    @Test
    @DisplayName("is refused without a page, with the file to write")
    void noPage() {
        assertThat(without(parts -> parts.pages().remove(SLUG)))
                .isEqualTo("exercise 'head-zero-ablation' has no page: write it in"
                        + " course-content/src/main/resources/course/hooks/head-zero-ablation.md");
        assertThat(without(parts -> parts.pages().put(SLUG, CourseSection.LENS_INTRODUCTION)))
                .as("in another section")
                .contains("has no page", "course/hooks/head-zero-ablation.md");
    }

    @Test
    @DisplayName("is refused without a solution or a stub, with the file to write")
    void noSolution() {
        assertThat(without(parts -> parts.solutions().remove(SLUG)))
                .contains(
                        "has no solution",
                        "reference-impl/solutions/src/main/java/hookworks/solutions/ReferenceHooks.java");
        assertThat(without(parts -> parts.stubs().remove(SLUG)))
                .contains("has no stub", "student-template/project/src/main/java/student/MyHooks.java");
    }

    @Test
    @DisplayName("is refused without a suite or with three mutants, with the file to write")
    void noSuite() {
        assertThat(without(parts -> parts.mutants().remove(SLUG)))
                .contains(
                        "has no hidden suite",
                        "grader/suites/hooks/HeadZeroAblationTest.java",
                        "HeadZeroAblationMutants.java");
        assertThat(without(parts -> parts.mutants().put(SLUG, 3)))
                .contains("fewer than 4: write it in", "HeadZeroAblationMutants.java");
    }

    @Test
    @DisplayName("is refused without a method, with the interface to write it in")
    void noMethod() {
        assertThat(without(parts -> parts.pages().put("name-heads", CourseSection.HOOKS)))
                .contains("'name-heads' has no method", "hookworks/exercises/Hooks.java");
        assertThat(without(parts -> parts.mutants().put("name-heads", 9)))
                .contains("the suite of 'name-heads' belongs to no exercise");
    }

    private static String without(Consumer<CourseParts> change) {
        var parts = new CourseParts(
                new HashMap<>(WHOLE.pages()),
                new HashMap<>(WHOLE.mutants()),
                new HashSet<>(WHOLE.solutions()),
                new HashSet<>(WHOLE.stubs()));
        change.accept(parts);
        return String.join("\n", parts.missing());
    }
}
