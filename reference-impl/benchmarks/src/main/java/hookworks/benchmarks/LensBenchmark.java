package hookworks.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What do hooks cost? Lets JMH time a hand-written loop, {@code forward}, {@code runWithCache} and
 * {@code runWithHooks}, as {@link ForwardBenchmark} explains, then generation.
 */
public final class LensBenchmark {
    private static final int NEW_TOKENS = 16;
    private static final int GENERATION_ROUNDS = 9;

    private final String device;
    private final Consumer<BenchmarkCase> progress;

    /**
     * Makes a benchmark.
     *
     * @param device a setting that {@code hookworks.lens.Devices} knows
     * @param progress sees each case when it is measured
     */
    public LensBenchmark(String device, Consumer<BenchmarkCase> progress) {
        this.device = device;
        this.progress = progress;
    }

    /** Measures each workload in a JVM of its own, then generation on the last one's model. */
    public BenchmarkReport run(List<Workload> workloads) {
        var cases = new ArrayList<BenchmarkCase>();
        for (Workload workload : workloads) {
            cases.add(measure(workload));
            progress.accept(cases.getLast());
        }
        return generation(workloads.getLast(), cases);
    }

    private BenchmarkCase measure(Workload workload) {
        Map<String, String> parameters = Map.of(
                "device", device,
                "config", workload.config().toJson(),
                "batch", Integer.toString(workload.batch()),
                "positions", Integer.toString(workload.positions()));
        var trial = new Trial(ForwardBenchmark.class, ForwardBenchmark.TURNS);
        return BenchmarkCase.of(workload, trial.run(parameters, workload.rounds()));
    }

    private BenchmarkReport generation(Workload workload, List<BenchmarkCase> cases) {
        int half = Math.min(2 * NEW_TOKENS, workload.config().nCtx() / 2);
        int further = Math.min(NEW_TOKENS, half - 1);
        Map<String, String> parameters = Map.of(
                "device", device,
                "config", workload.config().toJson(),
                "positions", Integer.toString(half),
                "further", Integer.toString(further));
        Trial.Outcome outcome =
                new Trial(GenerationBenchmark.class, GenerationBenchmark.TURNS).run(parameters, GENERATION_ROUNDS);
        double perToken = Medians.over(outcome.rounds(), round -> GenerationBenchmark.perToken(round, further));
        long peak = cases.stream().mapToLong(BenchmarkCase::peakMib).reduce(outcome.peakMib(), Math::max);
        return new BenchmarkReport(device, cases, perToken, peak);
    }
}
