package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.Repeats;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.plots.Axis;
import hookworks.lens.plots.BarChart;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.Series;
import hookworks.lens.plots.TensorFigures;
import hookworks.lens.plots.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Section 4's figures of how all heads fit together, and of what one head does without others. */
record TargetedAblationFigures(ReverseEngineering exercises, HookedTransformer model) {
    private static final long SEED = 1;
    private static final int BLOCK = 25;

    List<Sketch> sketches() {
        return List.of(
                new Sketch("all-heads-composition", "batched-composition-scores", this::allHeads),
                new Sketch("targeted-ablation", "prev-head-ablation", this::targetedAblation));
    }

    /** How much of what each head writes each head's keys read, also where the two can't meet. */
    private Figure allHeads(NDManager manager) {
        ModelWeights weights = model.weights(manager);
        var write = FactoredMatrix.of(weights.wV(), weights.wO());
        var read = FactoredMatrix.of(weights.wK(), weights.wQ().swapAxes(-2, -1));
        NDArray scores = exercises.batchedCompositionScores(write, read); // [layer, head, layer, head]
        scores.attach(manager);
        List<Head> heads = IntStream.range(0, model.config().nLayers())
                .boxed()
                .flatMap(layer -> layer(layer).stream())
                .toList();
        var names = heads.stream().map(Head::toString).toList();
        return TensorFigures.heatMap(scores.reshape(heads.size(), heads.size()))
                .withRows(new Axis("writes", names))
                .withColumns(new Axis("reads", names))
                .withOutlined(meeting(heads))
                .figure(
                        "What every head writes, and what every head's keys read",
                        "K-composition scores of each head with each. Outlined are the pairs that meet in a run, because the one that reads is in a later layer.");
    }

    private static List<HeatMap.Cell> meeting(List<Head> heads) {
        var cells = new ArrayList<HeatMap.Cell>();
        for (int row = 0; row < heads.size(); row++) {
            for (int column = 0; column < heads.size(); column++) {
                if (heads.get(row).layer() < heads.get(column).layer()) {
                    cells.add(new HeatMap.Cell(row, column));
                }
            }
        }
        return cells;
    }

    /** The score of the best induction head without each head of layer 0, and without all of them but the one it needs. */
    private Figure targetedAblation(NDManager manager) {
        NDArray tokens = Repeats.fitting(model)
                .withPeriod(BLOCK)
                .draw(new Random(SEED), manager)
                .tokens();
        List<Head> before = layer(0);
        Head induction = layer(1).stream()
                .max(Comparator.comparingDouble(head -> without(List.of(), head, tokens)))
                .orElseThrow();
        Head needed = before.stream()
                .min(Comparator.comparingDouble(head -> without(List.of(head), induction, tokens)))
                .orElseThrow();

        var labels = new ArrayList<>(before.stream().map(Head::toString).toList());
        labels.add("all but " + needed);
        var scores = new float[labels.size()];
        for (int head = 0; head < before.size(); head++) {
            scores[head] = without(before.subList(head, head + 1), induction, tokens);
        }
        scores[before.size()] =
                without(before.stream().filter(head -> !head.equals(needed)).toList(), induction, tokens);
        return BarChart.of("induction score", new Axis("silenced", labels), Series.of("score", scores))
                .withThreshold(new Tick(without(List.of(), induction, tokens), "nothing silenced"))
                .figure(
                        "Head %s, while heads of layer 0 are silent".formatted(induction),
                        "Induction score on %d random tokens that come twice, in %d rows."
                                .formatted(BLOCK, tokens.getShape().get(0)));
    }

    private float without(List<Head> silent, Head induction, NDArray tokens) {
        return (float) exercises.ablatedInductionScore(model, tokens, silent, induction);
    }

    private List<Head> layer(int layer) {
        return Head.ofLayer(layer, model.config().nHeads());
    }
}
