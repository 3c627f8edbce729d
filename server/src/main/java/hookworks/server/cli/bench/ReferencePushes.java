package hookworks.server.cli.bench;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.cli.CannotRun;
import hookworks.server.cli.demo.DemoStudent;
import hookworks.server.cli.demo.RunFollower;
import hookworks.server.grading.GradingRun;
import hookworks.server.site.Site;
import hookworks.server.students.Student;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pushes the reference solution to a site again and again, each time as somebody new. */
final class ReferencePushes {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Site site;
    private final String name;
    private final Path work;
    private final Map<String, String> reference;
    private final InstantSource clock;
    private int pushes;

    /**
     * Prepares pushes to a site.
     *
     * @param name begins each student's handle, and so the name of their clone below {@code work}
     */
    ReferencePushes(Site site, String name, Path work, Map<String, String> reference, InstantSource clock) {
        this.site = site;
        this.name = name;
        this.work = work;
        this.reference = Map.copyOf(reference);
        this.clock = clock;
    }

    GradingRound push() {
        int number = ++pushes;
        Student student = site.students().enrol(name + "-" + number, "Push " + number);
        DemoStudent.Clone clone = new DemoStudent(student, site.students().issueToken(student.id()))
                .clone(site.address(), work)
                .write(reference);
        clone.handIn("Solve every exercise");
        Instant acknowledged = clock.instant();
        long start = System.nanoTime();
        var finished = new ArrayList<GradingReport>();
        List<ExerciseVerdict> verdicts = new RunFollower(site.runs(), site.feed(), PATIENCE)
                .follow(student.id(), event -> {
                    if (event instanceof GradingEvent.RunFinished(GradingReport report)) {
                        finished.add(report);
                    }
                });
        Duration total = Duration.ofNanos(System.nanoTime() - start);
        requireAllPassed(verdicts);
        Instant begun = site.runs()
                .latestOf(student.id())
                .flatMap(GradingRun::startedAt)
                .orElse(acknowledged);
        return GradingRound.of(total, Duration.between(acknowledged, begun), finished.getLast());
    }

    static void requireAllPassed(List<ExerciseVerdict> verdicts) {
        if (verdicts.isEmpty() || verdicts.stream().anyMatch(each -> each.verdict() != Verdict.PASSED)) {
            throw new CannotRun("the reference did not pass everything, so its time means nothing: " + verdicts);
        }
    }
}
