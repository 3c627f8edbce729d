package hookworks.server.submissions;

import static hookworks.grader.engine.report.Verdict.NOT_JUDGED;
import static hookworks.grader.engine.report.Verdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hookworks.server.Classroom;
import hookworks.server.ScriptedJudge;
import hookworks.server.grading.GradingRun;
import hookworks.server.students.Student;
import hookworks.server.students.StudentId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("submissions")
class SubmissionsTest {
    private static final Via.GitPush PUSH = new Via.GitPush("0123456789abcdef0123456789abcdef01234567");

    private Classroom classroom;

    @BeforeEach
    void open(@TempDir Path folder) {
        classroom = new Classroom(folder);
    }

    @AfterEach
    void close() {
        classroom.close();
    }

    @Test
    @DisplayName("give back what was handed in, and how")
    void giveBack() {
        Student amara = classroom.amara();
        Submission accepted = classroom.submissions.accept(amara.id(), Classroom.sources("ünï → ok"), PUSH);

        assertThat(classroom.submissions.latestOf(amara.id())).contains(accepted);
        assertThat(classroom.submissions.ofCommit(amara.id(), PUSH.commit())).contains(accepted);
        assertThat(classroom.submissions.latestCommitOf(amara.id())).contains(PUSH.commit());
        assertThat(classroom.submissions.sourcesOf(accepted.id())).isEqualTo(Classroom.sources("ünï → ok"));
    }

    @Test
    @DisplayName("refuse what equals the student's last submission, and store nothing of it")
    void refuseUnchanged() {
        Student amara = classroom.amara();
        Submission first = classroom.submissions.accept(amara.id(), Classroom.sources("one"), PUSH);

        assertThatThrownBy(() ->
                        classroom.submissions.accept(amara.id(), Classroom.sources("one"), new Via.BrowserUpload()))
                .isInstanceOf(SubmissionRefused.class)
                .hasMessageContaining(
                        "the same as those of your last submission, number %d",
                        first.id().value());

        assertThat(classroom.count("submissions")).isEqualTo(1);
        assertThat(classroom.count("grading_runs")).isEqualTo(1);
    }

    @Test
    @DisplayName("take the same sources again where a fault of ours left them unjudged")
    void takeUnjudgedAgain() {
        GradingRun run = classroom.submit(classroom.amara(), "one");
        classroom.node("north", ScriptedJudge.inTurn(NOT_JUDGED, NOT_JUDGED, NOT_JUDGED, PASSED));
        classroom.awaitDone(run);

        classroom.awaitDone(classroom.submit(classroom.amara(), "one"));

        assertThatThrownBy(() -> classroom.submit(classroom.amara(), "one")).isInstanceOf(SubmissionRefused.class);
    }

    @Test
    @DisplayName("take earlier sources again after others, and the same sources from another student")
    void takeAgain() {
        classroom.submit(classroom.amara(), "one");
        classroom.submit(classroom.amara(), "two");
        classroom.submit(classroom.amara(), "one");
        classroom.submit(classroom.bruno(), "one");

        assertThat(classroom.count("submissions")).isEqualTo(4);
        assertThat(classroom.count("source_trees"))
                .as("equal sources of one student are stored once")
                .isEqualTo(3);
    }

    @Test
    @DisplayName("store nothing at all where the queue cannot take them")
    void allOrNothing() {
        var fullDisk = new GradingQueue() {
            @Override
            public void addIn(Handle handle, Submission submission) {
                throw new IllegalStateException("the disk is full");
            }

            @Override
            public boolean leftUnjudgedIn(Handle handle, SubmissionId submission) {
                return false;
            }

            @Override
            public void wake() {
                throw new AssertionError("nothing was added");
            }
        };
        var submissions = new Submissions(classroom.database, classroom.clock, fullDisk);
        StudentId amara = classroom.amara().id();

        assertThatThrownBy(() -> submissions.accept(amara, Classroom.sources("one"), PUSH))
                .hasMessageContaining("the disk is full");

        assertThat(classroom.count("submissions")).isZero();
        assertThat(classroom.count("source_trees")).isZero();
    }

    @Test
    @DisplayName("take one of two equal ones that arrive at once")
    void atOnce() throws Exception {
        StudentId amara = classroom.amara().id();
        Callable<Boolean> submit = () -> {
            try {
                classroom.submissions.accept(amara, Classroom.sources("one"), PUSH);
                return true;
            } catch (SubmissionRefused refused) {
                return false;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> taken = new ArrayList<>();
            for (Future<Boolean> answer : threads.invokeAll(List.of(submit, submit, submit, submit))) {
                taken.add(answer.get());
            }
            assertThat(taken).containsExactlyInAnyOrder(true, false, false, false);
        }
        assertThat(classroom.count("submissions")).isEqualTo(1);
    }

    @Test
    @DisplayName("refuse a student who does not exist")
    void unknownStudent() {
        assertThatThrownBy(() -> classroom.submissions.accept(new StudentId(404), Classroom.sources("one"), PUSH))
                .hasMessageContaining("there is no student 404");
    }
}
