package hookworks.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import hookworks.course.CatalogueReader;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.grader.engine.session.Readiness;
import hookworks.server.Classroom;
import hookworks.server.students.Sessions;
import hookworks.server.students.Student;
import hookworks.server.web.HookworksServer;
import hookworks.solutions.ReferenceFigures;
import hookworks.solutions.SolutionSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real server on a real database, and the browsers that visit it. */
final class TestSite implements AutoCloseable {
    private static final int CONNECTION_LIMIT_MS = 15_000;

    /** Drawn once, before a browser's clock runs: they are the same for every site. */
    private static final Map<String, String> DRAWN = ReferenceFigures.html();

    private static final WorkedFigures FIGURES = WorkedFigures.begin(() -> DRAWN);

    /** Of a machine that lets nobody make a control group. */
    private static final Readiness READY =
            new Readiness(ProtectionPolicy.standard().demanded(), 1);

    private static final Channels CHANNELS = new Channels(
            Optional.of(new Channel("https://forum.example.org/new?title={title}&body={page}")),
            Optional.of(new Channel("mailto:course@example.org?subject={title}")));

    final Classroom classroom;
    final SteppedJudge judge = new SteppedJudge();
    final HookworksServer server;
    private final Sessions sessions;
    private final Browser browser;
    private final List<BrowserContext> visits = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    TestSite(Browser browser, Path folder) {
        this.browser = browser;
        classroom = new Classroom(folder);
        sessions = new Sessions(classroom.database, classroom.clock, new SecureRandom(), Duration.ofHours(1));
        var site = new CourseSite(
                new CourseMaterial(
                        CatalogueReader.bundled(),
                        new SolutionShelf(SolutionSource::of, new SolutionRelease.AfterPass()),
                        FIGURES,
                        CHANNELS),
                classroom.students,
                sessions,
                classroom.progress,
                classroom.runs,
                classroom.feed,
                classroom.clock);
        server = site.server(new Random(1), servlets -> {}, () -> READY);
        server.start(0);
    }

    /** Starts a grading node that does what {@link #judge} is told. */
    void judging() {
        classroom.node("node", judge);
    }

    String address() {
        return address(server.port());
    }

    static String address(int port) {
        return "http://localhost:" + port;
    }

    /** A browser of its own for someone who is not signed in. */
    Page visit() {
        return visit(new Browser.NewContextOptions());
    }

    Page visit(Browser.NewContextOptions options) {
        return visit(options, server.port());
    }

    Page visit(Browser.NewContextOptions options, int port) {
        BrowserContext context = browser.newContext(options.setBaseURL(address(port)));
        context.setDefaultTimeout(CONNECTION_LIMIT_MS);
        visits.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(address(port) + "/")) {
                complaints.add("asked another host for " + request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400 && response.url().contains("/assets/")) {
                complaints.add("no asset at " + response.url());
            }
        });
        return page;
    }

    Page visit(Student student) {
        return visit(student, new Browser.NewContextOptions());
    }

    Page visit(Student student, Browser.NewContextOptions options) {
        return signedIn(student, visit(options));
    }

    Page visit(Student student, int port) {
        return signedIn(student, visit(new Browser.NewContextOptions(), port));
    }

    static Browser.NewContextOptions withoutScript() {
        return new Browser.NewContextOptions().setJavaScriptEnabled(false);
    }

    static Browser.NewContextOptions seen(ColorScheme scheme, int width) {
        return new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900);
    }

    String sessionOf(Student student) {
        return sessions.open(student.id());
    }

    /** Whether every browser stayed on this host and reported no error, such as a breach of the content policy. */
    void assertNoComplaints() {
        assertThat(complaints).as("what the browsers complained of").isEmpty();
    }

    List<Page> pages() {
        return visits.stream().flatMap(visit -> visit.pages().stream()).toList();
    }

    @Override
    public void close() {
        visits.forEach(BrowserContext::close);
        classroom.stopNodes();
        server.stop();
        classroom.close();
    }

    private Page signedIn(Student student, Page page) {
        page.context()
                .addCookies(List.of(new Cookie("hookworks-session", sessionOf(student))
                        .setDomain("localhost")
                        .setPath("/")));
        return page;
    }
}
