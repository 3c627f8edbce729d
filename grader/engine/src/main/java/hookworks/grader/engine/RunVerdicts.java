package hookworks.grader.engine;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingListener;
import hookworks.grader.engine.report.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run's verdicts as they come. What could not be judged waits for the next try; only the last try's word about it is
 * told. One thread.
 */
final class RunVerdicts {
    private final List<String> exercises;
    private final GradingListener listener;
    private final Map<String, ExerciseVerdict> settled = new HashMap<>();
    private final Map<String, ExerciseVerdict> unjudged = new HashMap<>();

    RunVerdicts(List<String> exercises, GradingListener listener) {
        this.exercises = exercises;
        this.listener = listener;
    }

    /** The exercises without a verdict, in the order of the request. */
    List<String> left() {
        return exercises.stream()
                .filter(exercise -> !settled.containsKey(exercise))
                .toList();
    }

    void add(ExerciseVerdict verdict) {
        if (verdict.verdict() == Verdict.NOT_JUDGED) {
            unjudged.put(verdict.exercise(), verdict);
        } else {
            settle(verdict);
        }
    }

    /** The same for every exercise without a verdict. */
    void addForAllLeft(Verdict verdict, String feedback) {
        left().forEach(exercise -> add(new ExerciseVerdict(exercise, verdict, List.of(), Optional.of(feedback))));
    }

    /** No other try follows: one verdict for each exercise, in the order of the request. */
    List<ExerciseVerdict> end() {
        for (String exercise : left()) {
            settle(unjudged.getOrDefault(
                    exercise,
                    new ExerciseVerdict(exercise, Verdict.NOT_JUDGED, List.of(), Optional.of(RunProgress.OUR_FAULT))));
        }
        return exercises.stream().map(settled::get).toList();
    }

    private void settle(ExerciseVerdict verdict) {
        settled.put(verdict.exercise(), verdict);
        listener.on(new GradingEvent.ExerciseJudged(verdict));
    }
}
