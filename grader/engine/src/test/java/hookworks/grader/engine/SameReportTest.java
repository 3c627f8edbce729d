package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.UnconfinedSandbox;
import hookworks.grader.engine.sandbox.WorkerImage;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.engine.session.Workers;
import hookworks.grader.protocol.SourceTree;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The report of one submission under one seed")
class SameReportTest {
    private static final List<String> EXERCISES = List.of(
            "run-repeated-tokens",
            "induction-score-hook",
            "logit-attribution",
            "ablation-scores",
            "full-ov-circuit",
            "composition-score");

    private static final String TELLS_ITS_THREADS =
            "throw new IllegalStateException(\"threads: \" + ai.djl.pytorch.jni.JniUtils.getNumThreads());";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is the same again, and the same where the worker's libtorch has two threads instead of one")
    void sameReport() throws IOException {
        SourceTree sources = oneWrongAnswer();

        List<ExerciseVerdict> once = judge(sources, EXERCISES, 1);
        List<ExerciseVerdict> again = judge(sources, EXERCISES, 1);
        List<ExerciseVerdict> onTwo = judge(sources, EXERCISES, 2);

        assertThat(once)
                .extracting(ExerciseVerdict::verdict)
                .containsOnly(Verdict.PASSED, Verdict.FAILED)
                .containsOnlyOnce(Verdict.FAILED);
        assertThat(again).isEqualTo(once);
        assertThat(onTwo).isEqualTo(once);
    }

    @Test
    @DisplayName("comes from as many threads as these tests ask for")
    void threadsAreReal() throws IOException {
        SourceTree sources = WastefulSubmission.doing("", TELLS_ITS_THREADS);

        for (int threads = 1; threads <= 2; threads++) {
            assertThat(judge(sources, EXERCISES.subList(1, 2), threads).toString())
                    .contains("threads: " + threads);
        }
    }

    /** The reference's, but for scores that are a hundredth too large. */
    private static SourceTree oneWrongAnswer() {
        var sources = new HashMap<>(WastefulSubmission.doing("", "").files());
        sources.computeIfPresent(
                "student/MyHooks.java",
                (path, source) -> source.replace(
                        "super.inductionScoreHook(pattern, hook, store);",
                        "super.inductionScoreHook(pattern, hook, store).mul(1.01f);"));
        return SourceTree.of(sources);
    }

    private List<ExerciseVerdict> judge(SourceTree sources, List<String> exercises, int threads) throws IOException {
        var workers = new Workers(
                new UnconfinedSandbox(),
                withThreads(WorkerImage.ofThisInstallation("cpu"), threads),
                WorkerLimits.standard().withCallTime(Duration.ofSeconds(60)));
        return new SandboxedJudge(workers, new SuiteLauncher(Suites.ofCourse()))
                .judge(new GradingRequest(sources, exercises, 31), event -> {})
                .exercises();
    }

    /** A worker has one thread, by its command line; this one's {@code java} is a script that changes that. */
    private WorkerImage withThreads(WorkerImage image, int threads) throws IOException {
        Path home = folder.resolve("threads-" + threads);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/bash
                setting=-Dai.djl.pytorch.num_threads=
                export OMP_NUM_THREADS=%d OMP_WAIT_POLICY=PASSIVE
                exec "%s/bin/java" "${@/${setting}1/${setting}%d}"
                """.formatted(threads, image.javaHome(), threads));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return new WorkerImage(home, image.jars(), image.natives(), image.libtorch(), image.device(), image.cache());
    }
}
