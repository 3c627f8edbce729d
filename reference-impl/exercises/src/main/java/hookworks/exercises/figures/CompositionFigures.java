package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.QkvCompositionScores;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.Composition;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.plots.Axis;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.Histogram;
import hookworks.lens.plots.LineChart;
import hookworks.lens.plots.Series;
import hookworks.lens.plots.TensorFigures;
import hookworks.lens.plots.Tick;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** Section 4's figures of how much one head reads of what another writes. */
record CompositionFigures(ReverseEngineering exercises, HookedTransformer model) {
    private static final int STEP = 10;
    private static final int ANGLES = 90 / STEP + 1;
    private static final int DRAWS = 200;
    private static final int BINS = 15;

    /** So few give the mean to a hundredth. */
    private static final int DRAWS_OF_A_MEAN = 50;

    List<Sketch> sketches() {
        return List.of(
                new Sketch("composition-angle", "composition-score", this::angles),
                new Sketch("composition-scores", "qkv-composition-scores", this::scores),
                new Sketch("random-composition", "random-composition-score", this::chance),
                new Sketch("composition-above-chance", "random-composition-score", this::aboveChance));
    }

    /** A stream of four places, in which one matrix writes and another reads at an angle to it. */
    private Figure angles(NDManager manager) {
        NDArray one = manager.create(new float[] {1, 0, 0, 0}, new Shape(1, 4));
        NDArray two = manager.create(new float[] {1, 0, 0, 0, 0, 0, 1, 0}, new Shape(2, 4));
        Series alone = scores("one is written, one is read", angle -> score(one, read(manager, angle)));
        Series beside = scores("two are written, one is read", angle -> score(two, read(manager, angle)));
        Series all = scores("one is written, four are read", angle -> score(one, manager.eye(4)));
        return LineChart.of("composition score", alone, beside, all)
                .withPlaces(new Axis(
                        "angle in degrees",
                        IntStream.range(0, ANGLES)
                                .mapToObj(step -> String.valueOf(step * STEP))
                                .toList()))
                .figure(
                        "How directions that are written and read at an angle score",
                        "In a stream that is four wide, all directions written or read alike. The angle is between the direction that is read and the first that is written.");
    }

    private double score(NDArray writes, NDArray reads) {
        return exercises.compositionScore(writes, reads);
    }

    /** A column in the plane of places 0 and 1. */
    private static NDArray read(NDManager manager, double angle) {
        return manager.create(new float[] {(float) Math.cos(angle), (float) Math.sin(angle), 0, 0}, new Shape(4, 1));
    }

    private static Series scores(String name, DoubleFunction<Double> score) {
        float[] scores = new float[ANGLES];
        for (int step = 0; step < ANGLES; step++) {
            scores[step] = score.apply(Math.toRadians(step * (double) STEP)).floatValue();
        }
        return Series.of(name, scores);
    }

    private Figure scores(NDManager manager) {
        try (QkvCompositionScores scores = exercises.compositionScores(model)) {
            HeatMap.Cell strongest = strongest(scores.k());
            return HeatMap.ofFacets(List.of(
                            TensorFigures.facet("queries", scores.q()),
                            TensorFigures.facet("keys", scores.k()),
                            TensorFigures.facet("values", scores.v())))
                    .withRows(heads(0))
                    .withColumns(heads(1))
                    .figure(
                            "The keys that read most are those of 1.%d, of what 0.%d writes"
                                    .formatted(strongest.column(), strongest.row()),
                            "Composition scores of each head of layer 0 with the queries, the keys and the values of each head of layer 1.");
        }
    }

    private static HeatMap.Cell strongest(NDArray scores) {
        int most = Math.toIntExact(scores.flatten().argMax().getLong());
        int columns = Math.toIntExact(scores.getShape().get(1));
        return new HeatMap.Cell(most / columns, most % columns);
    }

    private Axis heads(int layer) {
        return new Axis(
                layer == 0 ? "writes" : "reads",
                Head.ofLayer(layer, model.config().nHeads()).stream()
                        .map(Head::toString)
                        .toList());
    }

    /** Random scores, and the largest of the model's own of each kind. */
    private Figure chance(NDManager manager) {
        float[] chance = randomScores(DRAWS);
        List<Tick> largest = Arrays.stream(Composition.values())
                .map(through -> largest(through, modelScores(through, manager)))
                .toList();
        return Histogram.of("composition score", chance, BINS)
                .withTicks(largest)
                .figure(
                        "Random scores lie about %.3f".formatted(mean(chance)),
                        "Scores of %d pairs of random matrices of the shape and rank of this model's heads. Marked is the model's largest score of each kind, with the head that writes and the head that reads."
                                .formatted(DRAWS));
    }

    private static Tick largest(Composition through, NDArray scores) {
        HeatMap.Cell cell = strongest(scores);
        String name = "%s: 0.%d, 1.%d".formatted(through, cell.row(), cell.column());
        return new Tick(scores.getFloat(cell.row(), cell.column()), name);
    }

    private Figure aboveChance(NDManager manager) {
        float chance = mean(randomScores(DRAWS_OF_A_MEAN));
        return HeatMap.ofFacets(List.of(
                        TensorFigures.facet(
                                "queries", modelScores(Composition.Q, manager).sub(chance)),
                        TensorFigures.facet(
                                "keys", modelScores(Composition.K, manager).sub(chance)),
                        TensorFigures.facet(
                                "values", modelScores(Composition.V, manager).sub(chance))))
                .withRows(heads(0))
                .withColumns(heads(1))
                .diverging()
                .figure(
                        "What is read above chance, and what below",
                        "Composition scores of each head of layer 0 with each head of layer 1, less %.3f, the mean of %d random ones."
                                .formatted(chance, DRAWS_OF_A_MEAN));
    }

    /** {@code [head of layer 0, head of layer 1]}, from the lens, so that the figure waits for one exercise only. */
    private NDArray modelScores(Composition through, NDManager manager) {
        return model.allCompositionScores(through, manager).get("0, :, 1");
    }

    private float[] randomScores(int draws) {
        float[] scores = new float[draws];
        for (int seed = 0; seed < draws; seed++) {
            scores[seed] = (float) exercises.randomCompositionScore(
                    model.config().dModel(), model.config().dHead(), seed);
        }
        return scores;
    }

    private static float mean(float[] scores) {
        double sum = 0;
        for (float score : scores) {
            sum += score;
        }
        return (float) (sum / scores.length);
    }
}
