package hookworks.server.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The HTML report, opened as a file,")
final class HtmlReportInABrowserTest {
    private static final Path SCREENS = Path.of("target", "screens");
    private static Playwright playwright;
    private static Browser chromium;

    @BeforeAll
    static void open() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--headless=new", "--disable-gpu", "--no-first-run")));
    }

    @AfterAll
    static void close() {
        playwright.close();
    }

    @ParameterizedTest(name = "in {0} at {1} px")
    @CsvSource({
        "LIGHT, 1280, 'rgb(252, 252, 250)'",
        "LIGHT, 390, 'rgb(252, 252, 250)'",
        "DARK, 1280, 'rgb(21, 23, 27)'",
        "DARK, 390, 'rgb(21, 23, 27)'"
    })
    @DisplayName(
            "has nothing that axe or the console objects to, takes the system's colours and needs no scrolling sideways")
    void isAccessible(ColorScheme scheme, int width, String background, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");
        Files.writeString(file, new HtmlReport(Reports.OUTLINE).write("amara", Reports.mixed(), Isolation.BUBBLEWRAP));
        var complaints = new ArrayList<String>();
        try (var visit = chromium.newContext(
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800))) {
            Page page = visit.newPage();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate(file.toUri().toString());
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENS.resolve("grade-report-%s-%d.png".formatted(scheme, width)))
                    .setFullPage(true));

            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo(background);
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
            assertThat(complaints).isEmpty();
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                    .isEmpty();
        }
    }
}
