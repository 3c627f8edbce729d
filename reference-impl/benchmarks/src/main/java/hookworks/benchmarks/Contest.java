package hookworks.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.Devices;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A model with random weights, and random tokens to run it on. Owns both. */
record Contest(HookedTransformer model, NDManager manager) implements AutoCloseable {
    private static final double INIT_SCALE = 0.02;
    private static final long SEED = 768;

    /**
     * Makes the model.
     *
     * @param device a setting that {@link Devices#choose} knows
     * @param config the model's, as JSON
     */
    static Contest open(String device, String config) {
        var seeded = new SeededModel(HookedTransformerConfig.fromJson(config), INIT_SCALE, SEED);
        HookedTransformer model = HookedTransformer.seeded(seeded, Devices.choose(device));
        return new Contest(model, NDManager.newBaseManager(model.device()));
    }

    /** {@code [batch, pos]} int64. */
    NDArray tokens(int batch, int positions) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        ByteBuffer bytes = manager.allocateDirect(batch * positions * Long.BYTES);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextInt(model.config().dVocab()));
        }
        return manager.create(bytes.flip(), new Shape(batch, positions), DataType.INT64);
    }

    @Override
    public void close() {
        manager.close();
        model.close();
    }
}
