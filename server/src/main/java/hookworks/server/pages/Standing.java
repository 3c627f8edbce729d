package hookworks.server.pages;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.progress.ProgressRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a student stands in every exercise: what was judged before, under what is being judged now. */
final class Standing {
    /**
     * One exercise.
     *
     * @param note attempts and an earlier pass, in words; may be empty
     * @param isPassed by the newest verdict
     * @param attempts judged submissions that attempted it
     * @param everPassed by that verdict or an earlier one
     */
    record InExercise(
            String slug,
            String title,
            int minutesAtMost,
            StateView state,
            String note,
            boolean isPassed,
            int attempts,
            boolean everPassed) {
        String part() {
            return "state-" + slug;
        }
    }

    /** One section. */
    record InSection(String slug, List<InExercise> exercises) {
        String part() {
            return "count-" + slug;
        }

        String count() {
            return Words.passed(passed(), exercises.size());
        }

        long passed() {
            return exercises.stream().filter(InExercise::isPassed).count();
        }
    }

    private final Map<String, InSection> sections = new HashMap<>();

    /** Where nobody stands: a course seen by someone who is not signed in. */
    static Standing ofNobody(Catalogue course) {
        return new Standing(course, List.of(), Optional.empty());
    }

    Standing(Catalogue course, List<ProgressRow> rows, Optional<RunBoard> open) {
        Map<String, ProgressRow> byExercise =
                rows.stream().collect(Collectors.toMap(ProgressRow::exercise, row -> row));
        for (Section section : course.sections()) {
            List<InExercise> exercises = section.exercises().stream()
                    .map(exercise -> standing(
                            exercise,
                            Optional.ofNullable(byExercise.get(exercise.slug())),
                            open.flatMap(board -> board.of(exercise.slug()))))
                    .toList();
            sections.put(section.slug(), new InSection(section.slug(), exercises));
        }
    }

    InSection in(Section section) {
        return sections.getOrDefault(section.slug(), new InSection(section.slug(), List.of()));
    }

    private static InExercise standing(
            ExercisePage exercise, Optional<ProgressRow> row, Optional<RunBoard.Judging> judging) {
        StateView before = row.map(known -> StateView.of(known.outcome())).orElse(StateView.NOT_STARTED);
        StateView state = judging.map(RunBoard.Judging::state).orElse(before);
        boolean passed = judging.flatMap(RunBoard.Judging::verdict)
                .filter(verdict -> verdict != Verdict.NOT_JUDGED)
                .or(() -> row.map(ProgressRow::outcome))
                .equals(Optional.of(Verdict.PASSED));
        return new InExercise(
                exercise.slug(),
                exercise.title(),
                minutesAtMost(exercise),
                state,
                note(row, state),
                passed,
                row.map(ProgressRow::attempts).orElse(0),
                passed || row.map(ProgressRow::everPassed).orElse(false));
    }

    private static String note(Optional<ProgressRow> row, StateView shown) {
        return row.filter(known -> known.attempts() > 0)
                .map(known -> Words.count(known.attempts(), "attempt")
                        + (known.everPassed() && !shown.equals(StateView.of(Verdict.PASSED)) ? ", passed before" : ""))
                .orElse("");
    }

    /** The upper end of {@code 15 to 20}. */
    private static int minutesAtMost(ExercisePage exercise) {
        String minutes = exercise.minutes();
        return Integer.parseInt(minutes.substring(minutes.lastIndexOf(' ') + 1));
    }
}
