package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.exercises.CourseSection;
import hookworks.exercises.NotImplementedYet;
import hookworks.solutions.References;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Each hidden suite")
final class MutantsTest {
    private static final List<Long> FIVE_SEEDS = List.of(1L, 2L, 3L, 4L, 5L);

    private final Suites suites = Suites.ofCourse();
    private final SuiteLauncher launcher = new SuiteLauncher(suites);

    @Test
    @DisplayName("belongs to one exercise, and every exercise has one")
    void oneSuitePerExercise() {
        var exercises = Arrays.stream(CourseSection.values())
                .flatMap(section -> section.exercises().stream())
                .toList();

        assertThat(exercises).isNotEmpty();
        assertThat(suites.exercises()).containsExactlyInAnyOrderElementsOf(exercises);
    }

    @Test
    @DisplayName("passes the reference under 100 seeds")
    void referencePasses() {
        LongStream.rangeClosed(1, 100).forEach(seed -> {
            try (var reference = InProcessSubject.of(References.all().toArray())) {
                assertThat(judged(reference, List.copyOf(suites.exercises()), seed)
                                .problems())
                        .as("seed %d", seed)
                        .isEmpty();
            }
        });
    }

    @Test
    @DisplayName("passes a stub in nothing")
    void stubPassesNothing() {
        try (var stub = InProcessSubject.of(
                Arrays.stream(CourseSection.values()).map(MutantsTest::stub).toArray())) {
            var report = judged(stub, List.copyOf(suites.exercises()), 1);

            assertThat(report.findings())
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.problem())
                            .get()
                            .isInstanceOf(SubjectThrew.class)
                            .extracting(Throwable::getCause)
                            .isInstanceOf(NotImplementedYet.class));
        }
    }

    @TestFactory
    @DisplayName("rejects")
    Stream<DynamicTest> rejectsEveryMutant() {
        return suites.exercises().stream()
                .flatMap(exercise -> mutantsOf(exercise)
                        .map(mutant -> DynamicTest.dynamicTest(
                                "%s: %s"
                                        .formatted(
                                                exercise,
                                                mutant.getAnnotation(Mutant.class)
                                                        .value()),
                                () -> assertThat(FIVE_SEEDS).allSatisfy(seed -> isRejected(exercise, mutant, seed)))));
    }

    private void isRejected(String exercise, Method mutant, long seed) {
        try (var subject = InProcessSubject.of(made(mutant))) {
            var problems = judged(subject, List.of(exercise), seed).problems();

            assertThat(problems)
                    .as("%s survives seed %d", mutant.getName(), seed)
                    .isNotEmpty();
            assertThat(problems)
                    .as("a crash of ours is no verdict")
                    .allSatisfy(problem ->
                            assertThat(problem.problem()).get().isInstanceOfAny(WrongAnswer.class, SubjectThrew.class));
            assertThat(problems)
                    .as("rejected with feedback, not only by its own crash")
                    .anySatisfy(problem -> assertThat(problem.problem()).get().isInstanceOf(WrongAnswer.class));
        }
    }

    private RecordingListener judged(Subject subject, List<String> exercises, long seed) {
        var listener = new RecordingListener();
        launcher.launch(exercises, subject, seed, listener);
        return listener;
    }

    private Stream<Method> mutantsOf(String exercise) {
        var mutants = Arrays.stream(suites.mutantsOf(exercise).getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Mutant.class))
                .toList();
        assertThat(mutants).as("mutants of %s", exercise).hasSizeGreaterThanOrEqualTo(10);
        return mutants.stream();
    }

    private static Object made(Method mutant) {
        try {
            mutant.setAccessible(true);
            return mutant.invoke(null);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot make the mutant " + mutant.getName(), e);
        }
    }

    private static Object stub(CourseSection section) {
        return Proxy.newProxyInstance(
                section.api().getClassLoader(), new Class<?>[] {section.api()}, (proxy, method, arguments) -> {
                    throw new NotImplementedYet();
                });
    }
}
