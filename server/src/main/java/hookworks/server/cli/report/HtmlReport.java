package hookworks.server.cli.report;

import hookworks.course.Section;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.pages.DifferenceView;
import hookworks.server.pages.StateView;
import hookworks.server.web.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A grading report as one HTML file that needs nothing else: it looks as the server's pages do, in the colours that the
 * system prefers, runs no script and reaches no network.
 */
public final class HtmlReport {
    private static final List<String> STYLES = List.of("tokens", "base", "shell", "state", "section", "run");

    private final CourseOutline outline;
    private final Templates templates = new Templates();

    public HtmlReport(CourseOutline outline) {
        this.outline = outline;
    }

    /**
     * Writes the whole page.
     *
     * @param submission what was judged, for a heading; may be of unknown origin
     */
    public String write(String submission, GradingReport report, Isolation isolation) {
        return templates.render("grade-report.mustache", Judged.of(submission, report, isolation, outline));
    }

    private static String styles() {
        return STYLES.stream().map(HtmlReport::style).collect(Collectors.joining());
    }

    private static String style(String name) {
        String resource = "/public/" + name + ".css";
        try (InputStream file = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + resource + " of this installation", unreadable);
        }
    }

    private static String passed(List<ExerciseVerdict> verdicts) {
        return "%d of %d passed"
                .formatted(verdicts.stream().filter(HtmlReport::hasPassed).count(), verdicts.size());
    }

    private static boolean hasPassed(ExerciseVerdict verdict) {
        return verdict.verdict() == Verdict.PASSED;
    }

    private record Judged(
            String submission,
            StateView state,
            String sentence,
            String isolation,
            String seed,
            boolean isIncomplete,
            List<Part> sections,
            String styles) {
        static Judged of(String submission, GradingReport report, Isolation isolation, CourseOutline outline) {
            var sections = report.exercises().stream()
                    .collect(Collectors.groupingBy(
                            verdict -> outline.sectionOf(verdict.exercise()), LinkedHashMap::new, Collectors.toList()));
            return new Judged(
                    VisibleText.of(submission),
                    state(report),
                    passed(report.exercises()),
                    isolation.inWords(),
                    Long.toString(report.seed()),
                    report.isIncomplete(),
                    sections.entrySet().stream()
                            .map(entry -> Part.of(entry.getKey(), entry.getValue(), outline))
                            .toList(),
                    HtmlReport.styles());
        }

        private static StateView state(GradingReport report) {
            if (report.isIncomplete()) {
                return StateView.of(Verdict.NOT_JUDGED);
            }
            return report.exercises().stream().allMatch(HtmlReport::hasPassed)
                    ? StateView.of(Verdict.PASSED)
                    : new StateView("none", "●", "judged");
        }
    }

    /**
     * A section of the course, as far as it was judged.
     *
     * @param open those of its exercises that did not pass
     */
    private record Part(String anchor, String title, String sentence, List<Exercise> exercises, List<Exercise> open) {
        static Part of(Optional<Section> section, List<ExerciseVerdict> verdicts, CourseOutline outline) {
            List<Exercise> exercises = verdicts.stream()
                    .map(verdict -> Exercise.of(verdict, outline))
                    .toList();
            return new Part(
                    "section-" + section.map(Section::slug).orElse("none"),
                    section.map(found -> "%d. %s".formatted(found.number(), found.title()))
                            .orElse("In no section"),
                    passed(verdicts),
                    exercises,
                    exercises.stream().filter(exercise -> !exercise.isPassed()).toList());
        }
    }

    private record Exercise(
            String anchor,
            String title,
            boolean isPassed,
            StateView state,
            List<Check> checks,
            Optional<String> feedback) {
        static Exercise of(ExerciseVerdict verdict, CourseOutline outline) {
            return new Exercise(
                    "exercise-" + verdict.exercise(),
                    outline.titleOf(verdict.exercise()),
                    hasPassed(verdict),
                    StateView.of(verdict.verdict()),
                    verdict.checks().stream().map(Check::of).toList(),
                    verdict.feedback().map(VisibleText::of));
        }
    }

    private record Check(String name, StateView state, Optional<String> feedback, Optional<DifferenceView> difference) {
        static Check of(CheckResult check) {
            return new Check(
                    VisibleText.of(check.name()),
                    StateView.of(check.outcome()),
                    check.feedback().map(VisibleText::of),
                    check.difference().map(DifferenceView::of));
        }
    }
}
