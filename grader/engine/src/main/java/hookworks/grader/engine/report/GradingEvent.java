package hookworks.grader.engine.report;

import java.util.List;

/** What happens in a grading run, in order, as it happens. A new case breaks every switch on purpose. */
public sealed interface GradingEvent {
    /** The run began; {@code exercises} are the slugs that it will judge. */
    record RunStarted(long seed, List<String> exercises) implements GradingEvent {}

    /** The sources compiled. */
    record Compiled() implements GradingEvent {}

    /**
     * An exercise's checks begin. They may begin a second time, after a fault of ours; what was said of them before no
     * longer counts then.
     */
    record ExerciseStarted(String exercise) implements GradingEvent {}

    record CheckJudged(String exercise, CheckResult check) implements GradingEvent {}

    record ExerciseJudged(ExerciseVerdict verdict) implements GradingEvent {}

    record RunFinished(GradingReport report) implements GradingEvent {}
}
