package hookworks.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the server's classes")
class ArchitectureTest {
    private static final String WEB = "hookworks.server.web..";
    private static final String PAGES = "hookworks.server.pages..";
    private static JavaClasses server;

    @BeforeAll
    static void read() {
        server = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("hookworks.server");
        assertThat(server).as("classes that the rules see").hasSizeGreaterThan(60);
        assertThat(server.stream().map(JavaClass::getPackageName).distinct())
                .contains("hookworks.server.web", "hookworks.server.pages", "hookworks.server.grading");
    }

    @Test
    @DisplayName("know of a web request only where pages are")
    void requestsStayInPages() {
        noClasses()
                .that()
                .resideOutsideOfPackages(WEB, PAGES)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Context.class)
                .check(server);
        assertThat(server.stream()
                        .filter(type -> type.getPackageName().equals("hookworks.server.pages"))
                        .filter(type -> dependsOn(type, Context.class)))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.getSimpleName()).endsWith("Pages"));
    }

    @Test
    @DisplayName("reach the database from no page")
    void noPageSpeaksSql() {
        noClasses()
                .that()
                .resideInAnyPackage(WEB, PAGES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "hookworks.server.database..")
                .check(server);
        assertThat(server.stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use -> use.getTargetClass().isAssignableTo(Jdbi.class))))
                .as("classes that speak SQL somewhere, so that the rule can fail")
                .isNotEmpty();
    }

    @Test
    @DisplayName("depend on each other in one direction")
    void noCycles() {
        SlicesRuleDefinition.slices()
                .matching("hookworks.server.(*)..")
                .should()
                .beFreeOfCycles()
                .check(server);
    }

    @Test
    @DisplayName("live in packages named for what they do")
    void packageNames() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..misc..", "..impl..", "..service..", "..dto..", "..helper..")
                .check(server);
    }

    @Test
    @DisplayName("live in packages that say what may be null")
    void nullMarked() {
        assertThat(server.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info with @NullMarked", each.getName())
                        .isTrue());
    }

    @Test
    @DisplayName("take time and chance from outside, and never sleep")
    void timeComesFromOutside() {
        noClasses().should().callMethod(Instant.class, "now").check(server);
        noClasses().should().callConstructor(Random.class).check(server);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(server);
    }

    @Test
    @DisplayName("are final, sealed or abstract")
    void closed() {
        assertThat(server.stream()
                        .filter(type -> !type.isInterface() && !type.isAnonymousClass() && !type.isEnum())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(type -> !type.reflect().isSealed()))
                .isEmpty();
    }

    private static boolean dependsOn(JavaClass type, Class<?> other) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(use -> use.getTargetClass().isAssignableTo(other));
    }
}
