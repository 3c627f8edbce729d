package hookworks.server.cli.demo;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.server.cli.CannotRun;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.GradingRuns;
import hookworks.server.grading.PastRun;
import hookworks.server.grading.RecordedEvent;
import hookworks.server.grading.RunFeed;
import hookworks.server.grading.RunState;
import hookworks.server.students.StudentId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a student's newest run to its end, as an open page does. Thread-safe. */
public final class RunFollower {
    private static final long LOOK_MILLIS = 500;

    private final GradingRuns runs;
    private final RunFeed feed;
    private final Duration patience;

    /**
     * Makes a follower.
     *
     * @param patience how long a run may be silent
     */
    public RunFollower(GradingRuns runs, RunFeed feed, Duration patience) {
        this.runs = runs;
        this.feed = feed;
        this.patience = patience;
    }

    /**
     * Hands on each event as it is stored, and returns the verdicts when the run is done.
     *
     * @throws CannotRun where the student has no run, or it falls silent
     */
    public List<ExerciseVerdict> follow(StudentId student, Consumer<GradingEvent> listener) {
        GradingRun run = runs.latestOf(student).orElseThrow(() -> new CannotRun("the push led to no grading run"));
        var changes = new Semaphore(0);
        try (var _ = feed.subscribe(run.id(), changes::release)) {
            readToTheEnd(run, changes, listener);
        }
        return runs.historyOf(student, 1).stream()
                .map(PastRun::verdicts)
                .findFirst()
                .orElse(List.of());
    }

    private void readToTheEnd(GradingRun run, Semaphore changes, Consumer<GradingEvent> listener) {
        long seen = 0;
        long heard = System.nanoTime();
        while (true) {
            // The state first: what was stored before it became done is then certainly read.
            boolean isDone = runs.visibleTo(run.student(), run.id())
                    .filter(now -> now.state() == RunState.DONE)
                    .isPresent();
            for (RecordedEvent event : runs.eventsAfter(run.id(), seen)) {
                seen = event.sequence();
                heard = System.nanoTime();
                listener.accept(event.event());
            }
            if (isDone) {
                return;
            }
            await(changes, heard);
        }
    }

    private void await(Semaphore changes, long heard) {
        if (System.nanoTime() - heard > patience.toNanos()) {
            throw new CannotRun("nothing was heard of the grading run for %d s; the server's log may say why"
                    .formatted(patience.toSeconds()));
        }
        try {
            if (changes.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                changes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while a grading run was followed", e);
        }
    }
}
