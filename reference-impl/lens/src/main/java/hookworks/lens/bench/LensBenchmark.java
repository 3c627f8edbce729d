package hookworks.lens.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.generation.GenerationRequest;
import hookworks.lens.hooks.Hook;
import hookworks.lens.parameters.SeededModel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * What do hooks cost? Runs a hand-written loop, {@code forward}, {@code runWithCache} and {@code runWithHooks} in
 * turn and in random order, so that whatever else the machine does falls on all of them alike.
 */
public final class LensBenchmark {
    /** Which model, on which input. */
    public record Workload(HookedTransformerConfig config, int batch, int positions) {}

    private static final int WARM_UPS = 3;
    private static final int LEAST_ROUNDS = 5;
    private static final int NEW_TOKENS = 16;
    private static final double AGREEMENT = 1e-3;
    private static final long SEED = 768;

    private final Device device;
    private final Duration perWorkload;

    /** Makes a benchmark that gives each workload about this long, at least five rounds. */
    public LensBenchmark(Device device, Duration perWorkload) {
        this.device = device;
        this.perWorkload = perWorkload;
    }

    /** The course's own sizes: its two-layer model, and GPT-2 small. */
    public static List<Workload> courseWorkloads() {
        var workloads = new ArrayList<Workload>();
        for (HookedTransformerConfig config : List.of(twoLayers(), gpt2Small())) {
            workloads.add(new Workload(config, 1, 101));
            workloads.add(new Workload(config, 10, 101));
            workloads.add(new Workload(config, 1, 512));
        }
        return workloads;
    }

    private static HookedTransformerConfig twoLayers() {
        return wide(HookedTransformerConfig.attentionOnly(), 2, 50_278);
    }

    private static HookedTransformerConfig gpt2Small() {
        return wide(
                HookedTransformerConfig.builder().mlp(new MlpConfig(4 * 768, ActivationFunction.GELU_NEW, false)),
                12,
                50_257);
    }

    private static HookedTransformerConfig wide(ConfigBuilder builder, int layers, int vocabulary) {
        return builder.nLayers(layers)
                .nHeads(12)
                .dModel(768)
                .dHead(64)
                .nCtx(1024)
                .dVocab(vocabulary)
                .build();
    }

    /** Measures each workload in turn, then generation on the last one's model. */
    public BenchmarkReport run(List<Workload> workloads) {
        var cases = new ArrayList<BenchmarkCase>();
        for (Workload workload : workloads) {
            cases.add(measure(workload));
        }
        double perToken = generation(workloads.getLast());
        return new BenchmarkReport(device.toString(), cases, perToken, PeakMemory.mebibytes());
    }

    /** Milliseconds for each token with the key-value cache, the prompt's own run taken off. */
    private double generation(Workload workload) {
        try (var model = HookedTransformer.seeded(new SeededModel(workload.config(), 0.02, SEED), device);
                var manager = NDManager.newBaseManager(device)) {
            int half = Math.min(2 * NEW_TOKENS, workload.config().nCtx() / 2);
            NDArray prompt = tokens(new Workload(workload.config(), 1, half), manager);
            generate(model, prompt, 2);
            int fresh = Math.min(NEW_TOKENS, half);
            var perToken = new double[LEAST_ROUNDS];
            for (int round = 0; round < perToken.length; round++) {
                double first = generate(model, prompt, 1);
                perToken[round] = (generate(model, prompt, 1 + fresh) - first) / fresh;
            }
            return median(perToken);
        }
    }

    private static double generate(HookedTransformer model, NDArray prompt, int tokens) {
        long start = System.nanoTime();
        model.generate(prompt, GenerationRequest.greedy(tokens)).close();
        return (System.nanoTime() - start) / 1e6;
    }

    private BenchmarkCase measure(Workload workload) {
        try (var model = HookedTransformer.seeded(new SeededModel(workload.config(), 0.02, SEED), device);
                var loop = HandWrittenLoop.of(model, workload.positions());
                var manager = NDManager.newBaseManager(device)) {
            NDArray tokens = tokens(workload, manager);
            requireAgreement(loop.logits(tokens), model.forward(tokens));
            List<UnaryOperator<NDArray>> contenders = contenders(model, loop);
            RandomGenerator order = random();
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                round(contenders, order, tokens);
            }
            var rounds = new ArrayList<double[]>();
            long end = System.nanoTime() + perWorkload.toNanos();
            while (rounds.size() < LEAST_ROUNDS || System.nanoTime() < end) {
                rounds.add(round(contenders, order, tokens));
            }
            return summary(workload, rounds);
        }
    }

    /** In the order of the report's columns; each returns something to wait for. */
    private static List<UnaryOperator<NDArray>> contenders(HookedTransformer model, HandWrittenLoop loop) {
        List<Hook> reading =
                List.of(Hook.reading(name -> name.endsWith("hook_pattern"), (pattern, point) -> pattern.getShape()));
        return List.of(
                loop::logits,
                model::forward,
                tokens -> cached(model, tokens),
                tokens -> model.runWithHooks(tokens, reading),
                tokens -> model.forwardUntilLayer(tokens, model.config().nLayers()));
    }

    private static NDArray cached(HookedTransformer model, NDArray tokens) {
        CachedRun run = model.runWithCache(tokens);
        run.cache().close();
        return run.logits();
    }

    /** Milliseconds of each contender; in a random order, since what ran before decides what is in the caches. */
    private static double[] round(List<UnaryOperator<NDArray>> contenders, RandomGenerator order, NDArray tokens) {
        var times = new double[contenders.size()];
        var turns = new ArrayList<>(IntStream.range(0, times.length).boxed().toList());
        Collections.shuffle(turns, order);
        for (int contender : turns) {
            long start = System.nanoTime();
            try (NDArray result = contenders.get(contender).apply(tokens);
                    NDArray last = result.get(-1).get(-1)) {
                last.toFloatArray(); // waits for a GPU
            }
            times[contender] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }

    private static BenchmarkCase summary(Workload workload, List<double[]> rounds) {
        HookedTransformerConfig config = workload.config();
        return new BenchmarkCase(
                config.nLayers() + "x" + config.dModel(),
                config.dVocabOut(),
                workload.batch(),
                workload.positions(),
                rounds.size(),
                median(rounds.stream().mapToDouble(times -> times[0]).toArray()),
                median(rounds.stream().mapToDouble(times -> times[1]).toArray()),
                median(rounds.stream().mapToDouble(times -> times[1] / times[0]).toArray()),
                median(rounds.stream().mapToDouble(times -> times[2]).toArray()),
                median(rounds.stream().mapToDouble(times -> times[3]).toArray()),
                median(rounds.stream().mapToDouble(times -> times[4]).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        double median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return Math.round(median * 1e4) / 1e4;
    }

    private static NDArray tokens(Workload workload, NDManager manager) {
        RandomGenerator random = random();
        ByteBuffer bytes = manager.allocateDirect(workload.batch() * workload.positions() * Long.BYTES);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextInt(workload.config().dVocab()));
        }
        return manager.create(bytes.flip(), new Shape(workload.batch(), workload.positions()), DataType.INT64);
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    }

    private static void requireAgreement(NDArray loop, NDArray forward) {
        try (loop;
                forward;
                NDArray difference = loop.sub(forward);
                NDArray size = difference.abs();
                NDArray largest = size.max()) {
            float value = largest.getFloat();
            if (!(value <= AGREEMENT)) {
                throw new IllegalStateException(
                        "the hand-written loop and forward differ by %s: they do not compute the same"
                                .formatted(value));
            }
        }
    }
}
