package hookworks.grader.engine;

import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingListener;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Phase;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.session.Loading;
import hookworks.grader.engine.session.NoResult;
import hookworks.grader.engine.session.PlainText;
import hookworks.grader.engine.session.Readiness;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.engine.session.WorkerSource;
import hookworks.grader.engine.session.WorkerUnavailable;
import hookworks.grader.protocol.Diagnostic;
import hookworks.grader.suites.SuiteLauncher;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges with the hidden suites in this process and the submission in a worker of its own. What a fault of ours breaks off
 * is judged again in a fresh worker, a few times. Thread-safe.
 */
public final class SandboxedJudge implements Judge {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxedJudge.class);

    /** How often an exercise is begun that could not be judged. */
    private static final int TRIES = 3;

    static final String NO_WORKER =
            "no worker could be started to run your code; that is our fault, not yours, and it counts neither way";

    private final WorkerSource workers;
    private final SuiteLauncher suites;
    private volatile boolean closed;

    /** @param workers become the judge's own */
    public SandboxedJudge(WorkerSource workers, SuiteLauncher suites) {
        this.workers = workers;
        this.suites = suites;
    }

    @Override
    public GradingReport judge(GradingRequest request, GradingListener listener) {
        listener.on(new GradingEvent.RunStarted(request.seed(), request.exercises()));
        var clock = new PhaseClock();
        var verdicts = new RunVerdicts(request.exercises(), listener);
        var run = new Run(request, listener, verdicts, clock);
        boolean goesOn = true;
        for (int attempt = 1;
                attempt <= TRIES && goesOn && !closed && !verdicts.left().isEmpty();
                attempt++) {
            goesOn = run.attempt(attempt);
        }
        var report = new GradingReport(request.seed(), verdicts.end(), clock.phases());
        listener.on(new GradingEvent.RunFinished(report));
        return report;
    }

    /** One run: each attempt judges what no earlier one could, in a worker of its own. */
    private final class Run {
        private final GradingRequest request;
        private final GradingListener listener;
        private final RunVerdicts verdicts;
        private final PhaseClock clock;
        private boolean compiled;

        Run(GradingRequest request, GradingListener listener, RunVerdicts verdicts, PhaseClock clock) {
            this.request = request;
            this.listener = listener;
            this.verdicts = verdicts;
            this.clock = clock;
        }

        /** False where this process stops, so that another attempt would be in vain. */
        boolean attempt(int number) {
            LOG.debug("attempt {} judges {}", number, verdicts.left());
            try (SubmissionSession session = clock.timed(Phase.WORKER_START, SandboxedJudge.this::start)) {
                Loading loading = clock.timed(Phase.COMPILE, () -> session.load(request.sources()));
                return switch (loading) {
                    case Loading.Ready ignored -> {
                        tellCompiled();
                        yield clock.timed(Phase.CHECKS, () -> runSuites(session));
                    }
                    case Loading.NotCompiled not -> notCompiled(not);
                    case Loading.Stopped(NoResult why) -> {
                        verdicts.addForAllLeft(why.verdict(), why.feedback());
                        yield !session.wasInterrupted();
                    }
                };
            } catch (WorkerUnavailable e) {
                LOG.error("no worker could be started", e);
                verdicts.addForAllLeft(Verdict.NOT_JUDGED, NO_WORKER);
                return !Thread.currentThread().isInterrupted();
            }
        }

        private void tellCompiled() {
            if (!compiled) {
                compiled = true;
                listener.on(new GradingEvent.Compiled());
            }
        }

        private boolean notCompiled(Loading.NotCompiled not) {
            if (compiled) {
                LOG.error("a later worker does not compile what an earlier one did: {}", not.diagnostics());
                verdicts.addForAllLeft(Verdict.NOT_JUDGED, RunProgress.OUR_FAULT);
            } else {
                verdicts.addForAllLeft(Verdict.ERRORED, explain(not));
            }
            return true;
        }

        private boolean runSuites(SubmissionSession session) {
            try (var submission = new SubmissionUnderTest(SandboxedJudge.this::start, request.sources(), session)) {
                launch(submission);
                return !submission.wasInterrupted();
            }
        }

        private void launch(SubmissionUnderTest submission) {
            var progress = new RunProgress(submission, verdicts, listener);
            try {
                suites.launch(verdicts.left(), submission, request.seed(), progress);
            } catch (RuntimeException e) {
                LOG.error("the hidden suites stopped by a fault of ours", e);
                verdicts.addForAllLeft(Verdict.NOT_JUDGED, RunProgress.OUR_FAULT);
            }
        }
    }

    /** Whoever closes this judge ends what it judges, and wants no further workers. */
    private SubmissionSession start() throws WorkerUnavailable {
        if (closed) {
            throw new WorkerUnavailable("the judge is closed");
        }
        return workers.start();
    }

    @Override
    public void awaitWarm() throws InterruptedException {
        workers.awaitWarm();
    }

    @Override
    public Readiness readiness() {
        return workers.readiness();
    }

    @Override
    public void close() {
        closed = true;
        workers.close();
    }

    private static String explain(Loading.NotCompiled not) {
        return PlainText.of(not.diagnostics().stream()
                .map(Diagnostic::toString)
                .collect(Collectors.joining("\n", "your code does not compile:\n", "")));
    }
}
