package hookworks.grader.suites;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.ModelName;
import hookworks.lens.parameters.SeededModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What a check draws its inputs from. Everything follows from the run's seed and the check's own name, so that a check
 * meets the same inputs alone, again and in any order. Owns every tensor and model that it makes, until closed.
 * Confined to one thread.
 */
public final class Scenarios implements AutoCloseable {
    /**
     * A standard deviation of attention scores at which patterns are uneven. With much more, and without normalization,
     * the stream of a random model grows so from layer to layer that rounding decides between two keys.
     */
    public static final double LIVELY = 0.5;

    private final RandomGenerator random;
    private final NDManager manager;
    private final List<HookedTransformer> models = new ArrayList<>();

    private Scenarios(RandomGenerator random, NDManager manager) {
        this.random = random;
        this.manager = manager;
    }

    static Scenarios ofCheck(long seed, String check) {
        return new Scenarios(new SplittableRandom(seed ^ hash(check)), NDManager.newBaseManager());
    }

    public RandomGenerator random() {
        return random;
    }

    /** The owner of this check's tensors. */
    public NDManager manager() {
        return manager;
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Normally distributed float32. */
    public NDArray normal(double deviation, long... shape) {
        float[] values = new float[Math.toIntExact(new Shape(shape).size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian(0, deviation);
        }
        return manager.create(values, new Shape(shape));
    }

    /**
     * A model with random weights, large enough that its first layer's attention scores have this standard deviation:
     * under freshly initialised weights every pattern is nearly uniform, and most mistakes change nothing.
     */
    public HookedTransformer model(HookedTransformerConfig config, double scoreDeviation) {
        return model(config, scoreDeviation, OptionalInt.empty());
    }

    /** As {@link #model(HookedTransformerConfig, double)}, with a tokenizer of numbered words whose BOS is this. */
    public HookedTransformer modelWithTokenizer(HookedTransformerConfig config, double scoreDeviation, int bos) {
        return model(config, scoreDeviation, OptionalInt.of(bos));
    }

    private HookedTransformer model(HookedTransformerConfig config, double scoreDeviation, OptionalInt bos) {
        double initScale = Math.pow(scoreDeviation / (2 * config.dModel()), 0.25);
        var name = new SeededModel(config, initScale, random.nextLong(), bos);
        var model = HookedTransformer.seeded(name, manager.getDevice());
        models.add(model);
        return model;
    }

    /** The trained model that comes with the library: one for all checks, which leave it as it is. */
    public static HookedTransformer bundledModel() {
        return BundledModel.MODEL;
    }

    /** Loads once, when it is first asked for: unpacking weights and vocabulary takes longer than most checks. */
    private static final class BundledModel {
        static final HookedTransformer MODEL;

        static {
            try (NDManager anywhere = NDManager.newBaseManager()) {
                MODEL = HookedTransformer.named(new ModelName.Bundled(), anywhere.getDevice());
            }
        }
    }

    /** A two-layer attention-only model whose sizes all differ, from each other and from a batch of 3. */
    public HookedTransformer model() {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(2)
                .nHeads(between(5, 7))
                .dModel(between(21, 27))
                .dHead(4)
                .nCtx(between(16, 20))
                .dVocab(between(31, 47))
                .build();
        return model(config, 1 + 2 * random.nextDouble());
    }

    @Override
    public void close() {
        models.forEach(HookedTransformer::close);
        manager.close();
    }

    /** FNV-1a over UTF-8: 64 bits that no JVM, platform or run changes. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            hash = (hash ^ (bytes.get() & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
