package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.BubblewrapSandbox;
import hookworks.grader.engine.sandbox.WorkerImage;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.engine.session.Workers;
import hookworks.grader.protocol.SourceTree;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A submission that uses up its CPU time")
class CpuTimeTest {
    private static final int SECONDS = 8;

    private static final String BUSY = """
            package student;
            public class MyHooks implements hookworks.exercises.Hooks {
                @Override
                public ai.djl.ndarray.NDArray inductionScoreHook(ai.djl.ndarray.NDArray pattern,
                        hookworks.lens.hooks.HookPoint hook, ai.djl.ndarray.NDArray store) {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }
            }
            """;

    @Test
    @DisplayName("is stopped for that, and for nothing that looks like somebody's kill")
    void stopped() throws IOException {
        var limits = new WorkerLimits(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(3),
                Duration.ofMinutes(3),
                SECONDS,
                512,
                2048,
                256,
                64,
                10 << 20);
        var workers =
                new Workers(BubblewrapSandbox.find().orElseThrow(), WorkerImage.ofThisInstallation("cpu"), limits);
        var request = new GradingRequest(
                SourceTree.of(Map.of("student/MyHooks.java", BUSY)), List.of("induction-score-hook"), 5);

        ExerciseVerdict verdict = new SandboxedJudge(workers, new SuiteLauncher(Suites.ofCourse()))
                .judge(request, event -> {})
                .exercises()
                .getFirst();

        assertThat(verdict.verdict()).as(verdict.toString()).isEqualTo(Verdict.LIMIT_EXCEEDED);
        assertThat(verdict.checks())
                .extracting(CheckResult::feedback)
                .allSatisfy(feedback -> assertThat(feedback)
                        .hasValueSatisfying(words ->
                                assertThat(words).contains("more than the %d seconds of CPU time".formatted(SECONDS))));
    }
}
