package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import hookworks.lens.HookedTransformer;
import hookworks.lens.train.ToyRecipe.Phase;
import hookworks.lens.weights.SafetensorsWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The training's own forward pass")
class TrainingPassTest {
    private static final ToyRecipe RECIPE = Toy.recipe(30);
    private static final int[] TEXT = IntStream.range(0, 200).toArray();

    private final NDManager manager = NDManager.newBaseManager();
    private final Batches batches = new Batches(TEXT, 279, 16, 5);
    private final Batch batch = batches.at(0, new Phase(1, 3, 4, 2, 6));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        manager.close();
    }

    private TrainingRun run() {
        TrainedWeights weights = TrainedWeights.drawn(RECIPE, manager);
        return new TrainingRun(RECIPE, batches, weights, AdamW.fresh(RECIPE.descent(), weights, manager), manager);
    }

    @Test
    @DisplayName("predicts as the model that its weights are written for")
    void agrees() {
        Path file = folder.resolve("weights.safetensors");
        try (TrainedWeights weights = TrainedWeights.drawn(RECIPE, manager);
                var pass = new TrainingPass(weights, manager)) {
            SafetensorsWriter.write(file, weights.stateDict(manager), Map.of());
            float[] judged = pass.losses(batch, manager).toFloatArray();
            try (var model = HookedTransformer.fromFile(RECIPE.size().config(), file, Device.cpu())) {
                NDArray tokens = manager.create(batch.tokens(), new Shape(batch.rows(), batch.positions()));
                float[] logProbabilities = model.forward(tokens).logSoftmax(-1).toFloatArray();
                for (int place = 0; place < judged.length; place++) {
                    long cell = batch.judged()[place] * RECIPE.size().dVocab() + batch.next()[place];
                    assertThat(judged[place]).isCloseTo(-logProbabilities[Math.toIntExact(cell)], within(1e-4f));
                }
            }
        }
    }

    @Test
    @DisplayName("gives two identical steps equal gradients: none is left over from the step before")
    void gradientsDoNotAccumulate() {
        try (TrainingRun run = run();
                NDManager scratch = manager.newSubManager()) {
            run.backward(batch, scratch);
            Map<String, float[]> first = gradients(run);
            zeroGradients(run);
            run.backward(batch, scratch);

            assertGradients(run, first);
        }
    }

    @Test
    @DisplayName("gives the same gradients though Java reclaims memory between the passes forward and back")
    void survivesGarbageCollection() {
        try (TrainingRun run = run();
                NDManager scratch = manager.newSubManager();
                var pass = new TrainingPass(run.weights(), scratch)) {
            run.backward(batch, scratch);
            Map<String, float[]> undisturbed = gradients(run);
            zeroGradients(run);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = pass.losses(batch, scratch).mean();
                reuseReclaimedMemory();
                collector.backward(loss);
            }

            assertGradients(run, undisturbed);
        }
    }

    /** Java frees what it lent to tensors that are closed; what is allocated next lies in the same places. */
    private static void reuseReclaimedMemory() {
        var buffers = new ArrayList<ByteBuffer>();
        for (int round = 0; round < 5; round++) {
            System.gc();
            for (int count = 0; count < 20_000; count++) {
                buffers.add(ByteBuffer.allocateDirect(Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putFloat(0, 1e9f));
            }
        }
        assertThat(buffers).hasSize(100_000);
    }

    private static void zeroGradients(TrainingRun run) {
        for (NDArray weight : run.weights().fused().values()) {
            try (NDArray gradient = weight.getGradient()) {
                gradient.subi(gradient);
            }
        }
    }

    private static void assertGradients(TrainingRun run, Map<String, float[]> expected) {
        gradients(run).forEach((name, gradient) -> {
            assertThat(gradient).as(name).containsExactly(expected.get(name));
            assertThat(gradient).as(name).isNotEqualTo(new float[gradient.length]);
        });
    }

    @Test
    @DisplayName("leaves no gradient behind a step")
    void zeroed() {
        try (TrainingRun run = run()) {
            run.step(0);

            gradients(run)
                    .forEach((name, gradient) -> assertThat(gradient).as(name).containsOnly(0));
        }
    }

    @Test
    @DisplayName("agrees with a difference quotient about the gradient")
    void gradient() {
        String name = "blocks.0.attn.W_K";
        try (TrainingRun run = run();
                NDManager scratch = manager.newSubManager()) {
            run.backward(batch, scratch);
            float[] gradient = gradient(run.weights().get(name));
            int steepest = IntStream.range(0, gradient.length)
                    .reduce(0, (a, b) -> Math.abs(gradient[a]) >= Math.abs(gradient[b]) ? a : b);
            double rise = (lossWith(run, name, steepest, 0.01f) - lossWith(run, name, steepest, -0.01f)) / 0.02;

            assertThat(rise).isCloseTo(gradient[steepest], within(0.02 * Math.abs(gradient[steepest])));
        }
    }

    @Test
    @DisplayName("frees every tensor of a step, and of a look at the circuit")
    void frees() {
        var probe = new CircuitProbe(RECIPE, folder);
        try (TrainingRun run = run()) {
            run.step(0);
            int before = run.weights().manager().getManagedArrays().size();
            run.step(1);
            probe.look(run.weights());

            assertThat(run.weights().manager().getManagedArrays()).hasSize(before);
        }
    }

    private double lossWith(TrainingRun run, String name, int cell, float change) {
        NDArray weight = run.weights().get(name);
        try (NDManager scratch = manager.newSubManager();
                var pass = new TrainingPass(run.weights(), scratch)) {
            var changes = new float[Math.toIntExact(weight.size())];
            changes[cell] = change;
            NDArray moved = scratch.create(changes, weight.getShape());
            weight.addi(moved);
            double loss = pass.losses(batch, scratch).mean().getFloat();
            weight.subi(moved);
            return loss;
        }
    }

    private static Map<String, float[]> gradients(TrainingRun run) {
        var gradients = new LinkedHashMap<String, float[]>();
        run.weights().fused().forEach((name, weight) -> gradients.put(name, gradient(weight)));
        return gradients;
    }

    private static float[] gradient(NDArray weight) {
        try (NDArray gradient = weight.getGradient()) {
            return gradient.toFloatArray();
        }
    }
}
