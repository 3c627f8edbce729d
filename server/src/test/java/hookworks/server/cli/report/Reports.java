package hookworks.server.cli.report;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Phase;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.suites.DifferenceMap;
import hookworks.grader.suites.DifferenceMap.Axis;
import hookworks.grader.suites.Margin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A course of two sections, and a report with one of everything in it. */
final class Reports {
    static final CourseOutline OUTLINE = new CourseOutline(new Catalogue(
            List.of(),
            List.of(
                    section("lens-introduction", 1, "Introduction", "correct-predictions"),
                    section("hooks", 3, "Hooks", "induction-score-hook", "ablate-heads"))));

    private Reports() {}

    private static Section section(String slug, int number, String title, String... exercises) {
        return new Section(
                slug,
                number,
                title,
                "See inside.",
                List.of(),
                List.of(new Section.Part(
                        "", List.of(exercises).stream().map(Reports::page).toList())));
    }

    private static ExercisePage page(String slug) {
        return new ExercisePage(slug, slug, 1, 1, "10", false, "Know it.", List.of(), "", "");
    }

    /** Text as a hostile submission would phrase it. */
    static final String HOSTILE = "expected <1> & \"two\"\n\u001b[32mall passed\u001b[0m ]]> \0 \u202egnirts \ud800";

    private static final DifferenceMap MAP =
            new DifferenceMap("", new Axis("batch", 2, 1), new Axis("pos", 7, 2), "0.5123", List.of("0091", "0000"));

    static GradingReport mixed() {
        return new GradingReport(
                Long.MAX_VALUE,
                List.of(
                        new ExerciseVerdict(
                                "correct-predictions",
                                Verdict.FAILED,
                                List.of(
                                        check("counts every comparable position", Verdict.PASSED, null),
                                        new CheckResult(
                                                "compares with the token that follows",
                                                Verdict.FAILED,
                                                Optional.of(HOSTILE),
                                                Optional.of(MAP)),
                                        check("answers within its time", Verdict.LIMIT_EXCEEDED, "10 s"),
                                        check("leaves its tokens alone", Verdict.NOT_ATTEMPTED, "not implemented yet")),
                                Optional.of("written to the console:\nhello")),
                        new ExerciseVerdict(
                                "induction-score-hook",
                                Verdict.ERRORED,
                                List.of(),
                                Optional.of("student/MyHooks.java:12:7: ';' expected"))),
                Map.of(Phase.COMPILE, Duration.ofMillis(250), Phase.WORKER_START, Duration.ofMillis(1_100)));
    }

    /** One check is clear, the other was nearly passed. */
    static GradingReport narrow() {
        var failed = check("compares what it should", Verdict.FAILED, "expected 1, got 2")
                .decidedBy(Optional.of(new Margin("scores", 2e-4, 1e-4)));
        var verdict = new ExerciseVerdict(
                "correct-predictions",
                Verdict.FAILED,
                List.of(check("counts what it should", Verdict.PASSED, null), failed),
                Optional.empty());
        return new GradingReport(1, List.of(verdict), Map.of());
    }

    private static CheckResult check(String name, Verdict verdict, @org.jspecify.annotations.Nullable String feedback) {
        return new CheckResult(name, verdict, Optional.ofNullable(feedback));
    }
}
