package hookworks.server.pages;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run in words.
 *
 * @param sentence where it is now, or how it ended
 * @param seed shown once the run is done, so that nobody knows the inputs before they are used
 */
record RunView(
        long id,
        long submission,
        StateView state,
        String sentence,
        TimeView queued,
        Optional<String> took,
        Optional<Long> seed,
        boolean isUnjudged,
        List<Exercise> exercises) {

    /** One exercise of the run. */
    record Exercise(
            String slug, String title, String address, StateView state, List<Check> checks, Optional<String> feedback) {
        /** The place on the page that this exercise fills. */
        String part() {
            return "exercise-" + slug;
        }
    }

    record Check(String name, StateView state, Optional<String> feedback, Optional<DifferenceView> difference) {
        static Check of(CheckResult check) {
            return new Check(
                    check.name(),
                    StateView.of(check.outcome()),
                    check.feedback(),
                    check.difference().map(DifferenceView::of));
        }
    }

    static RunView of(GradingRun run, RunBoard board, OptionalInt place, Catalogue course, TimeView queued) {
        boolean isDone = run.state() == RunState.DONE;
        return new RunView(
                run.id().value(),
                run.submission().value(),
                state(run, board),
                sentence(run, board, place),
                queued,
                took(run),
                isDone ? Optional.of(run.seed()) : Optional.empty(),
                isDone && board.count(Verdict.NOT_JUDGED) > 0,
                board.exercises().entrySet().stream()
                        .map(entry -> exercise(entry.getKey(), entry.getValue(), course))
                        .toList());
    }

    private static StateView state(GradingRun run, RunBoard board) {
        return switch (run.state()) {
            case QUEUED -> StateView.WAITING;
            case RUNNING -> StateView.RUNNING;
            case DONE -> judged(board);
        };
    }

    private static StateView judged(RunBoard board) {
        if (board.count(Verdict.NOT_JUDGED) > 0) {
            return StateView.of(Verdict.NOT_JUDGED);
        }
        return board.count(Verdict.PASSED) == board.exercises().size()
                ? new StateView("pass", "✓", "judged")
                : new StateView("none", "●", "judged");
    }

    private static String sentence(GradingRun run, RunBoard board, OptionalInt place) {
        return switch (run.state()) {
            case QUEUED -> queuedSentence(run, place);
            case RUNNING -> board.activity().isEmpty() ? "Getting a worker ready" : board.activity();
            case DONE ->
                Words.passed(board.count(Verdict.PASSED), board.exercises().size()) + unjudgedSentence(board);
        };
    }

    private static String unjudgedSentence(RunBoard board) {
        long unjudged = board.count(Verdict.NOT_JUDGED);
        return unjudged == 0 ? "" : ", %d not judged".formatted(unjudged);
    }

    private static String queuedSentence(GradingRun run, OptionalInt place) {
        String where = place.isPresent() ? "Number %d in the queue".formatted(place.getAsInt()) : "In the queue";
        return run.attempt() == 0 ? where : where + ", to be judged again after a fault of ours";
    }

    private static Optional<String> took(GradingRun run) {
        return run.startedAt()
                .flatMap(started -> run.finishedAt().map(finished -> Duration.between(started, finished)))
                .map(Words::seconds);
    }

    private static Exercise exercise(String slug, RunBoard.Judging judging, Catalogue course) {
        return new Exercise(
                slug,
                course.exercise(slug).map(ExercisePage::title).orElse(slug),
                address(slug, course),
                judging.state(),
                judging.checks().stream().map(Check::of).toList(),
                judging.feedback());
    }

    private static String address(String slug, Catalogue course) {
        return course.sections().stream()
                .filter(section -> section.exercises().stream()
                        .anyMatch(exercise -> exercise.slug().equals(slug)))
                .findFirst()
                .map(section -> section.address() + "#" + slug)
                .orElse("/");
    }
}
