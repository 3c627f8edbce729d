package hookworks.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.ScriptedJudge;
import hookworks.server.grading.GradingRun;
import hookworks.server.students.Student;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("the page of a grading run")
@ExtendWith(InABrowser.class)
class RunPageTest {
    private static final String GUESSES = "correct-predictions";
    private static final String STRIPE = "induction-score-hook";
    private static final String GUESSES_TITLE = "How many tokens does the model guess?";
    private static final String STRIPE_TITLE = "An induction score, from inside a hook";

    @Test
    @DisplayName("lets a student watch verdicts arrive without reloading, from the queue to the end")
    void verdictsArrive(TestSite site) {
        Student amara = site.classroom.amara();
        GradingRun run = site.classroom.submit(amara, "first");
        Page page = opened(site.visit(amara), run);
        page.evaluate("window.neverReloaded = true");
        assertThat(status(page)).containsText("Number 1 in the queue");

        site.judging();
        site.judge.begins();
        site.judge.checks(GUESSES, "counts every comparable pair", Verdict.PASSED, null);
        assertThat(exercise(page, GUESSES_TITLE)).containsText("counts every comparable pair");
        assertThat(exercise(page, GUESSES_TITLE)).containsText("being judged");
        assertThat(exercise(page, STRIPE_TITLE)).containsText("waiting");

        site.judge.judges(GUESSES, Verdict.PASSED, passed("counts every comparable pair"));
        assertThat(heading(page, GUESSES_TITLE)).containsText("passed");

        site.judge.judges(STRIPE, Verdict.FAILED, failed("finds the stripe", "head 1.4: expected 0.83, got 0.12"));
        site.judge.ends();
        assertThat(exercise(page, STRIPE_TITLE)).containsText("head 1.4: expected 0.83, got 0.12");
        assertThat(status(page)).containsText("1 of 2 passed");
        assertThat(page.getByText("./hookworks grade my-work --seed=" + run.seed()))
                .isVisible();
        assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
        site.assertNoComplaints();
    }

    @Test
    @DisplayName("is complete without a script")
    void withoutScript(TestSite site) {
        Student amara = site.classroom.amara();
        GradingRun run = judged(site, amara, failed("finds the stripe", "expected 0.83, got 0.12"));

        Page page = opened(site.visit(amara, TestSite.withoutScript()), run);

        assertThat(status(page)).containsText("1 of 2 passed");
        assertThat(exercise(page, STRIPE_TITLE)).containsText("finds the stripe");
        assertThat(exercise(page, STRIPE_TITLE)).containsText("expected 0.83, got 0.12");
        assertThat(page.getByText("./hookworks grade my-work --seed=" + run.seed()))
                .isVisible();
    }

    @Test
    @DisplayName("catches up after the connection was cut, and shows nothing twice")
    void reconnects(TestSite site) throws IOException {
        Student amara = site.classroom.amara();
        GradingRun run = site.classroom.submit(amara, "first");
        site.judging();
        site.judge.begins();
        try (var wire = new Relay(site.server.port())) {
            Page page = opened(site.visit(amara, wire.port()), run);
            site.judge.checks(GUESSES, "counts every comparable pair", Verdict.PASSED, null);
            assertThat(exercise(page, GUESSES_TITLE)).containsText("counts every comparable pair");

            wire.cut();
            site.judge.checks(GUESSES, "shifts by one", Verdict.PASSED, null);
            site.judge.judges(GUESSES, Verdict.PASSED, passed("counts every comparable pair"), passed("shifts by one"));
            wire.mend();

            assertThat(heading(page, GUESSES_TITLE)).containsText("passed");
            assertThat(exercise(page, GUESSES_TITLE).getByRole(AriaRole.LISTITEM))
                    .hasCount(2);
            site.judge.judges(STRIPE, Verdict.PASSED, passed("finds the stripe"));
            site.judge.ends();
            assertThat(status(page)).containsText("2 of 2 passed");
            assertThat(page.getByText("finds the stripe")).hasCount(1);
        }
    }

    @Test
    @DisplayName("shows what a compiler said about sources that do not compile")
    void doesNotCompile(TestSite site) {
        Student amara = site.classroom.amara();
        GradingRun run = site.classroom.submit(amara, "first");
        site.judging();
        site.judge.begins();
        var diagnostics = Optional.of("student/MyHooks.java:3:5: ';' expected");
        site.judge.judges(new ExerciseVerdict(GUESSES, Verdict.ERRORED, List.of(), diagnostics));
        site.judge.judges(new ExerciseVerdict(STRIPE, Verdict.ERRORED, List.of(), diagnostics));
        site.judge.ends();
        site.classroom.awaitDone(run);

        Page page = opened(site.visit(amara), run);

        assertThat(exercise(page, STRIPE_TITLE)).containsText("stopped with an error");
        assertThat(exercise(page, STRIPE_TITLE)).containsText("student/MyHooks.java:3:5: ';' expected");
    }

    @Test
    @DisplayName("owns up to a fault of ours, and says how to be judged again")
    void notJudged(TestSite site) {
        Student amara = site.classroom.amara();
        GradingRun run = site.classroom.submit(amara, "first");
        site.classroom.node("broken", ScriptedJudge.always(Verdict.NOT_JUDGED));
        site.classroom.awaitDone(run);

        Page page = opened(site.visit(amara), run);

        assertThat(status(page)).containsText("could not be judged, our fault 0 of 2 passed, 2 not judged");
        assertThat(page.getByText("git commit --allow-empty -m \"Judge again\" && git push"))
                .isVisible();
    }

    @Test
    @DisplayName("shows feedback, check names and a student's name as text, whatever is in them, loaded or streamed")
    void escapes(TestSite site) {
        String attack = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>{{name}}";
        Student mallory = site.classroom.students.enrol("mallory", "<b onclick=alert(1)>Mallory</b>");
        GradingRun run = site.classroom.submit(mallory, "first");
        Page streamed = opened(site.visit(mallory), run);
        site.judging();
        site.judge.begins();
        site.judge.judges(GUESSES, Verdict.FAILED, failed(attack, attack));
        site.judge.judges(new ExerciseVerdict(STRIPE, Verdict.FAILED, List.of(), Optional.of(attack)));
        site.judge.ends();
        assertThat(status(streamed)).containsText("0 of 2 passed");
        Page loaded = opened(site.visit(mallory), run);

        for (Page page : List.of(streamed, loaded)) {
            assertThat(page.getByText(attack)).hasCount(3);
            assertThat(page.getByText("<b onclick=alert(1)>Mallory</b>")).isVisible();
            assertThat(page.locator("main img, main script")).hasCount(0);
            assertThat(page.title()).doesNotContain("taken");
        }
        site.assertNoComplaints();
    }

    @Test
    @DisplayName("is not found for anyone else, and neither is its stream")
    void othersRun(TestSite site) {
        GradingRun run = site.classroom.submit(site.classroom.amara(), "first");
        Page bruno = site.visit(site.classroom.bruno());

        assertThat(bruno.navigate("/runs/" + run.id().value()).status()).isEqualTo(404);
        assertThat(bruno.getByRole(AriaRole.HEADING)).containsText("There is no such page");
        assertThat(bruno.navigate("/runs/%d/events".formatted(run.id().value())).status())
                .isEqualTo(404);
        assertThat(bruno.navigate("/runs/first").status()).isEqualTo(404);
    }

    private static GradingRun judged(TestSite site, Student student, CheckResult failure) {
        GradingRun run = site.classroom.submit(student, "first");
        site.judging();
        site.judge.begins();
        site.judge.judges(GUESSES, Verdict.PASSED, passed("counts every comparable pair"));
        site.judge.judges(STRIPE, Verdict.FAILED, failure);
        site.judge.ends();
        site.classroom.awaitDone(run);
        return run;
    }

    private static Page opened(Page page, GradingRun run) {
        page.navigate("/runs/" + run.id().value());
        return page;
    }

    private static Locator status(Page page) {
        return page.getByRole(AriaRole.STATUS);
    }

    private static Locator exercise(Page page, String title) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title));
    }

    private static Locator heading(Page page, String title) {
        return exercise(page, title).locator("> div").first();
    }

    private static CheckResult passed(String check) {
        return new CheckResult(check, Verdict.PASSED, Optional.empty());
    }

    private static CheckResult failed(String check, String feedback) {
        return new CheckResult(check, Verdict.FAILED, Optional.of(feedback));
    }
}
