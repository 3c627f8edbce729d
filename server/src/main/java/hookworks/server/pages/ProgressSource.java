package hookworks.server.pages;

import hookworks.course.Catalogue;
import hookworks.course.Section;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.RunFeed;
import hookworks.server.grading.RunId;
import hookworks.server.students.StudentId;
import hookworks.server.web.LiveSource;
import hookworks.server.web.Snapshot;
import hookworks.server.web.Templates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything about a student that moves while they read: each exercise's state, and each section's count. */
final class ProgressSource implements LiveSource {
    private final Catalogue course;
    private final StandingReader standings;
    private final RunReader runs;
    private final Templates templates;
    private final RunFeed feed;
    private final StudentId student;
    private final Runnable wake;
    private @Nullable Followed followed;

    private record Followed(RunId run, RunFeed.Subscription subscription) {}

    ProgressSource(
            Catalogue course,
            StandingReader standings,
            RunReader runs,
            Templates templates,
            RunFeed feed,
            StudentId student,
            Runnable wake) {
        this.course = course;
        this.standings = standings;
        this.runs = runs;
        this.templates = templates;
        this.feed = feed;
        this.student = student;
        this.wake = wake;
    }

    @Override
    public Snapshot look() {
        Optional<GradingRun> open = runs.openRunOf(student);
        open.ifPresent(run -> follow(run.id()));
        Standing standing = standings.of(student, open);
        Map<String, String> parts = new LinkedHashMap<>();
        for (Section section : course.sections()) {
            Standing.InSection here = standing.in(section);
            here.exercises()
                    .forEach(exercise -> parts.put(exercise.part(), templates.render("_standing.mustache", exercise)));
            parts.put(here.part(), here.count());
        }
        parts.put("open-run", templates.render("_open-run.mustache", OpenRun.of(open)));
        return new Snapshot(parts, "", false);
    }

    @Override
    public void close() {
        if (followed != null) {
            followed.subscription().close();
        }
    }

    private void follow(RunId run) {
        if (followed != null && followed.run().equals(run)) {
            return;
        }
        close();
        followed = new Followed(run, feed.subscribe(run, wake));
    }
}
