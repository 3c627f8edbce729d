package hookworks.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.course.CatalogueReader;
import hookworks.grader.engine.Judge;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.Classroom;
import hookworks.server.ScriptedJudge;
import hookworks.server.database.Database;
import hookworks.server.git.Template;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.PastRun;
import hookworks.server.grading.RunState;
import hookworks.server.pages.CourseMaterial;
import hookworks.server.progress.ProgressRow;
import hookworks.server.students.Student;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A site that is closed while it grades")
@Timeout(120)
class ClosedWhileGradingTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("puts the run back in the queue, and when opened again grades it, once")
    void gradesOnceWhenOpenedAgain() {
        GradingRun run = submit();
        var begun = new CountDownLatch(1);
        ScriptedJudge stopped = ScriptedJudge.always(Verdict.NOT_JUDGED).pausing(() -> {
            begun.countDown();
            awaitInterrupt();
        });
        try (Site site = open(stopped)) {
            Classroom.await(begun);
            assertThat(site.runs().latestOf(run.submission()).state()).isEqualTo(RunState.RUNNING);
        }
        try (var classroom = new Classroom(folder)) {
            assertThat(classroom.runs.latestOf(run.submission()).state()).isEqualTo(RunState.QUEUED);
        }

        ScriptedJudge working = ScriptedJudge.always(Verdict.PASSED);
        try (Site site = open(working)) {
            awaitDone(site, run);
        }
        assertThat(working.requests).hasSize(1);
        try (var classroom = new Classroom(folder)) {
            assertThat(classroom.runs.historyOf(classroom.amara().id(), 10))
                    .singleElement()
                    .extracting(PastRun::verdicts)
                    .satisfies(verdicts -> assertThat(verdicts)
                            .hasSameSizeAs(CatalogueReader.bundled().exercises()));
            assertThat(classroom.progress.of(classroom.amara().id()))
                    .extracting(ProgressRow::attempts)
                    .containsOnly(1);
        }
    }

    private GradingRun submit() {
        try (var classroom = new Classroom(folder)) {
            Student amara = classroom.amara();
            return classroom.submit(amara, "first");
        }
    }

    private Site open(Judge judge) {
        var parts = new Site.Parts(
                folder.resolve("repositories"),
                CourseMaterial.of(CatalogueReader.bundled()),
                new Template(new TreeMap<>()),
                judge);
        return Site.open(Database.inFolder(folder), parts, 0);
    }

    /** As a judge's wait for its worker ends when its node stops. */
    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitDone(Site site, GradingRun run) {
        var done = new CountDownLatch(1);
        Runnable look = () -> {
            if (site.runs().latestOf(run.submission()).state() == RunState.DONE) {
                done.countDown();
            }
        };
        try (var _ = site.feed().subscribe(run.id(), look)) {
            look.run();
            Classroom.await(done);
        }
    }
}
