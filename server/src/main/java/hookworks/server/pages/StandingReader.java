package hookworks.server.pages;

import hookworks.course.Catalogue;
import hookworks.server.grading.GradingRun;
import hookworks.server.progress.ProgressRows;
import hookworks.server.students.Student;
import hookworks.server.students.StudentId;
import java.util.Optional;

/** Reads where a student stands: one row for each exercise, and the events of the one run that may be open. Thread-safe. */
final class StandingReader {
    private final Catalogue course;
    private final ProgressRows progress;
    private final RunReader runs;

    StandingReader(Catalogue course, ProgressRows progress, RunReader runs) {
        this.course = course;
        this.progress = progress;
        this.runs = runs;
    }

    Standing of(Optional<Student> student) {
        return student.map(known -> of(known.id(), runs.openRunOf(known.id())))
                .orElseGet(() -> Standing.ofNobody(course));
    }

    Standing of(StudentId student, Optional<GradingRun> open) {
        Optional<RunBoard> board = open.map(this::boardOf);
        return new Standing(course, progress.of(student), board);
    }

    private RunBoard boardOf(GradingRun run) {
        RunBoard board = runs.emptyBoard();
        runs.catchUp(run, board);
        return board;
    }
}
