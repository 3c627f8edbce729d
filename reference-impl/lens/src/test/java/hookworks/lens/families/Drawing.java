package hookworks.lens.families;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws a model's tensors from a seed: large enough that attention is far from uniform, and no norm or bias trivial.
 * Values are uniform, so that plain arithmetic settles their bits on every machine.
 */
final class Drawing {
    private static final String ALGORITHM = "L64X128MixRandom";
    private static final double SPREAD = 0.3;

    private final RandomGenerator random;
    private final Dtype dtype;
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

    Drawing(long seed, Dtype dtype) {
        this.random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
        this.dtype = dtype;
    }

    SequencedMap<String, Tensor> tensors() {
        return tensors;
    }

    /** {@code [rows, size]} under {@code name.weight}. */
    void embedding(String name, int rows, int size) {
        put(name + ".weight", List.of(rows, size), unit -> 2 * SPREAD * unit);
    }

    /** A {@code Linear} without bias: {@code [out, in]}; a gain of 1 keeps the size of what goes through. */
    void linear(String name, int out, int in, double gain) {
        put(name + ".weight", List.of(out, in), unit -> gain / Math.sqrt(in) * unit);
    }

    void biasedLinear(String name, int out, int in, double gain) {
        linear(name, out, in, gain);
        bias(name, out);
    }

    /** GPT-2's {@code Conv1D} with its bias: {@code [in, out]}. */
    void conv1d(String name, int in, int out, double gain) {
        put(name + ".weight", List.of(in, out), unit -> gain / Math.sqrt(in) * unit);
        bias(name, out);
    }

    void bias(String name, int size) {
        put(name + ".bias", List.of(size), unit -> SPREAD * unit);
    }

    void layerNorm(String name, int size) {
        rmsNorm(name, size);
        bias(name, size);
    }

    void rmsNorm(String name, int size) {
        put(name + ".weight", List.of(size), unit -> 1 + SPREAD * unit);
    }

    /** Gemma's, whose file holds how far each weight is from one. */
    void rmsNormAroundOne(String name, int size) {
        put(name + ".weight", List.of(size), unit -> SPREAD * unit);
    }

    /** Draws with a mean of 0 and a deviation of 1, shapes, and keeps what the dtype keeps. */
    private void put(String name, List<Integer> shape, DoubleUnaryOperator ofUnit) {
        double[] values = new double[shape.stream().reduce(1, Math::multiplyExact)];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = ofUnit.applyAsDouble(Math.sqrt(3) * (2 * random.nextDouble() - 1));
        }
        tensors.put(name, new Tensor(dtype, shape, values));
    }

    /** The causal mask that old checkpoints carry along, {@code [1, 1, n, n]}; no weight. */
    void causalMask(String name, int n, Dtype kind) {
        double[] mask = new double[n * n];
        for (int cell = 0; cell < mask.length; cell++) {
            mask[cell] = cell % n <= cell / n ? 1 : 0;
        }
        tensors.put(name, new Tensor(kind, List.of(1, 1, n, n), mask));
    }

    /** The number that old checkpoints put where the mask is 0; no weight. */
    void maskedBias(String name) {
        tensors.put(name, new Tensor(Dtype.F32, new ArrayList<>(), new double[] {-1e9}));
    }

    /** The rotary frequencies that old checkpoints carry along; no weight. */
    void rotaryFrequencies(String name, int dims, double theta) {
        double[] frequencies = new double[dims / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = Math.pow(theta, -2.0 * i / dims);
        }
        tensors.put(name, new Tensor(Dtype.F32, List.of(frequencies.length), frequencies));
    }

    /** The same tensor once more, as files have it that keep a tied head. */
    void copy(String from, String to) {
        Tensor original = tensors.get(from);
        if (original == null) {
            throw new IllegalArgumentException("nothing drawn yet under '%s'".formatted(from));
        }
        tensors.put(to, original);
    }
}
