package hookworks.server;

import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.Judge;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingListener;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Phase;
import hookworks.grader.engine.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** Stands in for the engine: gives every exercise the outcome that the script has for this call, from 1. */
public final class ScriptedJudge implements Judge {
    public final List<GradingRequest> requests = new CopyOnWriteArrayList<>();
    private final IntFunction<Verdict> script;
    private final Runnable inTheMiddle;

    private ScriptedJudge(IntFunction<Verdict> script, Runnable inTheMiddle) {
        this.script = script;
        this.inTheMiddle = inTheMiddle;
    }

    public static ScriptedJudge always(Verdict outcome) {
        return new ScriptedJudge(call -> outcome, () -> {});
    }

    public static ScriptedJudge inTurn(Verdict first, Verdict... others) {
        return new ScriptedJudge(call -> call == 1 ? first : others[Math.min(call - 2, others.length - 1)], () -> {});
    }

    /** Runs something between the first check and the first verdict. */
    public ScriptedJudge pausing(Runnable middle) {
        return new ScriptedJudge(script, middle);
    }

    @Override
    public GradingReport judge(GradingRequest request, GradingListener listener) {
        requests.add(request);
        Verdict outcome = script.apply(requests.size());
        listener.on(new GradingEvent.RunStarted(request.seed(), request.exercises()));
        listener.on(new GradingEvent.Compiled());
        List<ExerciseVerdict> verdicts = request.exercises().stream()
                .map(exercise -> judge(exercise, outcome, listener))
                .toList();
        var report = new GradingReport(request.seed(), verdicts, Map.of(Phase.CHECKS, Duration.ofMillis(7)));
        listener.on(new GradingEvent.RunFinished(report));
        return report;
    }

    private ExerciseVerdict judge(String exercise, Verdict outcome, GradingListener listener) {
        listener.on(new GradingEvent.ExerciseStarted(exercise));
        var check = new CheckResult("counts what it should", outcome, Optional.of("expected 3, got 4"));
        listener.on(new GradingEvent.CheckJudged(exercise, check));
        inTheMiddle.run();
        var verdict = new ExerciseVerdict(exercise, outcome, List.of(check), Optional.empty());
        listener.on(new GradingEvent.ExerciseJudged(verdict));
        return verdict;
    }
}
