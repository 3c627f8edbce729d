package hookworks.server.grading;

import static hookworks.grader.engine.report.Verdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.protocol.SourceTree;
import hookworks.server.Classroom;
import hookworks.server.ScriptedJudge;
import hookworks.server.SmallDisk;
import hookworks.server.progress.ProgressRow;
import hookworks.server.students.Student;
import hookworks.server.submissions.Via;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A disk that gets full under the database")
@Timeout(120)
class FullDiskTest {
    @Test
    @DisplayName("loses no run, judges none wrongly, and takes no push; with room again, the run is judged")
    void whileJudging(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), "8m");
                var classroom = new Classroom(disk.folder())) {
            Student amara = classroom.amara();
            Student bruno = classroom.bruno();
            GradingRun run = classroom.submit(amara, "one");
            var full = new CountDownLatch(1);
            classroom.node("north", ScriptedJudge.always(PASSED).pausing(() -> fillOnce(disk, full)));
            Classroom.await(full);

            assertThatThrownBy(() -> classroom.submissions.accept(bruno.id(), large(), new Via.CommandLine()))
                    .isInstanceOf(RuntimeException.class);
            disk.empty();
            awaitRecovery(classroom, run);

            assertThat(classroom.runs.historyOf(amara.id(), 10))
                    .singleElement()
                    .satisfies(past -> assertThat(past.verdicts())
                            .extracting(ExerciseVerdict::verdict)
                            .containsExactly(PASSED, PASSED));
            assertThat(classroom.progress.of(amara.id()))
                    .extracting(ProgressRow::attempts)
                    .containsExactly(1, 1);
            assertThat(classroom.runs.latestOf(bruno.id())).isEmpty();
            awaitRecovery(classroom, classroom.submit(bruno, "after that"));
        }
    }

    /** H2 closes itself on a full disk; its connections are given up one by one, each when it is next asked for. */
    private static void awaitRecovery(Classroom classroom, GradingRun run) {
        boolean isDone = false;
        while (!isDone) {
            try {
                isDone = classroom.runs.latestOf(run.submission()).state() == RunState.DONE;
            } catch (JdbiException closed) {
                isDone = Thread.currentThread().isInterrupted(); // the test's time is over
            }
        }
    }

    private static void fillOnce(SmallDisk disk, CountDownLatch full) {
        if (full.getCount() == 0) {
            return;
        }
        try {
            disk.fill();
            full.countDown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More than any gap in the database's file takes, however it is packed. */
    private static SourceTree large() {
        byte[] noise = new byte[1 << 20];
        new SplittableRandom(3).nextBytes(noise);
        return SourceTree.of(
                Map.of("student/MyHooks.java", "// " + HexFormat.of().formatHex(noise)));
    }
}
