package hookworks.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.students.Student;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("An exercise's solution")
@ExtendWith(InABrowser.class)
class SolutionPageTest {
    private static final String STRIPE = "induction-score-hook";
    private static final String ITS_SOURCE = "inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {";

    @Test
    @DisplayName("is not on the page before the student has passed, nor for a visitor; the page says what opens it")
    void closed(TestSite site) {
        for (Page page : new Page[] {site.visit(), site.visit(site.classroom.amara())}) {
            page.navigate("/sections/hooks");
            assertThat(exercise(page)).containsText("It opens here once you have passed this exercise.");
            assertThat(page.content()).doesNotContain(ITS_SOURCE).doesNotContain("How the reference solves it");
        }
    }

    @Test
    @DisplayName("opens to who has passed, and to nobody else; a later failure does not close it")
    void opens(TestSite site) {
        Student amara = site.classroom.amara();
        judged(site, amara, Verdict.PASSED);
        judged(site, amara, Verdict.FAILED);

        Page page = site.visit(amara, TestSite.withoutScript());
        page.navigate("/sections/hooks");
        exercise(page).getByText("How the reference solves it").click();
        assertThat(exercise(page).getByText(ITS_SOURCE)).isVisible();

        Page other = site.visit(site.classroom.bruno());
        other.navigate("/sections/hooks");
        assertThat(other.content()).doesNotContain(ITS_SOURCE);
    }

    private static void judged(TestSite site, Student student, Verdict verdict) {
        var run = site.classroom.submit(student, verdict.name());
        if (verdict == Verdict.PASSED) {
            site.judging();
        }
        site.judge.begins();
        site.judge.judges(STRIPE, verdict);
        site.judge.ends();
        site.classroom.awaitDone(run);
    }

    private static Locator exercise(Page page) {
        return page.getByRole(
                AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("An induction score, from inside a hook"));
    }
}
