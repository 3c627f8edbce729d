package hookworks.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Dependencies point one way:")
class ModuleArrowsTest {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("hookworks");

    @ParameterizedTest(name = "{0} reaches nothing of ours but {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "hookworks.lens..             | hookworks.lens..",
                "hookworks.exercises..        | hookworks.exercises.. hookworks.lens..",
                "hookworks.solutions..        | hookworks.solutions.. hookworks.exercises.. hookworks.lens..",
                "hookworks.course..           | hookworks.course..",
                "hookworks.grader.protocol..  | hookworks.grader.protocol.. hookworks.exercises.. hookworks.lens..",
                "hookworks.grader.worker..    | hookworks.grader.worker.. hookworks.grader.protocol.. hookworks.exercises.. hookworks.lens..",
                "hookworks.grader.suites..    | hookworks.grader.suites.. hookworks.grader.protocol.. hookworks.solutions.. hookworks.exercises.. hookworks.lens..",
                "hookworks.grader.engine..    | hookworks.grader.. hookworks.solutions.. hookworks.course.. hookworks.exercises.. hookworks.lens..",
            })
    @DisplayName("a module reaches only what it may")
    void arrows(String from, String allowed) {
        String[] packages = allowed.strip().split(" ", -1);
        assertThat(CLASSES.that(resideInAPackage(from)))
                .as("classes seen in %s", from)
                .isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(resideInAPackage("hookworks..")
                        .and(resideInAnyPackage(packages).negate()))
                .check(CLASSES);
    }

    @Test
    @DisplayName("the engine never touches the worker's code, only its process")
    void engineAndWorker() {
        noClasses()
                .that()
                .resideInAPackage("hookworks.grader.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("hookworks.grader.worker..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("no cycles between packages")
    void cycles() {
        assertThat(CLASSES.that(alwaysTrue()).size()).isGreaterThan(80);
        slices().matching("hookworks.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
