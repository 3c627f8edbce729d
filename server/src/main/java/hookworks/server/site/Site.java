package hookworks.server.site;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.grader.engine.Judge;
import hookworks.server.cohorts.Cohorts;
import hookworks.server.database.Database;
import hookworks.server.git.GitHttp;
import hookworks.server.git.GitSettings;
import hookworks.server.git.Template;
import hookworks.server.grading.GradingNode;
import hookworks.server.grading.GradingRuns;
import hookworks.server.grading.NodeSettings;
import hookworks.server.grading.RunFeed;
import hookworks.server.grading.RunLedger;
import hookworks.server.grading.RunQueue;
import hookworks.server.pages.CourseMaterial;
import hookworks.server.pages.CourseSite;
import hookworks.server.progress.ProgressRows;
import hookworks.server.students.Sessions;
import hookworks.server.students.Students;
import hookworks.server.submissions.Submissions;
import hookworks.server.web.HookworksServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A whole server in this process, with its grading node: from the moment it is open it serves pages and git, and judges
 * what is pushed. Owns its database, judge, port and threads until closed. Thread-safe.
 */
public final class Site implements AutoCloseable {
    private static final String NODE = "embedded";
    private static final Duration SESSION = Duration.ofDays(14);

    private final Database database;
    private final Students students;
    private final Cohorts cohorts;
    private final GradingRuns runs;
    private final RunFeed feed;
    private final GradingNode node;
    private final Judge judge;
    private final HookworksServer server;

    /** What a site is made of. */
    public record Parts(Path repositories, CourseMaterial material, Template template, Judge judge) {}

    private Site(Database database, Parts parts, SecureRandom random, Clock clock) {
        this.database = database;
        this.students = new Students(database, clock, random);
        this.cohorts = new Cohorts(database, clock);
        this.runs = new GradingRuns(database);
        this.feed = new RunFeed();
        var queue = new RunQueue(random);
        var submissions = new Submissions(database, clock, queue);
        var progress = new ProgressRows(database);
        var ledger = new RunLedger(database, submissions, progress, feed, clock);
        this.judge = parts.judge();
        this.server = pages(parts, progress, random, clock)
                .server(random, gitOver(parts, submissions)::register, judge::readiness);
        this.node = GradingNode.start(
                ledger, queue, judge, slugs(parts.material().catalogue()), NodeSettings.standard(NODE));
    }

    /**
     * Opens a site that listens.
     *
     * @param database becomes the site's own, as does the judge among the parts, also where opening fails
     * @param port 0 takes a free one
     */
    public static Site open(Database database, Parts parts, int port) {
        Site site;
        try {
            site = new Site(database, parts, new SecureRandom(), Clock.systemUTC());
        } catch (RuntimeException failed) {
            parts.judge().close();
            database.close();
            throw failed;
        }
        try {
            site.server.start(port);
            return site;
        } catch (RuntimeException failed) {
            site.close();
            throw failed;
        }
    }

    private CourseSite pages(Parts parts, ProgressRows progress, SecureRandom random, Clock clock) {
        return new CourseSite(
                parts.material(),
                students,
                new Sessions(database, clock, random, SESSION),
                progress,
                runs,
                feed,
                clock);
    }

    private GitHttp gitOver(Parts parts, Submissions submissions) {
        return new GitHttp(GitSettings.standard(parts.repositories(), parts.template()), students, submissions, runs);
    }

    private static List<String> slugs(Catalogue course) {
        return course.exercises().stream().map(ExercisePage::slug).toList();
    }

    /** Where a browser on this machine finds it. */
    public String address() {
        return "http://localhost:" + server.port();
    }

    public Students students() {
        return students;
    }

    public Cohorts cohorts() {
        return cohorts;
    }

    public GradingRuns runs() {
        return runs;
    }

    public RunFeed feed() {
        return feed;
    }

    /** Stops listening, lets the node put back what it was judging, then closes the database. */
    @Override
    public void close() {
        server.stop();
        node.close();
        judge.close();
        database.close();
    }
}
