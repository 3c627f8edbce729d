package hookworks.server.cli.report;

import hookworks.course.Section;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingListener;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;

/**
 * Prints a grading run as it happens: section by section, check by check, feedback below. Colour repeats what words
 * already say; a terminal also shows in its last line what is being judged. Confined to the thread that grades.
 */
public final class PrintedReport implements GradingListener {
    private final CourseOutline outline;
    private final PrintWriter out;
    private final Ansi ansi;
    private final StatusLine status;
    private final Set<String> begun = new HashSet<>();
    private Optional<Section> current = Optional.empty();
    private int exerciseCount;

    public PrintedReport(CourseOutline outline, PrintWriter out, Ansi ansi) {
        this.outline = outline;
        this.out = out;
        this.ansi = ansi;
        this.status = new StatusLine(out, ansi.enabled());
    }

    @Override
    public void on(GradingEvent event) {
        status.clear();
        switch (event) {
            case GradingEvent.RunStarted(long seed, var exercises) -> {
                exerciseCount = exercises.size();
                out.printf("judging %s under seed %d%n", counted(exercises.size(), "exercise"), seed);
                status.show("starting a worker, and compiling");
            }
            case GradingEvent.Compiled() -> out.println("the sources compile");
            case GradingEvent.ExerciseStarted(String exercise) -> start(exercise);
            case GradingEvent.CheckJudged(var exercise, CheckResult check) -> {
                print(exercise, check);
                showProgress(exercise);
            }
            case GradingEvent.ExerciseJudged(ExerciseVerdict verdict) -> print(verdict);
            case GradingEvent.RunFinished(GradingReport report) -> print(report);
        }
        out.flush();
    }

    private void start(String exercise) {
        startSection(exercise);
        if (!begun.add(exercise)) {
            out.printf("  %s once more: a fault of the grader's own broke it off%n", exercise);
        }
        showProgress(exercise);
    }

    private void showProgress(String exercise) {
        status.show("judging %s, %d of %d".formatted(exercise, begun.size(), exerciseCount));
    }

    private void startSection(String exercise) {
        Optional<Section> section = outline.sectionOf(exercise);
        if (section.isPresent() && !section.equals(current)) {
            out.printf("%n%d. %s%n", section.get().number(), section.get().title());
            current = section;
        }
    }

    private void print(String exercise, CheckResult check) {
        startSection(exercise);
        out.printf("    %s  %s%n", mark(check.outcome()), VisibleText.of(check.name()));
        if (check.outcome() != Verdict.NOT_ATTEMPTED) {
            check.feedback().ifPresent(feedback -> print(feedback, "          "));
            check.difference()
                    .ifPresent(map -> PrintedDifference.lines(map).forEach(line -> out.println("          " + line)));
            check.borderline().ifPresent(margin -> print(margin.inWords(), "          "));
        }
    }

    private void print(ExerciseVerdict verdict) {
        startSection(verdict.exercise());
        long passed = verdict.checks().stream()
                .filter(check -> check.outcome() == Verdict.PASSED)
                .count();
        String checks = verdict.checks().isEmpty()
                ? ""
                : ", %d of %s".formatted(passed, counted(verdict.checks().size(), "check"));
        out.printf(
                "  %s %s%s%n",
                verdict.exercise(),
                coloured(verdict.verdict(), verdict.verdict().inWords()),
                checks);
        verdict.feedback().ifPresent(feedback -> print(feedback, "    "));
    }

    private void print(GradingReport report) {
        out.printf(
                "%n%d of %s passed%n",
                report.passed(), counted(report.exercises().size(), "exercise"));
        if (report.isIncomplete()) {
            out.println("what could not be judged is a fault of the grader, not of your code: please grade again");
        }
    }

    private void print(String feedback, String indentation) {
        VisibleText.of(feedback).stripTrailing().lines().forEach(line -> out.println(indentation + line));
    }

    private String mark(Verdict verdict) {
        return coloured(
                verdict,
                switch (verdict) {
                    case PASSED -> "pass";
                    case FAILED -> "FAIL";
                    case ERRORED -> "STOP";
                    case LIMIT_EXCEEDED -> "OVER";
                    case NOT_ATTEMPTED -> "todo";
                    case NOT_JUDGED -> "????";
                });
    }

    private String coloured(Verdict verdict, String words) {
        Ansi.Style style = switch (verdict) {
            case PASSED -> Ansi.Style.fg_green;
            case FAILED, ERRORED, LIMIT_EXCEEDED -> Ansi.Style.fg_red;
            case NOT_ATTEMPTED, NOT_JUDGED -> Ansi.Style.fg_yellow;
        };
        return ansi.enabled() ? style.on() + words + Ansi.Style.reset.on() : words;
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
