package hookworks.server.submissions;

import static hookworks.grader.engine.report.Verdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.Classroom;
import hookworks.server.ScriptedJudge;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.PastRun;
import hookworks.server.grading.RunState;
import hookworks.server.progress.ProgressRow;
import hookworks.server.students.Student;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a server that is killed with SIGKILL")
@Timeout(60)
class KilledServerTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("has lost none of the submissions that it acknowledged, and each is still queued")
    void losesNoSubmission() throws IOException, InterruptedException {
        List<String> acknowledged = killAfter("accepts", 100);

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100);
        try (var classroom = new Classroom(folder)) {
            for (String number : acknowledged) {
                var id = new SubmissionId(Long.parseLong(number));
                assertThat(classroom.submissions.sourcesOf(id)).isEqualTo(Classroom.sources("version " + number));
                assertThat(classroom.runs.latestOf(id).state()).isEqualTo(RunState.QUEUED);
            }
            assertThat(classroom.count("scheduled_tasks")).isEqualTo(classroom.count("submissions"));
        }
    }

    @Test
    @DisplayName("has its unfinished run graded once after the restart")
    void gradesOnce() throws IOException, InterruptedException {
        assertThat(killAfter("judges", 1)).containsExactly("judging");

        try (var classroom = new Classroom(folder)) {
            Student amara = classroom.amara();
            GradingRun run = classroom.runs.latestOf(amara.id()).orElseThrow();
            assertThat(run.state()).isEqualTo(RunState.RUNNING);

            classroom.node("restarted", ScriptedJudge.always(PASSED));
            classroom.awaitDone(run);

            assertThat(classroom.runs.historyOf(amara.id(), 10))
                    .singleElement()
                    .extracting(PastRun::verdicts)
                    .satisfies(verdicts -> assertThat(verdicts).hasSize(2));
            assertThat(classroom.progress.of(amara.id()))
                    .extracting(ProgressRow::attempts)
                    .containsExactly(1, 1);
        }
    }

    /** Starts a server process, kills it once it has said so many lines, and returns all that it said. */
    private List<String> killAfter(String work, int lines) throws IOException, InterruptedException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedServer.class.getName(),
                        folder.toString(),
                        work)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = server.inputReader()) {
            List<String> heard = new ArrayList<>();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                heard.add(line);
                if (heard.size() == lines) {
                    // By its handle: Process.destroyForcibly would also throw away what was said and not yet read.
                    assertThat(server.toHandle().destroyForcibly()).isTrue();
                }
            }
            return heard;
        } finally {
            server.destroyForcibly();
            assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
