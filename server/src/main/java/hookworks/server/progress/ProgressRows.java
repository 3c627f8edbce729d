package hookworks.server.progress;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.database.Database;
import hookworks.server.students.StudentId;
import hookworks.server.submissions.SubmissionId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Progress: one row per student and exercise, kept up to date as verdicts arrive. Thread-safe. */
public final class ProgressRows {
    private final Database database;

    public ProgressRows(Database database) {
        this.database = database;
    }

    /** One row for each exercise that was ever judged, by exercise; one statement however many submissions there are. */
    public List<ProgressRow> of(StudentId student) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select exercise, outcome, attempts, ever_passed, changed_at
                from progress
                where student_id = :student
                order by exercise
                """)
                        .bind("student", student.value())
                        .map((row, ignored) -> new ProgressRow(
                                row.getString("exercise"),
                                Verdict.valueOf(row.getString("outcome")),
                                row.getInt("attempts"),
                                row.getBoolean("ever_passed"),
                                row.getTimestamp("changed_at").toInstant()))
                        .list());
    }

    /**
     * Counts verdicts in the caller's transaction. What could not be judged changes nothing; the outcome of a newer
     * submission stands over that of an older one, whichever was judged first.
     */
    public void recordIn(
            Handle handle, StudentId student, SubmissionId submission, List<ExerciseVerdict> verdicts, Instant now) {
        for (ExerciseVerdict verdict : verdicts) {
            if (verdict.verdict() != Verdict.NOT_JUDGED) {
                recordIn(handle, student, submission, verdict, now);
            }
        }
    }

    private static void recordIn(
            Handle handle, StudentId student, SubmissionId submission, ExerciseVerdict verdict, Instant now) {
        int updated = bind(handle.createUpdate("""
                update progress
                set outcome = case when submission_id <= :submission then cast(:outcome as varchar(16)) else outcome end,
                    submission_id = greatest(submission_id, :submission),
                    attempts = attempts + :attempts,
                    ever_passed = ever_passed or :passed,
                    changed_at = :now
                where student_id = :student and exercise = :exercise
                """), student, submission, verdict, now)
                .execute();
        if (updated == 0) {
            bind(handle.createUpdate("""
                    insert into progress (student_id, exercise, outcome, attempts, ever_passed, submission_id, changed_at)
                    values (:student, :exercise, :outcome, :attempts, :passed, :submission, :now)
                    """), student, submission, verdict, now).execute();
        }
    }

    private static Update bind(
            Update statement, StudentId student, SubmissionId submission, ExerciseVerdict verdict, Instant now) {
        return statement
                .bind("student", student.value())
                .bind("submission", submission.value())
                .bind("exercise", verdict.exercise())
                .bind("outcome", verdict.verdict().name())
                .bind("attempts", verdict.verdict() == Verdict.NOT_ATTEMPTED ? 0 : 1)
                .bind("passed", verdict.verdict() == Verdict.PASSED)
                .bind("now", now);
    }
}
