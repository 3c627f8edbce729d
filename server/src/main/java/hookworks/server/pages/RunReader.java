package hookworks.server.pages;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.GradingRuns;
import hookworks.server.grading.RunState;
import hookworks.server.students.StudentId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads runs for pages: the row, the events and the place in the queue become one view. Thread-safe. */
final class RunReader {
    private final Catalogue course;
    private final GradingRuns runs;
    private final Clock clock;

    RunReader(Catalogue course, GradingRuns runs, Clock clock) {
        this.course = course;
        this.runs = runs;
        this.clock = clock;
    }

    RunBoard emptyBoard() {
        return new RunBoard(course.exercises().stream().map(ExercisePage::slug).toList());
    }

    /** The run's board as it was when {@code sequence} was its last event; empty where no such event stands now. */
    Optional<RunBoard> boardAt(GradingRun run, long sequence) {
        RunBoard board = emptyBoard();
        runs.eventsAfter(run.id(), 0).stream()
                .takeWhile(event -> event.sequence() <= sequence)
                .forEach(board::apply);
        return sequence > 0 && board.sequence() == sequence ? Optional.of(board) : Optional.empty();
    }

    /** Takes in what happened since the board's last event. */
    void catchUp(GradingRun run, RunBoard board) {
        runs.eventsAfter(run.id(), board.sequence()).forEach(board::apply);
    }

    Optional<GradingRun> again(GradingRun run) {
        return runs.visibleTo(run.student(), run.id());
    }

    /** The student's newest run while it is not done. */
    Optional<GradingRun> openRunOf(StudentId student) {
        return runs.latestOf(student).filter(run -> run.state() != RunState.DONE);
    }

    RunView view(GradingRun run, RunBoard board) {
        return RunView.of(run, board, runs.placeInQueue(run.id()), course, time(run));
    }

    List<RunView.Exercise> exercises(GradingRun run, RunBoard board) {
        return view(run, board).exercises();
    }

    private TimeView time(GradingRun run) {
        return TimeView.of(run.queuedAt(), clock.instant(), clock.getZone());
    }
}
