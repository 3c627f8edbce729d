package hookworks.server.pages;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.grading.GradingRuns;
import hookworks.server.grading.PastRun;
import hookworks.server.grading.RunState;
import hookworks.server.web.Pages;
import hookworks.server.web.SignIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A student's submissions and their verdicts, newest first. */
final class SubmissionPages implements Pages {
    private static final int MOST = 100;

    private final GradingRuns runs;
    private final Catalogue course;
    private final Clock clock;

    SubmissionPages(GradingRuns runs, Catalogue course, Clock clock) {
        this.runs = runs;
        this.course = course;
        this.clock = clock;
    }

    private record Row(long run, long submission, TimeView when, String result, List<Outcome> outcomes) {}

    private record Outcome(String title, StateView state) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/submissions", this::list);
    }

    private void list(Context ctx) {
        List<PastRun> history = runs.historyOf(SignIn.requiredOf(ctx).id(), MOST);
        ctx.render(
                "submissions.mustache",
                Map.of(
                        "rows",
                        history.stream().map(this::row).toList(),
                        "isEmpty",
                        history.isEmpty(),
                        "isCut",
                        history.size() == MOST));
    }

    private Row row(PastRun past) {
        return new Row(
                past.run().id().value(),
                past.run().submission().value(),
                TimeView.of(past.run().queuedAt(), clock.instant(), clock.getZone()),
                result(past),
                past.verdicts().stream().map(this::outcome).toList());
    }

    private Outcome outcome(ExerciseVerdict verdict) {
        return new Outcome(
                course.exercise(verdict.exercise()).map(ExercisePage::title).orElse(verdict.exercise()),
                StateView.of(verdict.verdict()));
    }

    private static String result(PastRun past) {
        if (past.run().state() != RunState.DONE) {
            return past.run().state() == RunState.QUEUED ? "In the queue" : "Being judged";
        }
        long passed = past.verdicts().stream()
                .filter(verdict -> verdict.verdict() == Verdict.PASSED)
                .count();
        return Words.passed(passed, past.verdicts().size());
    }
}
