package hookworks.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("House rules:")
class HouseRulesTest {
    private static final JavaClasses CLASSES = ModuleArrowsTest.CLASSES;
    private static final List<String> BANNED = List.of("util", "common", "misc", "impl", "service", "dto");

    @Test
    @DisplayName("every package is null-marked and named for what it does")
    void packages() {
        List<JavaPackage> ours = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> each.getName().startsWith("hookworks"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(8).allSatisfy(each -> {
            assertThat(each.isAnnotatedWith(NullMarked.class))
                    .as(each.getName())
                    .isTrue();
            assertThat(BANNED).as(each.getName()).doesNotContain(each.getRelativeName());
        });
    }

    @Test
    @DisplayName("no Java object is read from bytes")
    void noSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CLASSES);
    }

    @Test
    @DisplayName("only the worker loads classes by name")
    void classLoading() {
        noClasses()
                .that()
                .resideOutsideOfPackage("hookworks.grader.worker..")
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(CLASSES);
    }

    @Test
    @DisplayName("processes are started in the sandbox package only")
    void processes() {
        noClasses()
                .that()
                .resideOutsideOfPackages("hookworks.grader.engine.sandbox..", "hookworks.server.cli..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(CLASSES);
    }

    @Test
    @DisplayName("no wall of the sandbox is lowered but by a test")
    void walls() {
        JavaClass walls = CLASSES.get("hookworks.grader.engine.sandbox.Walls");
        assertThat(walls.getMethod("without", Set.class).getAccessesToSelf()).isEmpty();
    }

    @Test
    @DisplayName("time and chance come through the constructor")
    void timeAndChance() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .check(CLASSES);
        assertThat(Clock.class).isNotNull();
    }

    @Test
    @DisplayName("a class is final, sealed or abstract")
    void finality() {
        classes()
                .that()
                .resideInAPackage("hookworks..")
                .and()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and()
                .areNotEnums()
                .should(new ArchCondition<>("be final, sealed or abstract") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean closed = type.getModifiers().contains(FINAL)
                                || type.getModifiers().contains(ABSTRACT)
                                || type.reflect().isSealed();
                        events.add(new SimpleConditionEvent(type, closed, type.getName() + " is open"));
                    }
                })
                .check(CLASSES);
    }
}
