package hookworks.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hookworks.server.students.PersonalToken;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("signing in")
@ExtendWith(InABrowser.class)
class SignInPageTest {
    @Test
    @DisplayName("leads back to the page that asked for it, and signing out ends it")
    void leadsBack(TestSite site) {
        PersonalToken token =
                site.classroom.students.issueToken(site.classroom.amara().id());
        Page page = site.visit(TestSite.withoutScript());

        page.navigate("/progress");
        assertThat(page).hasURL(Pattern.compile("/sign-in"));
        signIn(page, "  " + token.secret() + "\n");
        assertThat(page).hasURL(Pattern.compile("/progress$"));
        assertThat(page.getByText("Amara", new Page.GetByTextOptions().setExact(true)))
                .isVisible();

        String session = page.context().cookies().getFirst().value;
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        page.navigate("/progress");
        assertThat(page).hasURL(Pattern.compile("/sign-in"));
        assertThat(session).isNotEmpty();
        assertThat(page.context().cookies()).noneMatch(cookie -> cookie.value.equals(session));
    }

    @Test
    @DisplayName("keeps the form and says what is wrong with a token")
    void wrongTokens(TestSite site) {
        Page page = site.visit();
        page.navigate("/sign-in?next=/submissions");

        signIn(page, "");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Paste your personal token first.");
        signIn(page, "amara");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("one starts with hw_");
        signIn(page, "hw_wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This token opens nothing.");
        assertThat(page.getByLabel("Personal token")).hasAttribute("aria-invalid", "true");
        assertThat(page.context().cookies()).isEmpty();

        signIn(
                page,
                site.classroom.students.issueToken(site.classroom.amara().id()).secret());
        assertThat(page).hasURL(Pattern.compile("/submissions$"));
    }

    @Test
    @DisplayName("never leads to another site")
    void openRedirect(TestSite site) {
        PersonalToken token =
                site.classroom.students.issueToken(site.classroom.amara().id());
        Page page = site.visit();

        page.navigate("/sign-in?next=//example.org");
        signIn(page, token.secret());

        assertThat(page).hasURL(site.address() + "/");
        site.assertNoComplaints();
    }

    private static void signIn(Page page, String token) {
        page.getByLabel("Personal token").fill(token.strip());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }
}
