package hookworks.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Asking and reporting")
@ExtendWith(InABrowser.class)
class ChannelPageTest {
    @Test
    @DisplayName("starts beside every exercise, with its title and address filled in")
    void exercises(TestSite site) {
        Page page = site.visit(TestSite.withoutScript());
        page.navigate("/sections/hooks");

        var exercise = page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("What each head is worth"));
        assertThat(exercise.getByText("Ask a question"))
                .hasAttribute(
                        "href",
                        "https://forum.example.org/new?title=What%20each%20head%20is%20worth&body=http%3A%2F%2Flocalhost%3A"
                                + site.server.port() + "%2Fsections%2Fhooks%23ablation-scores");
        assertThat(exercise.getByText("Report a mistake"))
                .hasAttribute("href", "mailto:course@example.org?subject=What%20each%20head%20is%20worth");
    }

    @Test
    @DisplayName("starts below every page without exercises too")
    void pages(TestSite site) {
        Page page = site.visit(TestSite.withoutScript());
        page.navigate("/pages/glossary");

        assertThat(page.getByText("Report a mistake"))
                .hasAttribute("href", "mailto:course@example.org?subject=Glossary");
    }
}
