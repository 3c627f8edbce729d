package hookworks.lens.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.jspecify.annotations.Nullable;

/** Weights, moments and batches of one training, step by step. Owns them until closed; confined to one thread. */
final class TrainingRun implements AutoCloseable {
    private final ToyRecipe recipe;
    private final Batches batches;
    private final TrainedWeights weights;
    private final AdamW optimizer;
    private final TrainingPass pass;

    TrainingRun(ToyRecipe recipe, Batches batches, TrainedWeights weights, AdamW optimizer, NDManager manager) {
        this.recipe = recipe;
        this.batches = batches;
        this.weights = weights;
        this.optimizer = optimizer;
        this.pass = new TrainingPass(weights, manager);
    }

    TrainedWeights weights() {
        return weights;
    }

    AdamW optimizer() {
        return optimizer;
    }

    /**
     * Does one step.
     *
     * @throws TrainingException where loss or gradient is not finite; the weights are then as they were
     */
    StepReport step(int step) {
        Batch batch = batches.at(step, recipe.phaseAt(step));
        long start = System.nanoTime();
        try (NDManager scratch = weights.manager().newSubManager()) {
            NDArray losses = backward(batch, scratch);
            Double text = mean(losses, 0, batch.inText());
            Double repeat = mean(losses, batch.inText(), batch.judged().length);
            double norm = optimizer.gradientNorm();
            requireFinite(step, "loss on text", text);
            requireFinite(step, "loss on repeats", repeat);
            requireFinite(step, "norm of the gradient", norm);
            optimizer.update(norm, step, recipe.steps());
            double seconds = (System.nanoTime() - start) / 1e9;
            return new StepReport(step, text, repeat, norm, batch.tokens().length / seconds);
        }
    }

    /** Adds the gradient of the batch's mean loss to the weights' gradients. */
    NDArray backward(Batch batch, NDManager scratch) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray losses = pass.losses(batch, scratch);
            NDArray loss = losses.mean();
            collector.backward(loss);
            return losses;
        }
    }

    private static @Nullable Double mean(NDArray losses, int from, int to) {
        return from == to ? null : (double) TrainingPass.mean(losses, from, to);
    }

    private static void requireFinite(int step, String what, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new TrainingException("""
                    training stopped at step %d: the %s is %s
                    the weights written last are from before that; why it happened is not known
                    run the same command again to go on from the last checkpoint, or lower the learning rate""".formatted(step, what, value));
        }
    }

    @Override
    public void close() {
        pass.close();
        optimizer.close();
        weights.close();
    }
}
