package hookworks.server.cli.bench;

import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.Judge;
import hookworks.grader.protocol.SourceTree;
import hookworks.grader.suites.InProcessSubject;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import hookworks.server.site.Site;
import hookworks.solutions.References;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long does a student wait, for the whole course and for one exercise? */
public final class GradingBenchmark {
    private static final long SEED = 1;
    private static final int ROUNDS_OF_ONE_EXERCISE = 20;

    private final Judges judges;
    private final Path work;
    private final Map<String, String> reference;
    private final List<String> exercises;
    private final InstantSource clock;

    /**
     * What judges.
     *
     * @param warm a site that keeps a worker warm, by {@code warmJudge}
     * @param cold a site that keeps none
     * @param two a judge that keeps two
     */
    public record Judges(Site warm, Judge warmJudge, Site cold, Judge two) {}

    /** Prepares a benchmark; the students' clones go below {@code work}. */
    public GradingBenchmark(
            Judges judges, Path work, Map<String, String> reference, List<String> exercises, InstantSource clock) {
        this.judges = judges;
        this.work = work;
        this.reference = Map.copyOf(reference);
        this.exercises = List.copyOf(exercises);
        this.clock = clock;
    }

    /** Takes turns, so that whatever else the machine does slows all of them alike. */
    public GradingFigures run(int rounds, String oneExercise) throws InterruptedException {
        var toWarm = new ReferencePushes(judges.warm(), "warm", work, reference, clock);
        var toCold = new ReferencePushes(judges.cold(), "cold", work, reference, clock);
        var warm = new ArrayList<GradingRound>();
        var cold = new ArrayList<GradingRound>();
        var inProcess = new ArrayList<Double>();
        var maven = MavenTest.of(work.resolve("mvn-test"), reference, oneExercise, SEED);
        var byMaven = new ArrayList<Double>();
        var oneByMaven = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            judges.warmJudge().awaitWarm();
            warm.add(toWarm.push());
            judges.warmJudge().awaitWarm();
            cold.add(toCold.push());
            inProcess.add(judgeInProcess());
            byMaven.add(maven.seconds(exercises));
            oneByMaven.add(maven.seconds(List.of(oneExercise)));
        }
        var request = new GradingRequest(SourceTree.of(reference), List.of(oneExercise), SEED);
        List<Double> one = new TwoSubmitters(judges.two(), request).run(ROUNDS_OF_ONE_EXERCISE);
        return new GradingFigures(
                exercises.size(), warm, cold, inProcess, one, new GradingFigures.ByMaven(byMaven, oneByMaven));
    }

    private double judgeInProcess() {
        long start = System.nanoTime();
        try (var subject = InProcessSubject.of(References.all().toArray())) {
            new SuiteLauncher(Suites.ofCourse()).launch(exercises, subject, SEED, new FailOnProblem());
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
