package hookworks.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One run of a JMH benchmark whose iterations are turns, in a JVM of its own.
 *
 * @param turns of the benchmark's class
 */
record Trial(Class<?> benchmark, Turns turns) {
    private static final int WARM_UP_ROUNDS = 2;

    /**
     * What a trial gave.
     *
     * @param rounds milliseconds of each contender in each round
     * @param peakMib the most memory that its JVM held, in MiB; 0 where the system does not tell
     */
    record Outcome(List<double[]> rounds, long peakMib) {}

    /**
     * Runs it.
     *
     * @param parameters a value for each of the benchmark's
     * @throws IllegalStateException where the benchmark fails, with its own reason as the cause
     */
    Outcome run(Map<String, String> parameters, int rounds) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.getName()) + "\\.")
                .forks(1)
                .warmupIterations(WARM_UP_ROUNDS * turns.contenders())
                .measurementIterations(rounds * turns.contenders())
                .addProfiler(PeakMemory.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        try {
            return outcome(new Runner(options.build()).runSingle());
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not run %s: %s".formatted(benchmark, e.getMessage()), e);
        }
    }

    private Outcome outcome(RunResult result) {
        List<Double> scores = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
        Result<?> peak = Objects.requireNonNull(result.getSecondaryResults().get(PeakMemory.NAME), PeakMemory.NAME);
        return new Outcome(turns.rounds(scores), Math.round(peak.getScore()));
    }
}
