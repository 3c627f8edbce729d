package hookworks.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hookworks.grader.engine.sandbox.Protection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("The health page")
@ExtendWith(InABrowser.class)
class HealthPageTest {
    @Test
    @DisplayName(
            "says which protections stand, which do not, and how many workers wait, to anybody and without a script")
    void protections(TestSite site) {
        Page page = site.visit(TestSite.withoutScript());

        page.navigate("/health");

        Locator walls = page.getByRole(AriaRole.LISTITEM);
        assertThat(walls).hasCount(Protection.values().length);
        assertThat(walls.filter(new Locator.FilterOptions().setHasText("network:")))
                .containsText("stands");
        assertThat(walls.filter(new Locator.FilterOptions().setHasText("control-group:")))
                .containsText("absent");
        assertThat(page.getByText("One warm worker waits for the next submission."))
                .isVisible();
    }

    @Test
    @DisplayName("tells nothing of any student")
    void students(TestSite site) {
        Page page = site.visit();

        page.navigate("/health");

        assertThat(page.locator("main").innerText())
                .doesNotContainIgnoringCase(site.classroom.amara().name())
                .doesNotContainIgnoringCase(site.classroom.amara().handle())
                .doesNotContainIgnoringCase("student")
                .doesNotContainIgnoringCase("/runs/");
        site.assertNoComplaints();
    }
}
