package hookworks.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.generation.GenerationRequest;
import hookworks.lens.memory.TensorScope;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Times generation with the key-value cache: in turns, one new token and many. Their difference is what the further
 * tokens cost, the prompt's own run taken off.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GenerationBenchmark {
    static final Turns TURNS = new Turns(2);

    /** A setting that {@code hookworks.lens.Devices} knows. */
    @Param("auto")
    private String device = "";

    /** The model's config, as JSON; there is none to fall back on. */
    @Param("{}")
    private String config = "";

    /** How long the prompt is. */
    @Param("32")
    private int positions;

    /** How many more tokens the longer generation makes than the shorter one, which makes one. */
    @Param("16")
    private int further;

    private final TurnCounter counter = new TurnCounter(TURNS);
    private Optional<Running> running = Optional.empty();
    private int newTokens;

    private record Running(Contest contest, NDArray prompt) {}

    @Setup(Level.Trial)
    public void open() {
        Contest contest = Contest.open(device, config);
        running = Optional.of(new Running(contest, contest.tokens(1, positions)));
    }

    @Setup(Level.Iteration)
    public void takeTurn(IterationParams iteration) {
        newTokens = 1 + counter.next(iteration) * further;
    }

    /** Milliseconds for each further token of a round. */
    static double perToken(double[] round, int further) {
        return (round[1] - round[0]) / further;
    }

    @Benchmark
    public long[] generate() {
        Running now = running.orElseThrow();
        try (NDManager scratch = now.contest().manager().newSubManager()) {
            NDArray prompt = TensorScope.view(now.prompt(), scratch);
            return now.contest()
                    .model()
                    .generate(prompt, GenerationRequest.greedy(newTokens))
                    .toLongArray();
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        running.ifPresent(now -> now.contest().close());
    }
}
