package hookworks.server.pages;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Stands in for the engine: judges step by step, each when the test says so. */
final class SteppedJudge implements Judge {
    /** What to report; the run ends with the step that returns no event. */
    private interface Step extends BiFunction<GradingRequest, Map<String, ExerciseVerdict>, Optional<GradingEvent>> {}

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

    void begins() {
        steps.add((request, verdicts) -> Optional.of(new GradingEvent.RunStarted(request.seed(), request.exercises())));
        steps.add((request, verdicts) -> Optional.of(new GradingEvent.Compiled()));
    }

    void checks(String exercise, String check, Verdict outcome, @Nullable String feedback) {
        steps.add((request, verdicts) -> Optional.of(new GradingEvent.CheckJudged(
                exercise, new CheckResult(check, outcome, Optional.ofNullable(feedback)))));
    }

    void judges(String exercise, Verdict outcome, CheckResult... checks) {
        judges(new ExerciseVerdict(exercise, outcome, List.of(checks), Optional.empty()));
    }

    void judges(ExerciseVerdict verdict) {
        steps.add((request, verdicts) -> {
            verdicts.put(verdict.exercise(), verdict);
            return Optional.of(new GradingEvent.ExerciseJudged(verdict));
        });
    }

    /** Ends the run; what was not judged was not attempted. */
    void ends() {
        steps.add((request, verdicts) -> Optional.empty());
    }

    @Override
    public GradingReport judge(GradingRequest request, GradingListener listener) {
        Map<String, ExerciseVerdict> verdicts = new LinkedHashMap<>();
        try {
            Optional<GradingEvent> event = next().apply(request, verdicts);
            while (event.isPresent()) {
                listener.on(event.get());
                event = next().apply(request, verdicts);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the node was stopped in the middle of a run", stopped);
        }
        var report = new GradingReport(
                request.seed(), inOrder(request, verdicts), Map.of(Phase.CHECKS, Duration.ofMillis(7)));
        listener.on(new GradingEvent.RunFinished(report));
        return report;
    }

    private Step next() throws InterruptedException {
        Step step = steps.poll(60, TimeUnit.SECONDS);
        if (step == null) {
            throw new IllegalStateException("the test gave no step for 60 s");
        }
        return step;
    }

    private static List<ExerciseVerdict> inOrder(GradingRequest request, Map<String, ExerciseVerdict> verdicts) {
        List<ExerciseVerdict> all = new ArrayList<>();
        for (String exercise : request.exercises()) {
            all.add(verdicts.getOrDefault(
                    exercise, new ExerciseVerdict(exercise, Verdict.NOT_ATTEMPTED, List.of(), Optional.empty())));
        }
        return all;
    }
}
