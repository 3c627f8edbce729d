package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws tensors from one seed. Which bits come out is settled by the generator's specification and by strict
 * arithmetic (Marsaglia's polar method over {@link StrictMath}), so no machine, JVM or device changes them.
 */
public final class GaussianTensors {
    private static final String ALGORITHM = "L64X128MixRandom";

    private final RandomGenerator random;

    /** Starts the generator, L64X128MixRandom, at a seed. */
    public GaussianTensors(long seed) {
        this.random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
    }

    /**
     * Draws the next tensor.
     *
     * @param deviation standard deviation of its entries; their mean is 0
     * @return {@code [...]} as {@code shape} says, float32, drawn in row-major order; belongs to {@code manager}
     */
    public NDArray next(NDManager manager, Shape shape, double deviation) {
        return filled(manager, shape, target -> fill(target, deviation));
    }

    /**
     * Draws the next tensor evenly.
     *
     * @param bound entries lie between {@code -bound} and {@code bound}
     * @return {@code [...]} as {@code shape} says, float32, drawn in row-major order; belongs to {@code manager}
     */
    public NDArray nextUniform(NDManager manager, Shape shape, double bound) {
        return filled(manager, shape, target -> {
            while (target.hasRemaining()) {
                target.put((float) (bound * (2 * random.nextDouble() - 1)));
            }
        });
    }

    private static NDArray filled(NDManager manager, Shape shape, Consumer<FloatBuffer> filling) {
        long bytes = Math.multiplyExact(shape.size(), Float.BYTES);
        try (Arena arena = Arena.ofConfined();
                NDManager borrowing = manager.newSubManager()) {
            ByteBuffer buffer = arena.allocate(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
            filling.accept(buffer.asFloatBuffer());
            NDArray copy = borrowing.create(buffer, shape, DataType.FLOAT32).duplicate();
            copy.attach(manager);
            return copy;
        }
    }

    /** An odd last draw is thrown away, so that a tensor never depends on the parity of the one before. */
    private void fill(FloatBuffer target, double deviation) {
        while (target.hasRemaining()) {
            double x;
            double y;
            double square;
            do {
                x = 2 * random.nextDouble() - 1;
                y = 2 * random.nextDouble() - 1;
                square = x * x + y * y;
            } while (square >= 1 || square == 0);
            double radius = deviation * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            target.put((float) (x * radius));
            if (target.hasRemaining()) {
                target.put((float) (y * radius));
            }
        }
    }
}
