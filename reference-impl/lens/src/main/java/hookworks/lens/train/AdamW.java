package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.train.ToyRecipe.Descent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019). The engine adds each new gradient to the last, so
 * gradients are zeroed here once they have been used. Owns its moments until closed.
 */
final class AdamW implements AutoCloseable {
    private static final double EPSILON = 1e-8;
    private static final String MEAN = "mean.";
    private static final String SQUARE = "square.";

    private final Descent descent;
    private final TrainedWeights weights;
    private final NDManager manager;
    private final Map<String, NDArray> moments;

    private AdamW(Descent descent, TrainedWeights weights, NDManager manager, Map<String, NDArray> moments) {
        this.descent = descent;
        this.weights = weights;
        this.manager = manager;
        this.moments = moments;
    }

    static AdamW fresh(Descent descent, TrainedWeights weights, NDManager parent) {
        NDManager manager = parent.newSubManager();
        var moments = new LinkedHashMap<String, NDArray>();
        weights.fused().forEach((name, weight) -> {
            moments.put(MEAN + name, manager.zeros(weight.getShape()));
            moments.put(SQUARE + name, manager.zeros(weight.getShape()));
        });
        return new AdamW(descent, weights, manager, moments);
    }

    /** Takes over moments as {@link #moments} gave them. */
    static AdamW restored(Descent descent, TrainedWeights weights, NDManager parent, Map<String, NDArray> saved) {
        AdamW optimizer = fresh(descent, weights, parent);
        optimizer.moments.replaceAll((name, zeros) -> {
            NDArray moment = saved.get(name);
            if (moment == null) {
                throw new TrainingException("the checkpoint lacks '%s': begin again without it".formatted(name));
            }
            moment.attach(optimizer.manager);
            zeros.close();
            return moment;
        });
        return optimizer;
    }

    /** Running means of gradients and of their squares, by name; the optimizer's own. */
    Map<String, NDArray> moments() {
        return moments;
    }

    /** Moves the weights along their gradients, whose norm is known, and zeroes these; {@code step} counts from 0. */
    void update(double norm, int step, int steps) {
        double shortening = Math.min(1, descent.longestGradient() / norm);
        weights.fused().forEach((name, weight) -> update(name, weight, shortening, step, steps));
    }

    /** The length of all gradients taken as one vector. */
    double gradientNorm() {
        double squares = 0;
        for (NDArray weight : weights.fused().values()) {
            try (NDArray gradient = weight.getGradient();
                    NDArray squared = gradient.square();
                    NDArray sum = squared.sum()) {
                squares += sum.getFloat();
            }
        }
        return Math.sqrt(squares);
    }

    private void update(String name, NDArray weight, double shortening, int step, int steps) {
        double rate = descent.rateAt(step, steps);
        double meanShare = 1 - Math.pow(descent.beta1(), step + 1);
        double squareShare = 1 - Math.pow(descent.beta2(), step + 1);
        NDArray mean = moment(MEAN + name);
        NDArray square = moment(SQUARE + name);
        try (NDManager scratch = weight.getManager().newSubManager()) {
            NDArray gradient = weight.getGradient();
            gradient.attach(scratch);
            NDArray shortened = gradient.mul((float) shortening);
            mean.muli((float) descent.beta1());
            mean.addi(shortened.mul((float) (1 - descent.beta1())));
            square.muli((float) descent.beta2());
            square.addi(shortened.square().muli((float) (1 - descent.beta2())));
            NDArray root = square.sqrt();
            root.attach(scratch);
            root.divi((float) Math.sqrt(squareShare)).addi((float) EPSILON);
            NDArray direction = mean.div(root);
            direction.attach(scratch);
            weight.muli((float) (1 - rate * descent.weightDecay()));
            weight.subi(direction.muli((float) (rate / meanShare)));
            gradient.subi(gradient);
        }
    }

    private NDArray moment(String name) {
        NDArray moment = moments.get(name);
        if (moment == null) {
            throw new IllegalStateException("no moment '%s'".formatted(name));
        }
        return moment;
    }

    @Override
    public void close() {
        manager.close();
    }
}
