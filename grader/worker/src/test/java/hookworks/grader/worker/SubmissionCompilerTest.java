package hookworks.grader.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.exercises.Hooks;
import hookworks.grader.protocol.ContractException;
import hookworks.grader.protocol.Diagnostic;
import hookworks.grader.protocol.SourceTree;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker's compiler")
class SubmissionCompilerTest {
    private static final String HOOKS = """
            package student;
            public class MyHooks implements hookworks.exercises.Hooks {
                @Override
                public ai.djl.ndarray.NDArray inductionScoreHook(ai.djl.ndarray.NDArray pattern,
                        hookworks.lens.hooks.HookPoint hook, ai.djl.ndarray.NDArray store) {
                    return store;
                }
            }
            """;

    @Test
    @DisplayName("compiles sources of several packages against the public jars")
    void compiles() throws InvocationTargetException {
        var classes = compiled(
                Map.of("student/MyHooks.java", HOOKS, "student/help/Sums.java", "package student.help; class Sums {}"));
        Object made = new SubmissionClasses(classes).implementationOf(Hooks.class, "student.MyHooks");
        assertThat(made).isInstanceOf(Hooks.class);
    }

    @Test
    @DisplayName("names file, line and column of a mistake")
    void diagnostics() {
        var sources = SourceTree.of(Map.of("student/MyHooks.java", HOOKS.replace("return store", "return shop")));
        assertThat(SubmissionCompiler.compile(sources))
                .isInstanceOfSatisfying(SubmissionCompiler.Errors.class, errors -> {
                    Diagnostic first = errors.diagnostics().getFirst();
                    assertThat(first.toString()).startsWith("student/MyHooks.java:6:16: cannot find symbol");
                });
    }

    @Test
    @DisplayName("takes a file whose name has spaces, and names it as the student does")
    void spaces() {
        var sources = SourceTree.of(Map.of("student/MyHooks (1).java", HOOKS));
        assertThat(SubmissionCompiler.compile(sources))
                .isInstanceOfSatisfying(
                        SubmissionCompiler.Errors.class,
                        errors -> assertThat(errors.diagnostics().getFirst().toString())
                                .startsWith("student/MyHooks (1).java:2:8: class MyHooks is public"));
    }

    @Test
    @DisplayName("says that it gave up where it overflows its own stack")
    void overflow() {
        String deep = "class Deep { int deep = %s1%s; }".formatted("(".repeat(100_000), ")".repeat(100_000));
        assertThat(SubmissionCompiler.compile(SourceTree.of(Map.of("Deep.java", deep))))
                .isInstanceOfSatisfying(
                        SubmissionCompiler.Errors.class,
                        errors -> assertThat(errors.diagnostics())
                                .singleElement()
                                .asString()
                                .startsWith("the compiler gave up"));
    }

    @Test
    @DisplayName("runs no annotation processor")
    void noProcessors() {
        var classes = compiled(Map.of("META-INF/services/P.java", "class P {}", "student/MyHooks.java", HOOKS));
        assertThat(classes).containsKey("student.MyHooks");
    }

    @Test
    @DisplayName("can't replace a class of ours: ours is loaded")
    void shadowing() throws ClassNotFoundException {
        String ours = "package hookworks.exercises; public final class NotImplementedYet extends RuntimeException {}";
        var loader = new SubmissionClasses(compiled(Map.of("hookworks/exercises/NotImplementedYet.java", ours)));
        assertThat(loader.loadClass("hookworks.exercises.NotImplementedYet"))
                .isSameAs(hookworks.exercises.NotImplementedYet.class);
    }

    @Test
    @DisplayName("has a submission without the section's class say which one is missing")
    void missingClass() {
        var loader =
                new SubmissionClasses(compiled(Map.of("student/Other.java", "package student; public class Other {}")));
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> loader.implementationOf(Hooks.class, "student.MyHooks"))
                .withMessageContaining("a public class student.MyHooks that implements hookworks.exercises.Hooks")
                .withMessageContaining("[student.Other]");
    }

    @Test
    @DisplayName("has a class that does not implement the section say so")
    void wrongClass() {
        var loader = new SubmissionClasses(
                compiled(Map.of("student/MyHooks.java", "package student; public class MyHooks {}")));
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> loader.implementationOf(Hooks.class, "student.MyHooks"))
                .withMessageContaining("student.MyHooks does not implement it");
    }

    private static Map<String, byte[]> compiled(Map<String, String> files) {
        return ((SubmissionCompiler.Classes) SubmissionCompiler.compile(SourceTree.of(files))).byName();
    }
}
