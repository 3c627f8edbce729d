package hookworks.server.pages;

import hookworks.course.Catalogue;
import hookworks.course.Section;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.RunFeed;
import hookworks.server.students.Student;
import hookworks.server.web.LiveStreams;
import hookworks.server.web.Pages;
import hookworks.server.web.SignIn;
import hookworks.server.web.Snapshot;
import hookworks.server.web.Templates;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A student's progress, section by section, and the stream that keeps every page about it up to date. */
final class ProgressPages implements Pages {
    private final Catalogue course;
    private final StandingReader standings;
    private final RunReader runs;
    private final RunFeed feed;
    private final LiveStreams streams;
    private final Templates templates;

    ProgressPages(
            Catalogue course,
            StandingReader standings,
            RunReader runs,
            RunFeed feed,
            LiveStreams streams,
            Templates templates) {
        this.course = course;
        this.standings = standings;
        this.runs = runs;
        this.feed = feed;
        this.streams = streams;
        this.templates = templates;
    }

    private record SectionView(int number, String slug, String title, String goal, Standing.InSection standing) {
        static SectionView of(Section section, Standing standing) {
            return new SectionView(
                    section.number(), section.slug(), section.title(), section.goal(), standing.in(section));
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/progress", this::show);
        routes.get("/progress/events", this::follow);
    }

    private void show(Context ctx) {
        Student student = SignIn.requiredOf(ctx);
        Optional<GradingRun> open = runs.openRunOf(student.id());
        Standing standing = standings.of(student.id(), open);
        List<SectionView> sections = course.sections().stream()
                .map(section -> SectionView.of(section, standing))
                .toList();
        ctx.render(
                "progress.mustache",
                Map.of(
                        "name",
                        student.name(),
                        "sections",
                        sections,
                        "open",
                        OpenRun.of(open).get("open")));
    }

    private void follow(Context ctx) {
        Student student = SignIn.requiredOf(ctx);
        streams.stream(
                ctx,
                Snapshot.nothing(),
                wake -> new ProgressSource(course, standings, runs, templates, feed, student.id(), wake));
    }
}
