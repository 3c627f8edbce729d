package hookworks.grader.engine;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingListener;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Phase;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.session.Loading;
import hookworks.grader.engine.session.PlainText;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.engine.session.WorkerSource;
import hookworks.grader.engine.session.WorkerUnavailable;
import hookworks.grader.protocol.Diagnostic;
import hookworks.grader.suites.SuiteLauncher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges with the hidden suites in this process and the submission in a worker of its own. Thread-safe. */
public final class SandboxedJudge implements Judge {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxedJudge.class);

    private final WorkerSource workers;
    private final SuiteLauncher suites;

    /** @param workers become the judge's own */
    public SandboxedJudge(WorkerSource workers, SuiteLauncher suites) {
        this.workers = workers;
        this.suites = suites;
    }

    @Override
    public GradingReport judge(GradingRequest request, GradingListener listener) {
        listener.on(new GradingEvent.RunStarted(request.seed(), request.exercises()));
        var clock = new PhaseClock();
        List<ExerciseVerdict> verdicts = verdicts(request, listener, clock);
        var report = new GradingReport(request.seed(), verdicts, clock.phases());
        listener.on(new GradingEvent.RunFinished(report));
        return report;
    }

    private List<ExerciseVerdict> verdicts(GradingRequest request, GradingListener listener, PhaseClock clock) {
        try (SubmissionSession session = clock.timed(Phase.WORKER_START, workers::start)) {
            Loading loading = clock.timed(Phase.COMPILE, () -> session.load(request.sources()));
            return switch (loading) {
                case Loading.Ready ignored -> {
                    listener.on(new GradingEvent.Compiled());
                    yield clock.timed(Phase.CHECKS, () -> runSuites(request, session, listener));
                }
                case Loading.NotCompiled not -> sameForAll(request, Verdict.ERRORED, explain(not), listener);
                case Loading.Stopped stopped ->
                    sameForAll(request, stopped.why().verdict(), stopped.why().feedback(), listener);
            };
        } catch (WorkerUnavailable e) {
            LOG.error("no worker could be started", e);
            return sameForAll(
                    request,
                    Verdict.NOT_JUDGED,
                    "no worker could be started to run your code; that is our fault, and it counts neither way",
                    listener);
        }
    }

    private List<ExerciseVerdict> runSuites(
            GradingRequest request, SubmissionSession session, GradingListener listener) {
        try (var submission = new SubmissionUnderTest(workers, request.sources(), session)) {
            var progress = new RunProgress(submission, listener);
            launch(request, submission, progress);
            return progress.verdicts();
        }
    }

    private void launch(GradingRequest request, SubmissionUnderTest submission, RunProgress progress) {
        try {
            suites.launch(request.exercises(), submission, request.seed(), progress);
        } catch (RuntimeException e) {
            LOG.error("the hidden suites stopped by a fault of ours", e);
            progress.stopped(request.exercises());
        }
    }

    @Override
    public void awaitWarm() throws InterruptedException {
        workers.awaitWarm();
    }

    @Override
    public void close() {
        workers.close();
    }

    private static List<ExerciseVerdict> sameForAll(
            GradingRequest request, Verdict verdict, String feedback, GradingListener listener) {
        List<ExerciseVerdict> verdicts = request.exercises().stream()
                .map(exercise -> new ExerciseVerdict(exercise, verdict, List.of(), Optional.of(feedback)))
                .toList();
        verdicts.forEach(each -> listener.on(new GradingEvent.ExerciseJudged(each)));
        return verdicts;
    }

    private static String explain(Loading.NotCompiled not) {
        return PlainText.of(not.diagnostics().stream()
                .map(Diagnostic::toString)
                .collect(Collectors.joining("\n", "your code does not compile:\n", "")));
    }
}
