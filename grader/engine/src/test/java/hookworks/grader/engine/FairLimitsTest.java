package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.engine.session.Workers;
import hookworks.grader.protocol.SourceTree;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Limits are fair to each exercise")
class FairLimitsTest {
    private static final List<String> EXERCISES = WastefulSubmission.EXERCISES;

    private final AtomicInteger started = new AtomicInteger();

    @AfterEach
    @DisplayName("and leave nothing running")
    void nothingIsLeft() throws IOException, InterruptedException {
        Remains.none();
    }

    @Test
    @DisplayName("a worker that is killed in one exercise is replaced, and the others are judged")
    void loopsInOne() {
        SourceTree sources = WastefulSubmission.doing(
                "", "while (exercise.equals(\"induction-score-hook\")) { Thread.onSpinWait(); }");

        List<ExerciseVerdict> verdicts = judge(sources, WorkerLimits.standard().withCallTime(Duration.ofSeconds(4)));

        assertThat(verdicts)
                .extracting(ExerciseVerdict::verdict)
                .containsExactly(Verdict.LIMIT_EXCEEDED, Verdict.PASSED, Verdict.PASSED);
        assertThat(started).hasValue(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "printed output | for (int line = 0; line < 6 << 10; line++) { System.out.print(\"x\".repeat(1 << 10)); }",
                "heap | KEPT.add(new byte[200 << 20]);",
            })
    @DisplayName("what one used up of its worker's allowance is not missed by the next")
    void allowance(String what, String first) {
        assertAllPassInMoreThanOneWorker(WastefulSubmission.doing(first, ""), WorkerLimits.standard());
    }

    @Test
    @DisplayName("the CPU time that one took is not missed by the next")
    void cpuTime() {
        SourceTree sources = WastefulSubmission.doing("""
                var threads = java.lang.management.ManagementFactory.getThreadMXBean();
                while (threads.getCurrentThreadCpuTime() < 6_000_000_000L) { Thread.onSpinWait(); }
                """, "");
        Duration whileItIsBusy = Duration.ofSeconds(200);

        assertAllPassInMoreThanOneWorker(
                sources, WorkerLimits.standard().withTimes(whileItIsBusy, whileItIsBusy, /* cpu= */ 17));
    }

    private void assertAllPassInMoreThanOneWorker(SourceTree sources, WorkerLimits limits) {
        List<ExerciseVerdict> verdicts = judge(sources, limits);

        assertThat(verdicts).extracting(ExerciseVerdict::verdict).containsOnly(Verdict.PASSED);
        assertThat(started).hasValueGreaterThan(1);
    }

    @Test
    @DisplayName("but one that goes over a limit alone does so in a worker of its own too, and is told")
    void overTheLimitAlone() {
        SourceTree sources = WastefulSubmission.doing(
                "if (exercise.equals(\"logit-attribution\")) { KEPT.add(new byte[700 << 20]); }", "");

        List<ExerciseVerdict> verdicts = judge(sources, WorkerLimits.standard());

        assertThat(verdicts)
                .extracting(ExerciseVerdict::verdict)
                .containsExactly(Verdict.PASSED, Verdict.LIMIT_EXCEEDED, Verdict.PASSED);
        assertThat(started).hasValue(3);
    }

    @Test
    @DisplayName("and all calls of one together have a time, after which the next has its own")
    void timeOfAnExercise() {
        SourceTree sources = WastefulSubmission.doing("", """
                if (exercise.equals("induction-score-hook")) {
                    try { Thread.sleep(1_500); } catch (InterruptedException e) { return; }
                }
                """);
        WorkerLimits standard = WorkerLimits.standard();

        List<ExerciseVerdict> verdicts =
                judge(sources, standard.withTimes(standard.callTime(), Duration.ofSeconds(6), standard.cpuSeconds()));

        assertThat(verdicts)
                .extracting(ExerciseVerdict::verdict)
                .containsExactly(Verdict.LIMIT_EXCEEDED, Verdict.PASSED, Verdict.PASSED);
        assertThat(verdicts.getFirst().checks())
                .filteredOn(check -> check.outcome() == Verdict.LIMIT_EXCEEDED)
                .extracting(CheckResult::feedback)
                .allSatisfy(words -> assertThat(words)
                        .hasValue("your code was stopped: all calls of one exercise together may take 6 seconds"));
    }

    private List<ExerciseVerdict> judge(SourceTree sources, WorkerLimits limits) {
        Workers workers = TestJudge.workers(limits);
        var judge = new SandboxedJudge(
                () -> {
                    started.incrementAndGet();
                    return workers.start();
                },
                new SuiteLauncher(Suites.ofCourse()));
        return judge.judge(new GradingRequest(sources, EXERCISES, 5), event -> {})
                .exercises();
    }
}
