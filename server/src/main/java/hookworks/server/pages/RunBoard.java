package hookworks.server.pages;

import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.grading.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run has shown so far: its events, taken in one after the other. Confined to one thread. */
final class RunBoard {
    /** How far one exercise is; the verdict is last. */
    record Judging(boolean begun, List<CheckResult> checks, Optional<Verdict> verdict, Optional<String> feedback) {
        private static final Judging WAITING = new Judging(false, List.of(), Optional.empty(), Optional.empty());

        StateView state() {
            return verdict.map(StateView::of).orElse(begun ? StateView.RUNNING : StateView.WAITING);
        }

        private Judging with(CheckResult check) {
            var all = new ArrayList<>(checks);
            all.add(check);
            return new Judging(true, List.copyOf(all), verdict, feedback);
        }
    }

    private final Map<String, Judging> exercises = new LinkedHashMap<>();
    private String activity = "";
    private long sequence;

    /** A board on which the exercises wait, before the run says which it will judge. */
    RunBoard(List<String> expected) {
        expected.forEach(exercise -> exercises.put(exercise, Judging.WAITING));
    }

    void apply(RecordedEvent recorded) {
        sequence = recorded.sequence();
        switch (recorded.event()) {
            case GradingEvent.RunStarted started -> begin(started.exercises());
            case GradingEvent.Compiled compiled -> activity = "Your sources compiled; the checks begin";
            case GradingEvent.ExerciseStarted started -> start(started.exercise());
            case GradingEvent.CheckJudged judged ->
                exercises.merge(
                        judged.exercise(),
                        Judging.WAITING.with(judged.check()),
                        (before, one) -> before.with(judged.check()));
            case GradingEvent.ExerciseJudged judged -> settle(judged.verdict());
            case GradingEvent.RunFinished finished ->
                finished.report().exercises().forEach(this::settle);
        }
    }

    Map<String, Judging> exercises() {
        return exercises;
    }

    Optional<Judging> of(String exercise) {
        return Optional.ofNullable(exercises.get(exercise));
    }

    long count(Verdict verdict) {
        return exercises.values().stream()
                .filter(judging -> judging.verdict().equals(Optional.of(verdict)))
                .count();
    }

    /** What the run is doing, in words; empty before it began. */
    String activity() {
        return activity;
    }

    /** The last event that this board has taken in. */
    long sequence() {
        return sequence;
    }

    private void begin(List<String> slugs) {
        exercises.clear();
        slugs.forEach(slug -> exercises.put(slug, Judging.WAITING));
        activity = "Compiling your sources";
    }

    private void start(String exercise) {
        exercises.put(exercise, new Judging(true, List.of(), Optional.empty(), Optional.empty()));
        activity = "Running the checks";
    }

    private void settle(ExerciseVerdict verdict) {
        exercises.put(
                verdict.exercise(),
                new Judging(true, verdict.checks(), Optional.of(verdict.verdict()), verdict.feedback()));
    }
}
