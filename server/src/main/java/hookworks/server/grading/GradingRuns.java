package hookworks.server.grading;

import hookworks.server.database.Database;
import hookworks.server.students.StudentId;
import hookworks.server.submissions.SubmissionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Grading runs as their students see them. Reads only. Thread-safe. */
public final class GradingRuns {
    private final Database database;

    public GradingRuns(Database database) {
        this.database = database;
    }

    /** The run, where it is this student's. */
    public Optional<GradingRun> visibleTo(StudentId student, RunId run) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select id, submission_id, student_id, seed, state, attempt, queued_at, started_at, finished_at
                from grading_runs
                where id = :run and student_id = :student
                """)
                        .bind("run", run.value())
                        .bind("student", student.value())
                        .map(RunRow::read)
                        .findOne());
    }

    /** The student's newest run. */
    public Optional<GradingRun> latestOf(StudentId student) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select id, submission_id, student_id, seed, state, attempt, queued_at, started_at, finished_at
                from grading_runs
                where student_id = :student
                order by id desc
                fetch first 1 row only
                """)
                        .bind("student", student.value())
                        .map(RunRow::read)
                        .findOne());
    }

    /** The newest run of a submission; every submission has one from the moment it was accepted. */
    public GradingRun latestOf(SubmissionId submission) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select id, submission_id, student_id, seed, state, attempt, queued_at, started_at, finished_at
                from grading_runs
                where submission_id = :submission
                order by id desc
                fetch first 1 row only
                """)
                        .bind("submission", submission.value())
                        .map(RunRow::read)
                        .one());
    }

    /** The student's newest runs, newest first, each with its verdicts; one statement. */
    public List<PastRun> historyOf(StudentId student, int limit) {
        return database.jdbi().withHandle(handle -> {
            Map<GradingRun, List<String>> verdicts = new LinkedHashMap<>();
            handle.createQuery("""
                    select r.id, r.submission_id, r.student_id, r.seed, r.state, r.attempt,
                           r.queued_at, r.started_at, r.finished_at, v.verdict
                    from (select * from grading_runs
                          where student_id = :student
                          order by id desc
                          fetch first :limit rows only) r
                    left join verdicts v on v.run_id = r.id
                    order by r.id desc, v.place
                    """)
                    .bind("student", student.value())
                    .bind("limit", limit)
                    .map((row, context) ->
                            new VerdictRow(RunRow.read(row, context), Optional.ofNullable(row.getString("verdict"))))
                    .forEach(row -> row.verdict()
                            .ifPresentOrElse(
                                    verdict -> verdicts.computeIfAbsent(row.run(), ignored -> new ArrayList<>())
                                            .add(verdict),
                                    () -> verdicts.put(row.run(), List.of())));
            return verdicts.entrySet().stream()
                    .map(entry -> new PastRun(
                            entry.getKey(),
                            entry.getValue().stream()
                                    .map(EventJson::readVerdict)
                                    .toList()))
                    .toList();
        });
    }

    /**
     * The events of the run's current attempt that follow {@code sequence} (0 for all), in order. A
     * {@code RunStarted} after other events means that the run began again: what was shown of it before is void.
     */
    public List<RecordedEvent> eventsAfter(RunId run, long sequence) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select e.sequence, e.event
                from grading_events e
                join grading_runs r on r.id = e.run_id and r.attempt = e.attempt
                where e.run_id = :run and e.sequence > :sequence
                order by e.sequence
                """)
                        .bind("run", run.value())
                        .bind("sequence", sequence)
                        .map((row, ignored) ->
                                new RecordedEvent(row.getLong("sequence"), EventJson.readEvent(row.getString("event"))))
                        .list());
    }

    /** How many runs stand before this one, and itself; empty once a node has it. */
    public OptionalInt placeInQueue(RunId run) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select count(ahead.id) as place
                from grading_runs r
                join grading_runs ahead on ahead.id <= r.id and ahead.state in ('QUEUED', 'RUNNING')
                where r.id = :run and r.state = 'QUEUED'
                """)
                        .bind("run", run.value())
                        .mapTo(int.class)
                        .map(place -> place == 0 ? OptionalInt.empty() : OptionalInt.of(place))
                        .one());
    }

    private record VerdictRow(GradingRun run, Optional<String> verdict) {}
}
