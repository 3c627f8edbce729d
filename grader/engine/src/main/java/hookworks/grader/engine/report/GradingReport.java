package hookworks.grader.engine.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The whole result of judging one submission under one seed.
 *
 * @param seed the run's seed: the same sources and seed give the same verdicts
 * @param exercises one verdict for each exercise that was asked for, in the order of the request
 * @param phases how long each phase took, measured on the trusted side
 */
public record GradingReport(long seed, List<ExerciseVerdict> exercises, Map<Phase, Duration> phases) {
    public GradingReport {
        exercises = List.copyOf(exercises);
        phases = Map.copyOf(phases);
    }

    public long passed() {
        return exercises.stream()
                .filter(exercise -> exercise.verdict() == Verdict.PASSED)
                .count();
    }

    /** Whether anything could not be judged, so that the run should be tried again. */
    public boolean isIncomplete() {
        return exercises.stream().anyMatch(exercise -> exercise.verdict() == Verdict.NOT_JUDGED);
    }
}
