package hookworks.server.cli.demo;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.cli.demo.DemoStudent.Clone;
import hookworks.server.site.Site;
import hookworks.server.students.Student;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Two students hand in, one the untouched template and one the reference, and their verdicts are told as they come. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Site site;
    private final Path work;
    private final Map<String, String> reference;
    private final int exercises;
    private final PrintWriter out;

    /**
     * Prepares a demonstration.
     *
     * @param work where the students' clones go
     * @param reference sources of the reference solution, by path below {@code src/main/java}
     * @param exercises how many the course has
     */
    public Demo(Site site, Path work, Map<String, String> reference, int exercises, PrintWriter out) {
        this.site = site;
        this.work = work;
        this.reference = Map.copyOf(reference);
        this.exercises = exercises;
        this.out = out;
    }

    /** Which exercises passed, of how many. */
    public record Score(long template, long reference, int exercises) {
        public boolean isAsItShouldBe() {
            return template == 0 && reference == exercises && exercises > 0;
        }

        public String inOneLine(Duration taken) {
            return String.format(
                    Locale.ROOT,
                    "demo: template %d/%d, reference %d/%d, %.1f s",
                    template,
                    exercises,
                    reference,
                    exercises,
                    taken.toMillis() / 1000.0);
        }
    }

    public Score run() {
        DemoStudent amara = enrol("amara", "Amara Okafor");
        DemoStudent ben = enrol("ben", "Ben Lindqvist");
        DemoStudent chloe = enrol("chloe", "Chloe Tanaka");
        out.printf(
                "The server is at %s; sign in at %s/sign-in with one of these tokens:%n",
                site.address(), site.address());
        introduce(amara, "hands in the reference solution");
        introduce(ben, "hands in the untouched template");
        introduce(chloe, "has handed in nothing yet");
        out.printf("Their progress is at %s/progress%n", site.address());
        long template = handIn(ben, "Hand in the template as it is", UnaryOperator.identity());
        long passed = handIn(amara, "Solve every exercise", clone -> clone.write(reference));
        return new Score(template, passed, exercises);
    }

    private DemoStudent enrol(String handle, String name) {
        Student student = site.students().enrol(handle, name);
        site.cohorts().enrol(site.cohorts().named("Demo"), student.id());
        return new DemoStudent(student, site.students().issueToken(student.id()));
    }

    private void introduce(DemoStudent who, String story) {
        out.printf(
                "  %-14s %-34s %s%n", who.student().name(), story, who.token().secret());
        out.flush();
    }

    private long handIn(DemoStudent who, String message, UnaryOperator<Clone> change) {
        out.printf("%n%s clones and pushes: %s%n", who.student().name(), message);
        out.flush();
        Clone clone = who.clone(site.address(), work);
        change.apply(clone)
                .handIn(message)
                .lines()
                .filter(line -> !line.contains("Updating references"))
                .forEach(line -> out.println("  " + line.stripTrailing()));
        out.flush();
        List<ExerciseVerdict> verdicts = new RunFollower(site.runs(), site.feed(), PATIENCE)
                .follow(who.student().id(), this::tell);
        return verdicts.stream()
                .filter(verdict -> verdict.verdict() == Verdict.PASSED)
                .count();
    }

    private void tell(GradingEvent event) {
        switch (event) {
            case GradingEvent.RunStarted ignored -> out.println("  a worker starts");
            case GradingEvent.Compiled ignored -> out.println("  the sources compile");
            case GradingEvent.ExerciseJudged(ExerciseVerdict verdict) ->
                out.printf("  %-24s %s%n", verdict.exercise(), verdict.verdict().inWords());
            case GradingEvent.ExerciseStarted ignored -> {}
            case GradingEvent.CheckJudged ignored -> {}
            case GradingEvent.RunFinished ignored -> {}
        }
        out.flush();
    }
}
