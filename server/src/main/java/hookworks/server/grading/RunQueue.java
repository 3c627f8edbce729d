package hookworks.server.grading;

import hookworks.grader.engine.report.Verdict;
import hookworks.server.submissions.GradingQueue;
import hookworks.server.submissions.Submission;
import hookworks.server.submissions.SubmissionId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** The queue of grading runs in the database, from which nodes claim. Thread-safe. */
public final class RunQueue implements GradingQueue {
    static final String TASK = "grading-run";

    private final RandomGenerator seeds;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * Makes the queue.
     *
     * @param seeds draws each run's seed; a guessable one would give the hidden inputs away
     */
    public RunQueue(RandomGenerator seeds) {
        this.seeds = seeds;
    }

    @Override
    public void addIn(Handle handle, Submission submission) {
        long run = handle.createUpdate("""
                insert into grading_runs (submission_id, student_id, seed, state, queued_at)
                values (:submission, :student, :seed, 'QUEUED', :now)
                """)
                .bind("submission", submission.id().value())
                .bind("student", submission.student().value())
                .bind("seed", seeds.nextLong())
                .bind("now", submission.acceptedAt())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
        // Due at once, and in the order of pushes: both must hold whatever somebody does to the clock.
        handle.createUpdate("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values (:task, :run, :place, false, 1)
                """)
                .bind("task", TASK)
                .bind("run", Long.toString(run))
                .bind("place", Instant.EPOCH.plusMillis(run))
                .execute();
    }

    @Override
    public boolean leftUnjudgedIn(Handle handle, SubmissionId submission) {
        return handle.createQuery("""
                select count(*)
                from grading_runs r
                join verdicts v on v.run_id = r.id
                where r.submission_id = :submission and v.outcome = :notJudged
                """)
                .bind("submission", submission.value())
                .bind("notJudged", Verdict.NOT_JUDGED.name())
                .mapTo(long.class)
                .map(count -> count > 0)
                .one();
    }

    @Override
    public void wake() {
        listeners.forEach(Runnable::run);
    }

    void onWake(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
