package hookworks.lens.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.Initialization;
import hookworks.lens.weights.GaussianTensors;
import java.util.function.Function;

/** Draws fresh weights, alike in every process and on every device. Biases are zero, norms one. */
public final class SeededWeights {
    private final GaussianTensors drawn;
    private final NDManager manager;
    private final WeightSink sink;

    private SeededWeights(long seed, NDManager manager, WeightSink sink) {
        this.drawn = new GaussianTensors(seed);
        this.manager = manager;
        this.sink = sink;
    }

    /**
     * One deviation for every matrix.
     *
     * @param manager owns each until the sink takes it
     * @param sink gets them in the shapes that {@link StateDict#shapes} says, such as {@code [head, d_model, d_head]}
     */
    public static void of(SeededModel model, NDManager manager, WeightSink sink) {
        var weights = new SeededWeights(model.weightSeed(), manager, sink);
        weights.all(model.config(), shape -> weights.drawn.next(manager, shape, model.initScale()));
    }

    /** As {@link #of}, but drawn as the config's initialization says. */
    public static void fresh(HookedTransformerConfig config, NDManager manager, WeightSink sink) {
        Initialization rule = config.initialization();
        var weights = new SeededWeights(rule.seed().orElse(0), manager, sink);
        double range = rule.rangeFor(config.dModel());
        weights.all(config, shape -> weights.matrix(rule.mode(), range, shape));
    }

    private void all(HookedTransformerConfig config, Function<Shape, NDArray> matrices) {
        StateDict.shapes(config).forEach((name, shape) -> {
            if (StateDict.isBias(name)) {
                sink.take(name, manager.zeros(shape));
            } else {
                sink.take(name, StateDict.isNormWeight(name) ? manager.ones(shape) : matrices.apply(shape));
            }
        });
    }

    private NDArray matrix(Initialization.Mode mode, double range, Shape shape) {
        return switch (mode) {
            case GPT2 -> drawn.next(manager, shape, range);
            case XAVIER_NORMAL -> drawn.next(manager, shape, xavier(range, shape));
            case XAVIER_UNIFORM -> drawn.nextUniform(manager, shape, Math.sqrt(3) * xavier(range, shape));
            case KAIMING_NORMAL -> drawn.next(manager, shape, kaiming(range, shape));
            case KAIMING_UNIFORM -> drawn.nextUniform(manager, shape, Math.sqrt(3) * kaiming(range, shape));
        };
    }

    /** Glorot and Bengio 2010: the variance is the mean of one over the inputs and one over the outputs. */
    private static double xavier(double gain, Shape shape) {
        return gain * Math.sqrt(2.0 / (inputs(shape) + outputs(shape)));
    }

    /** He et al. 2015, for rectified units. */
    private static double kaiming(double gain, Shape shape) {
        return gain * Math.sqrt(2.0 / inputs(shape));
    }

    /** What one number of the result is summed over; heads lie side by side. */
    private static long inputs(Shape shape) {
        return shape.get(shape.dimension() - 2);
    }

    private static long outputs(Shape shape) {
        return shape.size() / inputs(shape);
    }
}
