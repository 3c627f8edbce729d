package hookworks.server.pages;

import hookworks.grader.engine.session.Readiness;
import hookworks.server.grading.GradingRuns;
import hookworks.server.grading.RunFeed;
import hookworks.server.progress.ProgressRows;
import hookworks.server.students.Sessions;
import hookworks.server.students.Students;
import hookworks.server.web.HookworksServer;
import hookworks.server.web.LiveStreams;
import hookworks.server.web.Pages;
import hookworks.server.web.SignIn;
import hookworks.server.web.Templates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Everything that the students' pages are made from; {@link #server} puts them together. */
public record CourseSite(
        CourseMaterial material,
        Students students,
        Sessions sessions,
        ProgressRows progress,
        GradingRuns runs,
        RunFeed feed,
        Clock clock) {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /**
     * A server of these pages that does not listen yet.
     *
     * @param requestIds draws the ids by which a failed request is found in the log
     * @param servlets adds what is not a page, such as git
     * @param readiness how ready what judges is
     */
    public HookworksServer server(
            RandomGenerator requestIds, Consumer<ServletContextHandler> servlets, Supplier<Readiness> readiness) {
        var templates = new Templates();
        var signIn = new SignIn(sessions);
        var streams = new LiveStreams(LOOK, KEEP_ALIVE);
        var pages = new ArrayList<>(pages(templates, signIn, streams));
        pages.add(new HealthPages(readiness));
        return new HookworksServer(templates, signIn, pages, streams, requestIds, servlets);
    }

    private List<Pages> pages(Templates templates, SignIn signIn, LiveStreams streams) {
        var reader = new RunReader(material.catalogue(), runs, clock);
        var standings = new StandingReader(material.catalogue(), progress, reader);
        return List.of(
                new CoursePages(this, standings, reader),
                new SignInPages(students, signIn),
                new ProgressPages(material.catalogue(), standings, reader, feed, streams, templates),
                new RunPages(runs, reader, feed, streams, templates),
                new SubmissionPages(runs, material.catalogue(), clock));
    }
}
