package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.Composition;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.CompositionScores;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.weights.GaussianTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of what first-layer heads write second-layer heads read with their keys, beside what chance gives.
 *
 * @param pairs one per pair of heads
 * @param chanceMean mean score of random matrices of the same shapes
 * @param chanceDeviation their standard deviation
 */
public record KeyComposition(List<Pair> pairs, double chanceMean, double chanceDeviation) {
    private static final int DRAWS = 200;

    /**
     * The score of a pair of heads.
     *
     * @param writer of layer 0
     * @param reader of layer 1
     * @param score from 0 to 1, as {@link CompositionScores} has it (Elhage et al. 2021)
     */
    public record Pair(int writer, int reader, double score) {}

    public KeyComposition {
        pairs = List.copyOf(pairs);
    }

    /** Measures a model of two layers; {@code owner} lends memory. */
    static KeyComposition of(HookedTransformer model, long seed, NDManager owner) {
        int heads = model.config().nHeads();
        var pairs = new ArrayList<Pair>();
        try (NDManager scratch = owner.newSubManager()) {
            NDArray scores = model.allCompositionScores(Composition.K, scratch); // [layer, head, layer, head]
            for (int writer = 0; writer < heads; writer++) {
                for (int reader = 0; reader < heads; reader++) {
                    pairs.add(new Pair(writer, reader, scores.getFloat(0, writer, 1, reader)));
                }
            }
            double[] chance = chance(model, seed, scratch);
            return new KeyComposition(pairs, mean(chance), deviation(chance));
        }
    }

    private static double[] chance(HookedTransformer model, long seed, NDManager owner) {
        var drawing = new GaussianTensors(seed);
        var tall = new Shape(model.config().dModel(), model.config().dHead());
        var flat = new Shape(model.config().dHead(), model.config().dModel());
        var scores = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            try (NDManager scratch = owner.newSubManager()) {
                FactoredMatrix write =
                        FactoredMatrix.of(drawing.next(scratch, tall, 1), drawing.next(scratch, flat, 1));
                FactoredMatrix read = FactoredMatrix.of(drawing.next(scratch, tall, 1), drawing.next(scratch, flat, 1));
                scores[draw] = CompositionScores.all(write, read, scratch).getFloat();
            }
        }
        return scores;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}
