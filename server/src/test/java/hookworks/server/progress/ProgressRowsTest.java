package hookworks.server.progress;

import static hookworks.grader.engine.report.Verdict.FAILED;
import static hookworks.grader.engine.report.Verdict.NOT_ATTEMPTED;
import static hookworks.grader.engine.report.Verdict.NOT_JUDGED;
import static hookworks.grader.engine.report.Verdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.Classroom;
import hookworks.server.CountedStatements;
import hookworks.server.students.StudentId;
import hookworks.server.submissions.SubmissionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("progress")
class ProgressRowsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T10:00:00Z");

    private Classroom classroom;
    private StudentId amara;
    private SubmissionId first;
    private SubmissionId second;

    @BeforeEach
    void open(@TempDir Path folder) {
        classroom = new Classroom(folder);
        amara = classroom.amara().id();
        first = classroom.submit(classroom.amara(), "one").submission();
        second = classroom.submit(classroom.amara(), "two").submission();
    }

    @AfterEach
    void close() {
        classroom.close();
    }

    @Test
    @DisplayName("keeps the newest outcome, counts attempts, and remembers that it was passed once")
    void keepsTheNewest() {
        record(first, PASSED, MONDAY);
        record(second, FAILED, TUESDAY);

        assertThat(classroom.progress.of(amara))
                .containsExactly(new ProgressRow("correct-predictions", FAILED, 2, true, TUESDAY));
    }

    @Test
    @DisplayName("lets the newer submission stand where the older one is judged last")
    void newerSubmissionStands() {
        record(second, FAILED, MONDAY);
        record(first, PASSED, TUESDAY);

        assertThat(classroom.progress.of(amara))
                .containsExactly(new ProgressRow("correct-predictions", FAILED, 2, true, TUESDAY));
    }

    @Test
    @DisplayName("does not count what was not attempted")
    void notAttempted() {
        record(first, NOT_ATTEMPTED, MONDAY);

        assertThat(classroom.progress.of(amara))
                .containsExactly(new ProgressRow("correct-predictions", NOT_ATTEMPTED, 0, false, MONDAY));
    }

    @Test
    @DisplayName("is untouched by what could not be judged")
    void notJudged() {
        record(first, FAILED, MONDAY);
        record(second, NOT_JUDGED, TUESDAY);

        assertThat(classroom.progress.of(amara))
                .containsExactly(new ProgressRow("correct-predictions", FAILED, 1, false, MONDAY));
    }

    @Test
    @DisplayName("of a student is read with one statement, and shows nobody else's")
    void oneStatement() {
        record(first, PASSED, MONDAY);
        StudentId bruno = classroom.bruno().id();

        var statements = CountedStatements.of(classroom.database);
        assertThat(classroom.progress.of(amara)).hasSize(1);
        assertThat(statements.count()).isEqualTo(1);
        assertThat(classroom.progress.of(bruno)).isEmpty();
    }

    private void record(SubmissionId submission, Verdict outcome, Instant when) {
        var verdict = new ExerciseVerdict("correct-predictions", outcome, List.of(), Optional.empty());
        classroom
                .database
                .jdbi()
                .useTransaction(
                        handle -> classroom.progress.recordIn(handle, amara, submission, List.of(verdict), when));
    }
}
