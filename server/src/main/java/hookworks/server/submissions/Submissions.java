package hookworks.server.submissions;

import hookworks.grader.protocol.SourceTree;
import hookworks.server.database.Database;
import hookworks.server.students.StudentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Everything that was handed in. Thread-safe. */
public final class Submissions {
    private final Database database;
    private final Clock clock;
    private final GradingQueue queue;

    public Submissions(Database database, Clock clock, GradingQueue queue) {
        this.database = database;
        this.clock = clock;
        this.queue = queue;
    }

    /**
     * Takes sources that passed the {@link IntakeRules}. When this returns, they and their place in the grading queue
     * are on disk and cannot be lost; when it throws, nothing was stored.
     *
     * @throws SubmissionRefused where the student's last submission already has these very sources, and no fault of ours
     *     left it unjudged
     */
    public Submission accept(StudentId student, SourceTree sources, Via via) {
        var content = SourceContent.of(sources);
        Submission accepted = database.commitDurably(handle -> {
            lockStudentIn(handle, student);
            refuseUnchangedIn(handle, student, content);
            storeIn(handle, student, content);
            Submission submission = insertIn(handle, student, content, via);
            queue.addIn(handle, submission);
            return submission;
        });
        queue.wake();
        return accepted;
    }

    /** What was handed in. */
    public SourceTree sourcesOf(SubmissionId submission) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select t.digest, t.content
                from submissions s
                join source_trees t on t.student_id = s.student_id and t.digest = s.digest
                where s.id = :submission
                """)
                        .bind("submission", submission.value())
                        .map((row, ignored) -> new SourceContent(row.getString("digest"), row.getBytes("content")))
                        .one()
                        .sources());
    }

    public Optional<Submission> latestOf(StudentId student) {
        return database.jdbi().withHandle(handle -> latestIn(handle, student));
    }

    /** The submission that a commit became, the latest where there are several. */
    public Optional<Submission> ofCommit(StudentId student, String commit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select id, student_id, digest, via, commit_id, accepted_at
                from submissions
                where student_id = :student and commit_id = :commit
                order by id desc
                fetch first 1 row only
                """)
                        .bind("student", student.value())
                        .bind("commit", commit)
                        .map(Submissions::read)
                        .findOne());
    }

    /** The commit of the student's last push that was accepted. */
    public Optional<String> latestCommitOf(StudentId student) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select commit_id
                from submissions
                where student_id = :student and commit_id is not null
                order by id desc
                fetch first 1 row only
                """)
                        .bind("student", student.value())
                        .mapTo(String.class)
                        .findOne());
    }

    private static void lockStudentIn(Handle handle, StudentId student) {
        Optional<Long> found = handle.createQuery("select id from students where id = :student for update")
                .bind("student", student.value())
                .mapTo(long.class)
                .findOne();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no student " + student.value());
        }
    }

    private void refuseUnchangedIn(Handle handle, StudentId student, SourceContent content) {
        latestIn(handle, student)
                .filter(last -> last.digest().equals(content.digest()))
                .filter(last -> !queue.leftUnjudgedIn(handle, last.id()))
                .ifPresent(last -> {
                    throw new SubmissionRefused("""
                            these sources are the same as those of your last submission, number %d
                            change something below src/main/java and submit again; its verdict stands until then""".formatted(last.id().value()));
                });
    }

    private static void storeIn(Handle handle, StudentId student, SourceContent content) {
        handle.createUpdate("""
                insert into source_trees (student_id, digest, content)
                select s.id, :digest, :content
                from students s
                where s.id = :student
                  and not exists (
                    select 1 from source_trees t where t.student_id = :student and t.digest = :digest)
                """)
                .bind("student", student.value())
                .bind("digest", content.digest())
                .bind("content", content.bytes())
                .execute();
    }

    private Submission insertIn(Handle handle, StudentId student, SourceContent content, Via via) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long id = handle.createUpdate("""
                insert into submissions (student_id, digest, via, commit_id, accepted_at)
                values (:student, :digest, :via, :commit, :now)
                """)
                .bind("student", student.value())
                .bind("digest", content.digest())
                .bind("via", ViaColumns.nameOf(via))
                .bind("commit", ViaColumns.commitOf(via))
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
        return new Submission(new SubmissionId(id), student, content.digest(), via, now);
    }

    private static Optional<Submission> latestIn(Handle handle, StudentId student) {
        return handle.createQuery("""
                select id, student_id, digest, via, commit_id, accepted_at
                from submissions
                where student_id = :student
                order by id desc
                fetch first 1 row only
                """)
                .bind("student", student.value())
                .map(Submissions::read)
                .findOne();
    }

    private static Submission read(ResultSet row, StatementContext ignored) throws SQLException {
        return new Submission(
                new SubmissionId(row.getLong("id")),
                new StudentId(row.getLong("student_id")),
                row.getString("digest"),
                ViaColumns.read(row),
                row.getTimestamp("accepted_at").toInstant());
    }
}
