package hookworks.server.grading;

import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import hookworks.server.database.Database;
import hookworks.server.progress.ProgressRows;
import hookworks.server.students.StudentId;
import hookworks.server.submissions.SubmissionId;
import hookworks.server.submissions.Submissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * What nodes write about runs. Each write is refused once another attempt has begun or the run is done, so a node that
 * lost its lease changes nothing, and a run is completed exactly once. Thread-safe.
 */
public final class RunLedger {
    private final Database database;
    private final Submissions submissions;
    private final ProgressRows progress;
    private final RunFeed feed;
    private final Clock clock;

    public RunLedger(Database database, Submissions submissions, ProgressRows progress, RunFeed feed, Clock clock) {
        this.database = database;
        this.submissions = submissions;
        this.progress = progress;
        this.feed = feed;
        this.clock = clock;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    Clock clock() {
        return clock;
    }

    /** Begins the run's next attempt, which ends any earlier one; empty where the run is done. */
    Optional<Attempt> begin(RunId run) {
        Optional<Attempt> begun = database.jdbi().inTransaction(handle -> {
            int updated = handle.createUpdate("""
                    update grading_runs
                    set state = 'RUNNING', attempt = attempt + 1, started_at = :now
                    where id = :run and state in ('QUEUED', 'RUNNING')
                    """)
                    .bind("run", run.value())
                    .bind("now", clock.instant())
                    .execute();
            return updated == 0 ? Optional.empty() : Optional.of(currentIn(handle, run));
        });
        begun.ifPresent(attempt -> feed.announce(run));
        return begun;
    }

    GradingRequest requestOf(Attempt attempt, List<String> exercises) {
        long seed = database.jdbi()
                .withHandle(handle -> handle.createQuery("select seed from grading_runs where id = :run")
                        .bind("run", attempt.run().value())
                        .mapTo(long.class)
                        .one());
        return new GradingRequest(submissions.sourcesOf(attempt.submission()), exercises, seed);
    }

    /** Adds to the attempt's events; false where the attempt no longer holds the run. */
    boolean append(Attempt attempt, GradingEvent event) {
        boolean kept = database.jdbi().inTransaction(handle -> appendIn(handle, attempt, event));
        if (kept) {
            feed.announce(attempt.run());
        }
        return kept;
    }

    /** Stores verdicts, progress and the last event in one transaction; false where the attempt no longer holds the run. */
    boolean complete(Attempt attempt, GradingReport report) {
        boolean kept = database.commitDurably(handle -> {
            boolean holds = appendIn(handle, attempt, new GradingEvent.RunFinished(report));
            if (holds) {
                Instant now = clock.instant();
                finishIn(handle, attempt, now);
                insertVerdictsIn(handle, attempt, report.exercises());
                progress.recordIn(handle, attempt.student(), attempt.submission(), report.exercises(), now);
            }
            return holds;
        });
        if (kept) {
            feed.announce(attempt.run());
        }
        return kept;
    }

    /** Puts the run back in the queue and counts the attempt as a fault of ours. */
    boolean putBack(Attempt attempt) {
        return putBack(attempt, 1);
    }

    /** Puts the run back in the queue because its node stops; no fault is counted. */
    boolean release(Attempt attempt) {
        return putBack(attempt, 0);
    }

    private boolean putBack(Attempt attempt, int faults) {
        int updated = database.jdbi()
                .withHandle(handle -> handle.createUpdate("""
                update grading_runs
                set state = 'QUEUED', not_judged = not_judged + :faults
                where id = :run and attempt = :attempt and state = 'RUNNING'
                """)
                        .bind("run", attempt.run().value())
                        .bind("attempt", attempt.number())
                        .bind("faults", faults)
                        .execute());
        feed.announce(attempt.run());
        return updated == 1;
    }

    /**
     * Sets right what a clock that has been set back left behind: no lease was renewed later than now, and no run is due
     * later than the longest delay from now.
     */
    void forgetTheFuture(Instant now, Duration longestDelay) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate(
                            "update scheduled_tasks set last_heartbeat = :now where picked and last_heartbeat > :now")
                    .bind("now", now)
                    .execute();
            handle.createUpdate("""
                    update scheduled_tasks set execution_time = :now where not picked and execution_time > :latest
                    """)
                    .bind("now", now)
                    .bind("latest", now.plus(longestDelay))
                    .execute();
        });
    }

    private static Attempt currentIn(Handle handle, RunId run) {
        return handle.createQuery("""
                select student_id, submission_id, attempt, not_judged
                from grading_runs
                where id = :run
                """)
                .bind("run", run.value())
                .map((row, ignored) -> new Attempt(
                        run,
                        new StudentId(row.getLong("student_id")),
                        new SubmissionId(row.getLong("submission_id")),
                        row.getInt("attempt"),
                        row.getInt("not_judged")))
                .one();
    }

    private static boolean appendIn(Handle handle, Attempt attempt, GradingEvent event) {
        int holds = handle.createUpdate("""
                update grading_runs
                set last_sequence = last_sequence + 1
                where id = :run and attempt = :attempt and state = 'RUNNING'
                """)
                .bind("run", attempt.run().value())
                .bind("attempt", attempt.number())
                .execute();
        if (holds == 1) {
            handle.createUpdate("""
                    insert into grading_events (run_id, sequence, attempt, event)
                    select id, last_sequence, attempt, :event
                    from grading_runs
                    where id = :run
                    """)
                    .bind("run", attempt.run().value())
                    .bind("event", EventJson.write(event))
                    .execute();
        }
        return holds == 1;
    }

    private static void finishIn(Handle handle, Attempt attempt, Instant now) {
        handle.createUpdate("update grading_runs set state = 'DONE', finished_at = :now where id = :run")
                .bind("run", attempt.run().value())
                .bind("now", now)
                .execute();
    }

    private static void insertVerdictsIn(Handle handle, Attempt attempt, List<ExerciseVerdict> verdicts) {
        for (int place = 0; place < verdicts.size(); place++) {
            ExerciseVerdict verdict = verdicts.get(place);
            handle.createUpdate("""
                    insert into verdicts (run_id, exercise, place, outcome, verdict)
                    values (:run, :exercise, :place, :outcome, :verdict)
                    """)
                    .bind("run", attempt.run().value())
                    .bind("exercise", verdict.exercise())
                    .bind("place", place)
                    .bind("outcome", verdict.verdict().name())
                    .bind("verdict", EventJson.write(verdict))
                    .execute();
        }
    }
}
