package hookworks.server.cli.bench;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.suites.InProcessSubject;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.SuiteListener;
import hookworks.grader.suites.Suites;
import hookworks.server.cli.CannotRun;
import hookworks.server.cli.demo.DemoStudent;
import hookworks.server.cli.demo.RunFollower;
import hookworks.server.grading.GradingRun;
import hookworks.server.site.Site;
import hookworks.server.students.Student;
import hookworks.solutions.References;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long does a student wait? Pushes the reference solution again and again, each time as somebody new. */
public final class GradingBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long SEED = 1;

    private final Site site;
    private final Path work;
    private final Map<String, String> reference;
    private final List<String> exercises;
    private final InstantSource clock;

    /** Prepares a benchmark; the students' clones go below {@code work}. */
    public GradingBenchmark(
            Site site, Path work, Map<String, String> reference, List<String> exercises, InstantSource clock) {
        this.site = site;
        this.work = work;
        this.reference = Map.copyOf(reference);
        this.exercises = List.copyOf(exercises);
        this.clock = clock;
    }

    public GradingFigures run(int rounds) {
        var pushed = new ArrayList<GradingRound>();
        var inProcess = new ArrayList<Double>();
        for (int round = 1; round <= rounds; round++) {
            pushed.add(push(round));
            inProcess.add(judgeInProcess());
        }
        return new GradingFigures(exercises.size(), pushed, inProcess);
    }

    private GradingRound push(int round) {
        Student student = site.students().enrol("round-" + round, "Round " + round);
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

    private static void requireAllPassed(List<ExerciseVerdict> verdicts) {
        if (verdicts.isEmpty() || verdicts.stream().anyMatch(each -> each.verdict() != Verdict.PASSED)) {
            throw new CannotRun("the reference did not pass everything, so its time means nothing: " + verdicts);
        }
    }

    private double judgeInProcess() {
        long start = System.nanoTime();
        try (var subject = InProcessSubject.of(References.all().toArray())) {
            new SuiteLauncher(Suites.ofCourse()).launch(exercises, subject, SEED, new FailOnProblem());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static final class FailOnProblem implements SuiteListener {
        @Override
        public void exerciseStarted(String exercise) {}

        @Override
        public void checkFinished(String exercise, String check, Optional<Throwable> problem) {
            problem.ifPresent(why -> {
                throw new CannotRun("the reference fails '%s' of %s".formatted(check, exercise), why);
            });
        }

        @Override
        public void exerciseFinished(String exercise) {}
    }
}
