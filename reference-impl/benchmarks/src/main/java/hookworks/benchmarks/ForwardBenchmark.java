package hookworks.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
 * Times one pass over one input, each iteration another contender's.
 *
 * <p>JMH would run a benchmark for each contender one after another, minutes apart with these models, and a machine on
 * which other work comes and goes then compares its moods. So the contenders are turns of a single trial: JMH forks the
 * JVM, warms up, times and collects single shots, while {@link Turns} says whose shot each is. A round gives every
 * contender one, in random order, since what ran before decides what is in the caches; a ratio is taken within a round,
 * where a slow minute slows both. All contenders share a JVM, a model, and the loop's weights are views of the model's:
 * they differ in what they do and in nothing else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ForwardBenchmark {
    static final Turns TURNS = new Turns(Contender.ALL.size());

    private static final double AGREEMENT = 1e-3;

    /** A setting that {@code hookworks.lens.Devices} knows. */
    @Param("auto")
    private String device = "";

    /** The model's config, as JSON; there is none to fall back on. */
    @Param("{}")
    private String config = "";

    @Param("1")
    private int batch;

    @Param("101")
    private int positions;

    private final TurnCounter counter = new TurnCounter(TURNS);
    private Optional<Running> running = Optional.empty();
    private Contender turn = Contender.LOOP;

    private record Running(Contest contest, HandWrittenLoop loop, NDArray tokens) {}

    /** Makes the model, and refuses to time a loop that computes something else. */
    @Setup(Level.Trial)
    public void open() {
        Contest contest = Contest.open(device, config);
        var loop = HandWrittenLoop.of(contest.model(), positions);
        NDArray tokens = contest.tokens(batch, positions);
        running = Optional.of(new Running(contest, loop, tokens));
        requireAgreement(loop.logits(tokens), contest.model().forward(tokens));
    }

    private static void requireAgreement(NDArray loop, NDArray forward) {
        try (loop;
                forward;
                NDArray difference = loop.subi(forward);
                NDArray most = difference.max();
                NDArray least = difference.min()) {
            float largest = Math.max(most.getFloat(), -least.getFloat());
            if (!(largest <= AGREEMENT)) {
                throw new IllegalStateException(
                        "the hand-written loop and forward differ by %s: they do not compute the same"
                                .formatted(largest));
            }
        }
    }

    @Setup(Level.Iteration)
    public void takeTurn(IterationParams iteration) {
        turn = Contender.ALL.get(counter.next(iteration));
    }

    /** Runs the contender whose turn it is, and waits for the last number of what it gives. */
    @Benchmark
    public float[] pass() {
        Running now = running.orElseThrow();
        try (NDManager scratch = now.contest().manager().newSubManager()) {
            NDArray tokens = TensorScope.view(now.tokens(), scratch);
            NDArray result = turn.run(now.contest().model(), now.loop(), tokens);
            return result.get(-1).get(-1).toFloatArray(); // waits for a GPU
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        running.ifPresent(now -> {
            now.loop().close();
            now.contest().close();
        });
    }
}
