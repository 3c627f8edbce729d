package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.BubblewrapSandbox;
import hookworks.grader.engine.sandbox.WorkerImage;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.engine.session.Workers;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A fault of ours")
class FaultsOfOursTest {
    private static final List<String> EXERCISES = List.of("correct-predictions", "induction-score-hook");

    @Test
    @DisplayName("is never a verdict: no worker comes up, and nothing is judged")
    void noWorker(@TempDir Path empty) throws IOException {
        WorkerImage whole = WorkerImage.ofThisInstallation("cpu");
        var broken = new WorkerImage(whole.javaHome(), empty, whole.natives(), whole.libtorch(), "cpu", whole.cache());
        var workers = new Workers(BubblewrapSandbox.find().orElseThrow(), broken, WorkerLimits.standard());

        GradingReport report = new SandboxedJudge(workers, new SuiteLauncher(Suites.ofCourse()))
                .judge(TestJudge.reference(EXERCISES), event -> {});

        assertThat(report.isIncomplete()).isTrue();
        assertThat(report.exercises()).extracting(ExerciseVerdict::verdict).containsOnly(Verdict.NOT_JUDGED);
        assertThat(report.exercises().getFirst().feedback())
                .hasValueSatisfying(words ->
                        assertThat(words).contains("our fault, not yours").doesNotContain("Exception"));
    }

    @Test
    @DisplayName("is never a verdict: the grader is stopped in the middle, and nothing is failed")
    void interrupted() throws Exception {
        var begun = new CountDownLatch(1);
        var judging = new FutureTask<>(() -> TestJudge.sandboxed().judge(TestJudge.reference(EXERCISES), event -> {
            if (event instanceof GradingEvent.CheckJudged) {
                begun.countDown();
            }
        }));
        Thread grader = Thread.ofPlatform().start(judging);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        do { // JUnit clears the flag at the end of each check, so that one interrupt may fall between two questions
            grader.interrupt();
        } while (!grader.join(Duration.ofMillis(20)));

        GradingReport report = judging.get(60, TimeUnit.SECONDS);
        assertThat(report.isIncomplete()).isTrue();
        assertThat(report.exercises()).extracting(ExerciseVerdict::verdict).doesNotContain(Verdict.FAILED);
        assertThat(report.exercises()).extracting(ExerciseVerdict::verdict).doesNotContain(Verdict.LIMIT_EXCEEDED);
        Remains.none();
    }
}
