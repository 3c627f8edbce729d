package hookworks.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.Classroom;
import hookworks.server.git.Terminal;
import hookworks.server.grading.PastRun;
import hookworks.server.grading.RunState;
import hookworks.server.progress.ProgressRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The whole server, killed with SIGKILL while it grades,")
@Timeout(240)
class KilledWhileGradingTest {
    /** Slow enough to be killed in the middle, and wrong in the same way each time. */
    private static final String SLOW = """
            package student;
            public class MyHooks implements hookworks.exercises.Hooks {
                @Override
                public ai.djl.ndarray.NDArray inductionScoreHook(ai.djl.ndarray.NDArray pattern,
                        hookworks.lens.hooks.HookPoint hook, ai.djl.ndarray.NDArray store) {
                    try {
                        Thread.sleep(1000);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return store;
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("loses nothing: after a restart the same submission is graded, once")
    void gradesOnceAfterRestart() throws Exception {
        Path data = folder.resolve("data");
        String token = enrolAmara(data);

        try (ServerProcess server = ServerProcess.start(data)) {
            Terminal clone = Terminal.clone(folder, cloneAddress(server, token));
            clone.write("src/main/java/student/MyHooks.java", SLOW)
                    .commit("Try to be slow")
                    .push()
                    .succeeded();
            awaitFirstCheck(server, token);

            List<ProcessHandle> workers = server.descendants();
            assertThat(workers).as("the sandbox and the worker in it").isNotEmpty();
            server.kill();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(stateOfTheOnlyRun(data)).isEqualTo(RunState.RUNNING);

        try (ServerProcess server = ServerProcess.start(data)) {
            awaitEnd(server, token);
        }
        try (var classroom = new Classroom(data)) {
            var amara = classroom.amara();
            assertThat(classroom.runs.historyOf(amara.id(), 10))
                    .singleElement()
                    .satisfies(past -> assertThat(past.run().state()).isEqualTo(RunState.DONE))
                    .extracting(PastRun::verdicts)
                    .satisfies(verdicts -> assertThat(verdicts)
                            .extracting(ExerciseVerdict::verdict)
                            .containsOnly(Verdict.NOT_ATTEMPTED, Verdict.FAILED)
                            .containsOnlyOnce(Verdict.FAILED));
            assertThat(classroom.progress.of(amara.id()))
                    .extracting(ProgressRow::attempts)
                    .containsOnly(0, 1)
                    .containsOnlyOnce(1);
        }
    }

    private static String enrolAmara(Path data) {
        try (var classroom = new Classroom(data)) {
            return classroom.students.issueToken(classroom.amara().id()).secret();
        }
    }

    private static RunState stateOfTheOnlyRun(Path data) {
        try (var classroom = new Classroom(data)) {
            return classroom.runs.latestOf(classroom.amara().id()).orElseThrow().state();
        }
    }

    private static String cloneAddress(ServerProcess server, String token) {
        return server.address().replace("http://", "http://amara:" + token + "@") + "/git/amara.git";
    }

    private static void awaitFirstCheck(ServerProcess server, String token) throws IOException, InterruptedException {
        try (var amara = new SignedIn(server.address(), token);
                Stream<String> lines = amara.lines("/runs/1/events")) {
            assertThat(lines.anyMatch(line -> line.contains("class=\"check\""))).isTrue();
        }
    }

    private static void awaitEnd(ServerProcess server, String token) throws IOException, InterruptedException {
        try (var amara = new SignedIn(server.address(), token);
                Stream<String> lines = amara.lines("/runs/1/events")) {
            assertThat(lines.anyMatch(line -> line.contains("event: finished"))).isTrue();
        }
    }
}
