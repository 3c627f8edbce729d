package hookworks.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.suites.DifferenceMap;
import hookworks.grader.suites.DifferenceMap.Axis;
import hookworks.server.grading.GradingRun;
import hookworks.server.students.Student;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("every page")
@ExtendWith(InABrowser.class)
class EveryPageTest {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final String WIDER_THAN_THE_WINDOW = """
            [...document.querySelectorAll("main *")]
                .filter(element => element.getBoundingClientRect().right > innerWidth)
                .filter(element => !element.parentElement.closest(".wide, pre, .math"))
                .map(element => element.tagName + "." + element.className)
                .slice(0, 5)""";

    @ParameterizedTest(name = "in {0} at {1} px")
    @CsvSource({"LIGHT, 1280", "LIGHT, 390", "DARK, 1280", "DARK, 390"})
    @DisplayName(
            "has nothing that axe objects to, needs no sideways scrolling, and leaves its picture in target/screens")
    void isAccessible(ColorScheme scheme, int width, TestSite site) {
        Map<String, String> addresses = aBusyCourse(site);
        Page visitor = site.visit(TestSite.seen(scheme, width));
        Page student = site.visit(site.classroom.amara(), TestSite.seen(scheme, width));
        Page newcomer = site.visit(site.classroom.bruno(), TestSite.seen(scheme, width));

        addresses.forEach((name, address) -> {
            Page page = name.startsWith("visitor") ? visitor : name.startsWith("newcomer") ? newcomer : student;
            check(page, name, address, scheme, width);
        });
        site.assertNoComplaints();
        endOpenRun(site);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"Dark, 'rgb(21, 23, 27)'", "Light, 'rgb(252, 252, 250)'"})
    @DisplayName("takes the chosen colours without a script, whatever the system prefers")
    void themes(String choice, String background, TestSite site) {
        Page page = site.visit(TestSite.withoutScript().setColorScheme(ColorScheme.LIGHT));
        page.navigate("/sections/hooks");

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(choice).setExact(true))
                .click();

        assertThat(page).hasURL(site.address() + "/sections/hooks");
        assertThat(page.locator("body")).hasCSS("background-color", background);
    }

    private static void check(Page page, String name, String address, ColorScheme scheme, int width) {
        page.navigate(address);
        page.waitForLoadState(LoadState.LOAD);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENS.resolve("%s-%s-%d.png".formatted(name, scheme, width)))
                .setFullPage(true));
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("what axe objects to on %s", address)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s, widened by %s", address, page.evaluate(WIDER_THAN_THE_WINDOW))
                .isEqualTo(width);
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
    }

    private static void endOpenRun(TestSite site) {
        site.judge.begins();
        site.judge.ends();
        site.classroom.awaitDone(
                site.classroom.runs.latestOf(site.classroom.amara().id()).orElseThrow());
    }

    private static Map<String, String> aBusyCourse(TestSite site) {
        Student amara = site.classroom.amara();
        site.judging();
        GradingRun first = judged(
                site,
                amara,
                "first",
                () -> new ExerciseVerdict(
                        "correct-predictions",
                        Verdict.ERRORED,
                        List.of(),
                        Optional.of(
                                "student/MyLensIntroduction.java:12:9: cannot find symbol\n  symbol: variable tokens")));
        GradingRun second = judged(
                site,
                amara,
                "second",
                () -> new ExerciseVerdict(
                        "correct-predictions",
                        Verdict.PASSED,
                        List.of(
                                new CheckResult("counts every comparable pair", Verdict.PASSED, Optional.empty()),
                                new CheckResult("reads every text of a batch", Verdict.PASSED, Optional.empty())),
                        Optional.empty()));
        GradingRun open = site.classroom.submit(amara, "third");
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("visitor-home", "/");
        addresses.put("visitor-section", "/sections/hooks");
        addresses.put("visitor-figures", "/sections/finding-induction-heads");
        addresses.put("visitor-proof", "/sections/reverse-engineering");
        addresses.put("visitor-sign-in", "/sign-in");
        addresses.put("visitor-health", "/health");
        addresses.put("introduction", "/pages/introduction");
        addresses.put("glossary", "/pages/glossary");
        addresses.put("reading", "/pages/reading");
        addresses.put("visitor-not-found", "/sections/nowhere");
        addresses.put("newcomer-home", "/");
        addresses.put("newcomer-submissions", "/submissions");
        addresses.put("home", "/");
        addresses.put("section", "/sections/lens-introduction");
        addresses.put("progress", "/progress");
        addresses.put("run-failed", "/runs/" + first.id().value());
        addresses.put("run-mixed", "/runs/" + second.id().value());
        addresses.put("run-open", "/runs/" + open.id().value());
        addresses.put("submissions", "/submissions");
        return addresses;
    }

    private static final DifferenceMap SCORES = new DifferenceMap(
            "", new Axis("layer", 3, 1), new Axis("head", 5, 1), "0.7358", List.of("00000", "00000", "39175"));

    private static GradingRun judged(
            TestSite site, Student student, String version, Supplier<ExerciseVerdict> guesses) {
        GradingRun run = site.classroom.submit(student, version);
        site.judge.begins();
        site.judge.judges(guesses.get());
        site.judge.judges(
                "induction-score-hook",
                Verdict.FAILED,
                new CheckResult("leaves the other layers' rows as they came", Verdict.PASSED, Optional.empty()),
                new CheckResult(
                        "averages over the whole diagonal", Verdict.FAILED, Optional.of("""
                        inductionScoreHook(pattern [3, 5, 11, 11], blocks.2.attn.hook_pattern, store [3, 5])
                        expected [2, 1] = 0.8571
                        actual   [2, 1] = 0.1213
                        The stripe is one cell off: this is the diagonal at offset -S."""), Optional.of(SCORES)));
        site.judge.ends();
        site.classroom.awaitDone(run);
        return run;
    }
}
