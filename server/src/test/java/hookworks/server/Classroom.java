package hookworks.server;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.Judge;
import hookworks.grader.protocol.SourceTree;
import hookworks.server.database.Database;
import hookworks.server.grading.GradingNode;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.GradingRuns;
import hookworks.server.grading.NodeSettings;
import hookworks.server.grading.RunFeed;
import hookworks.server.grading.RunLedger;
import hookworks.server.grading.RunQueue;
import hookworks.server.grading.RunState;
import hookworks.server.progress.ProgressRows;
import hookworks.server.students.Student;
import hookworks.server.students.Students;
import hookworks.server.submissions.Submission;
import hookworks.server.submissions.Submissions;
import hookworks.server.submissions.Via;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A real database in a folder with everything that works on it, for tests. */
public final class Classroom implements AutoCloseable {
    public static final List<String> EXERCISES = List.of("correct-predictions", "induction-score-hook");

    public final Clock clock;
    public final Path folder;
    public final Database database;
    public final Students students;
    public final RunQueue queue;
    public final Submissions submissions;
    public final GradingRuns runs;
    public final ProgressRows progress;
    public final RunFeed feed = new RunFeed();
    public final RunLedger ledger;
    private final List<GradingNode> nodes = new ArrayList<>();

    public Classroom(Path folder) {
        this(folder, Clock.systemUTC());
    }

    /** With a clock of the test's own. */
    public Classroom(Path folder, Clock clock) {
        this.clock = clock;
        this.folder = folder;
        database = Database.inFolder(folder);
        students = new Students(database, clock, new SecureRandom());
        queue = new RunQueue(new SecureRandom());
        submissions = new Submissions(database, clock, queue);
        runs = new GradingRuns(database);
        progress = new ProgressRows(database);
        ledger = new RunLedger(database, submissions, progress, feed, clock);
    }

    public Student amara() {
        return students.withHandle("amara").orElseGet(() -> students.enrol("amara", "Amara"));
    }

    public Student bruno() {
        return students.withHandle("bruno").orElseGet(() -> students.enrol("bruno", "Bruno"));
    }

    /** Hands in a class whose text says {@code version}. */
    public GradingRun submit(Student student, String version) {
        Submission accepted = submissions.accept(student.id(), sources(version), new Via.CommandLine());
        return runs.latestOf(accepted.id());
    }

    public static SourceTree sources(String version) {
        return SourceTree.of(Map.of("student/MyHooks.java", "package student;\n// %s\n".formatted(version)));
    }

    /** Starts a node that looks often and loses its leases soon; it runs until the classroom closes. */
    public void node(String name, Judge judge) {
        var settings = new NodeSettings(
                name,
                1,
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                8,
                Duration.ofMillis(20),
                Duration.ofMillis(50));
        node(settings, judge);
    }

    public void node(NodeSettings settings, Judge judge) {
        nodes.add(GradingNode.start(ledger, queue, judge, EXERCISES, settings));
    }

    public void stopNodes() {
        nodes.forEach(GradingNode::close);
        nodes.clear();
    }

    public void awaitDone(GradingRun run) {
        var done = new CountDownLatch(1);
        Runnable look = () -> {
            if (runs.latestOf(run.submission()).state() == RunState.DONE) {
                done.countDown();
            }
        };
        RunFeed.Subscription following = feed.subscribe(run.id(), look);
        try {
            look.run();
            await(done);
        } finally {
            following.close();
        }
    }

    public static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS))
                    .as("happened within 20 s")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public long count(String table) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from <table>")
                        .define("table", table)
                        .mapTo(long.class)
                        .one());
    }

    @Override
    public void close() {
        stopNodes();
        database.close();
    }
}
