package hookworks.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.grading.GradingRun;
import hookworks.server.students.Student;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("a student's progress")
@ExtendWith(InABrowser.class)
class ProgressPageTest {
    private static final String STRIPE = "induction-score-hook";

    @Test
    @DisplayName("follows a submission that is pushed while the page is open")
    void followsAPush(TestSite site) {
        Student amara = site.classroom.amara();
        Page page = site.visit(amara);
        page.navigate("/progress");
        page.evaluate("window.neverReloaded = true");
        assertThat(section(page)).containsText("0 of 8 passed");

        site.classroom.submit(amara, "first");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Submission 1 is being judged");
        assertThat(section(page)).containsText("waiting");

        site.judging();
        site.judge.begins();
        site.judge.judges(STRIPE, Verdict.PASSED);
        assertThat(section(page)).containsText("passed");
        assertThat(section(page)).containsText("1 of 8 passed");

        site.judge.ends();
        assertThat(section(page)).containsText("1 attempt");
        assertThat(page.getByRole(AriaRole.STATUS)).isEmpty();
        assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
        site.assertNoComplaints();
    }

    @Test
    @DisplayName("keeps an earlier pass while the next submission is being judged")
    void keepsAPass(TestSite site) {
        Student amara = site.classroom.amara();
        judgedAsPassed(site, amara);
        GradingRun second = site.classroom.submit(amara, "second");
        Page page = site.visit(amara);
        page.navigate("/progress");
        assertThat(section(page)).containsText("1 of 8 passed");
        assertThat(section(page)).containsText("waiting 1 attempt, passed before");

        site.judge.begins();
        site.judge.judges(STRIPE, Verdict.FAILED);
        site.judge.ends();
        assertThat(section(page)).containsText("failed 2 attempts, passed before");
        assertThat(section(page)).containsText("0 of 8 passed");
        site.classroom.awaitDone(second);
    }

    @Test
    @DisplayName("shows on the section's page, too, and follows there")
    void followsOnTheSectionPage(TestSite site) {
        Student amara = site.classroom.amara();
        Page page = site.visit(amara);
        page.navigate("/sections/hooks");
        Locator card = page.getByRole(
                AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("An induction score, from inside a hook"));
        assertThat(card).containsText("not started");

        judgedAsPassed(site, amara);

        assertThat(card).containsText("✓ passed");
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("On this page")))
                .containsText("1 of 8 passed");
        site.assertNoComplaints();
    }

    @Test
    @DisplayName("is complete without a script, on every page that shows it")
    void withoutScript(TestSite site) {
        Student amara = site.classroom.amara();
        judgedAsPassed(site, amara);
        Page page = site.visit(amara, TestSite.withoutScript());

        page.navigate("/progress");
        assertThat(section(page)).containsText("1 of 8 passed");
        page.navigate("/sections/hooks");
        assertThat(page.getByText("✓ passed").first()).isVisible();
        page.navigate("/submissions");
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("1 of 2 passed");
        page.navigate("/");
        assertThat(page.getByText("Submission 1: 1 of 2 passed")).isVisible();
        assertThat(page.getByText("1 of 8 passed")).isVisible();
    }

    @Test
    @DisplayName("teaches the first step where there is nothing yet")
    void emptyState(TestSite site) {
        Page page = site.visit(site.classroom.amara());

        page.navigate("/submissions");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("each push becomes a submission");
        page.navigate("/");
        assertThat(page.getByRole(AriaRole.MAIN))
                .containsText("git clone http://amara@localhost:%d/git/amara.git".formatted(site.server.port()));
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy"))
                .click();
        assertThat(page.getByText("Copied")).isVisible();
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo("git clone http://amara@localhost:%d/git/amara.git".formatted(site.server.port()));
    }

    @Test
    @DisplayName("shows hints one by one, and formulas drawn by this server's own KaTeX")
    void readsASection(TestSite site) {
        Page page = site.visit();
        page.navigate("/sections/hooks");

        assertThat(page.locator(".math--drawn .katex").first()).isVisible();
        assertThat(page.locator(".math:not(.math--drawn)")).hasCount(0);
        assertThat(page.getByText("Which two of them does the stripe run through?"))
                .isHidden();
        page.getByText("Hint 1 of 4").first().click();
        assertThat(page.getByText("Which two of them does the stripe run through?"))
                .isVisible();
        assertThat(page.getByText("difficulty 3 of 5").first()).isVisible();
        site.assertNoComplaints();
    }

    @Test
    @DisplayName("leaves formulas readable as text without a script")
    void readsASectionWithoutScript(TestSite site) {
        Page page = site.visit(TestSite.withoutScript());
        page.navigate("/sections/finding-induction-heads");

        assertThat(page.getByText("r_1, \\dots, r_S").first()).isVisible();
    }

    private static void judgedAsPassed(TestSite site, Student student) {
        GradingRun run = site.classroom.submit(student, "first");
        site.judging();
        site.judge.begins();
        site.judge.judges(STRIPE, Verdict.PASSED);
        site.judge.ends();
        site.classroom.awaitDone(run);
    }

    private static Locator section(Page page) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("3. TransformerLens: hooks"));
    }
}
