package hookworks.grader.engine;

import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingListener;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.session.NoResult;
import hookworks.grader.engine.session.PlainText;
import hookworks.grader.engine.session.WorkerUnavailable;
import hookworks.grader.suites.Margin;
import hookworks.grader.suites.SuiteListener;
import hookworks.grader.suites.WrongAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the hidden suites report in one try into checks, verdicts and events. */
final class RunProgress implements SuiteListener {
    private static final Logger LOG = LoggerFactory.getLogger(RunProgress.class);
    static final String OUR_FAULT = "this could not be judged; that is our fault, not yours, and it counts neither way";

    private final SubmissionUnderTest submission;
    private final GradingListener listener;
    private final RunVerdicts verdicts;
    private final List<CheckResult> checks = new ArrayList<>();
    private Optional<WorkerUnavailable> noWorker = Optional.empty();
    private Optional<Margin> borderline = Optional.empty();

    RunProgress(SubmissionUnderTest submission, RunVerdicts verdicts, GradingListener listener) {
        this.submission = submission;
        this.verdicts = verdicts;
        this.listener = listener;
    }

    @Override
    public void exerciseStarted(String exercise) {
        checks.clear();
        listener.on(new GradingEvent.ExerciseStarted(exercise));
        try {
            submission.beginExercise();
            noWorker = Optional.empty();
        } catch (WorkerUnavailable e) {
            LOG.error("no worker for '{}'", exercise, e);
            noWorker = Optional.of(e);
        }
    }

    @Override
    public void checkIsBorderline(String exercise, String name, Margin margin) {
        borderline = Optional.of(margin);
    }

    @Override
    public void checkFinished(String exercise, String name, Optional<Throwable> problem) {
        CheckResult check = noWorker.isPresent()
                ? new CheckResult(name, Verdict.NOT_JUDGED, Optional.of(OUR_FAULT))
                : judge(exercise, name, problem).decidedBy(borderline);
        borderline = Optional.empty();
        checks.add(check);
        submission.endCheck();
        listener.on(new GradingEvent.CheckJudged(exercise, check));
    }

    @Override
    public void exerciseFinished(String exercise) {
        verdicts.add(new ExerciseVerdict(exercise, Verdicts.together(checks), checks, Optional.empty()));
    }

    /** What a suite says quotes what the submission answered, and some answers are text. */
    private static CheckResult judge(String exercise, String name, Optional<Throwable> problem) {
        if (problem.isEmpty()) {
            return new CheckResult(name, Verdict.PASSED, Optional.empty());
        }
        return switch (problem.get()) {
            case NoResult none
            when none.verdict() == Verdict.NOT_ATTEMPTED ->
                new CheckResult(name, Verdict.NOT_ATTEMPTED, Optional.empty());
            case NoResult none -> new CheckResult(name, none.verdict(), Optional.of(none.feedback()));
            case WrongAnswer wrong ->
                new CheckResult(name, Verdict.FAILED, Optional.of(PlainText.of(wrong.feedback())), wrong.difference());
            case AssertionError failed ->
                new CheckResult(
                        name,
                        Verdict.FAILED,
                        Optional.ofNullable(failed.getMessage()).map(PlainText::of));
            case Throwable ours -> {
                LOG.error("the check '{}' of '{}' failed by a fault of ours", name, exercise, ours);
                yield new CheckResult(name, Verdict.NOT_JUDGED, Optional.of(OUR_FAULT));
            }
        };
    }
}
