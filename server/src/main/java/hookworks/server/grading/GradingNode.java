package hookworks.server.grading;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.Judge;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims runs from the queue under a lease, has them judged, and writes what came out. A node that dies loses its
 * leases, and any node claims its runs again. Owns its threads until closed; does not own the judge.
 */
public final class GradingNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GradingNode.class);

    private final RunLedger ledger;
    private final RunQueue queue;
    private final Judge judge;
    private final List<String> exercises;
    private final NodeSettings settings;
    private final SteadyClock clock;
    private final Scheduler scheduler;
    private final Runnable look;

    private GradingNode(RunLedger ledger, RunQueue queue, Judge judge, List<String> exercises, NodeSettings settings) {
        this.ledger = ledger;
        this.queue = queue;
        this.judge = judge;
        this.exercises = List.copyOf(exercises);
        this.settings = settings;
        this.clock = SteadyClock.setBy(ledger.clock(), System::nanoTime);
        this.scheduler = scheduler();
        this.look = scheduler::triggerCheckForDueExecutions;
    }

    /**
     * Starts a node.
     *
     * @param exercises slugs that every run judges, in course order
     */
    public static GradingNode start(
            RunLedger ledger, RunQueue queue, Judge judge, List<String> exercises, NodeSettings settings) {
        var node = new GradingNode(ledger, queue, judge, exercises, settings);
        ledger.forgetTheFuture(node.clock.instant(), settings.longestDelay());
        node.scheduler.start();
        queue.onWake(node.look);
        return node;
    }

    @Override
    public void close() {
        queue.forget(look);
        scheduler.stop();
    }

    private Scheduler scheduler() {
        Task<Void> task = Tasks.custom(RunQueue.TASK, Void.class)
                .onFailure(new OnFailureRetryLater<>(settings.retryDelay()))
                // The library's own handler asks the system for the time, which may be another than this node's.
                .onDeadExecution((dead, queue) -> queue.reschedule(dead, clock.instant()))
                .execute(this::grade);
        return Scheduler.create(ledger.dataSource(), task)
                .schedulerName(new SchedulerName.Fixed(settings.name()))
                .jdbcCustomization(new DefaultJdbcCustomization(false))
                .clock(clock::instant)
                .threads(settings.slots())
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missedHeartbeats())
                .shutdownMaxWait(settings.stopWait())
                .build();
    }

    private CompletionHandler<Void> grade(TaskInstance<Void> entry, ExecutionContext context) {
        Optional<Attempt> begun = ledger.begin(new RunId(Long.parseLong(entry.getId())));
        if (begun.isEmpty()) {
            return new OnCompleteRemove<>();
        }
        Attempt attempt = begun.get();
        GradingReport report = judge(attempt);
        if (report.isIncomplete() && context.getSchedulerState().isShuttingDown()) {
            return ledger.release(attempt) ? whenStartedAgain(attempt) : lost(attempt);
        }
        if (report.isIncomplete() && attempt.mayBeTriedAgain() && !attempt.hasLostTooManyNodes()) {
            return ledger.putBack(attempt) ? again(attempt) : lost(attempt);
        }
        return ledger.complete(attempt, report) ? new OnCompleteRemove<>() : lost(attempt);
    }

    private GradingReport judge(Attempt attempt) {
        GradingRequest request = ledger.requestOf(attempt, exercises);
        if (attempt.hasLostTooManyNodes()) {
            LOG.error(
                    "run {} was begun {} times and never ended; it is stored as not judged",
                    attempt.run().value(),
                    attempt.number());
            return Attempt.notJudged(request);
        }
        try {
            return judge.judge(request, event -> record(attempt, event));
        } catch (RuntimeException fault) {
            LOG.error("judging run {} broke in attempt {}", attempt.run().value(), attempt.number(), fault);
            return Attempt.notJudged(request);
        }
    }

    /** The end is not recorded here: it is written together with the verdicts. */
    private void record(Attempt attempt, GradingEvent event) {
        if (!(event instanceof GradingEvent.RunFinished) && !ledger.append(attempt, event)) {
            LOG.warn(
                    "node {} no longer holds run {}",
                    settings.name(),
                    attempt.run().value());
        }
    }

    private CompletionHandler<Void> whenStartedAgain(Attempt attempt) {
        LOG.info(
                "node {} stops; run {} is back in the queue",
                settings.name(),
                attempt.run().value());
        return after(settings.retryDelay());
    }

    private CompletionHandler<Void> again(Attempt attempt) {
        LOG.warn(
                "run {} could not be judged in attempt {}; it will be tried again",
                attempt.run().value(),
                attempt.number());
        return after(settings.retryDelay(attempt.notJudged()));
    }

    private CompletionHandler<Void> after(Duration delay) {
        return (completed, queue) ->
                queue.reschedule(completed, completed.getTimeDone().plus(delay));
    }

    /** Another node has the run and its place in the queue, so this one leaves both alone. */
    private CompletionHandler<Void> lost(Attempt attempt) {
        LOG.warn(
                "node {} lost run {} in attempt {}; its result is dropped",
                settings.name(),
                attempt.run().value(),
                attempt.number());
        return (completed, queue) -> {};
    }
}
