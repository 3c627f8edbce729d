package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.RepeatedTokens;
import hookworks.lens.evals.Repeats;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.TensorFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Section 3's figures. */
final class HooksFigures {
    private static final long SEED = 1;
    private static final int SHORT_BLOCK = 20;
    private static final float THRESHOLD = 0.4f;

    private final Hooks exercises;
    private final HookedTransformer model;

    HooksFigures(Hooks exercises, HookedTransformer model) {
        this.exercises = exercises;
        this.model = model;
    }

    List<Sketch> sketches() {
        var scores = List.of(
                new Sketch("induction-scores", "induction-score-hook", this::inductionScores),
                new Sketch("found-induction-heads", "find-induction-heads", this::foundHeads));
        return Stream.of(
                        scores,
                        new AttributionFigures(exercises, model).sketches(),
                        new AblationFigures(exercises, model).sketches())
                .flatMap(List::stream)
                .toList();
    }

    /** What the hook files, layer after layer, on random repeats. */
    private Figure inductionScores(NDManager manager) {
        RepeatedTokens repeats = Repeats.fitting(model).draw(new Random(SEED), manager);
        int layers = model.config().nLayers();
        var store =
                new NDArray[] {manager.zeros(new Shape(layers, model.config().nHeads()))};
        var hooks = new ArrayList<Hook>();
        for (int layer = 0; layer < layers; layer++) {
            hooks.add(Hook.reading(HookName.pattern(layer), (pattern, point) -> {
                NDArray filed = exercises.inductionScoreHook(pattern, point, store[0]);
                filed.attach(manager);
                store[0] = filed;
            }));
        }
        model.runWithHooks(repeats.tokens(), hooks);
        return TensorFigures.headScores(store[0])
                .figure(
                        "Who attends one past the previous copy",
                        "Each head's induction score: its mean attention along the stripe, over %d rows of %d random tokens that come twice."
                                .formatted(repeats.tokens().getShape().get(0), repeats.period()));
    }

    /** The whole scan, on shorter repeats, with the heads outlined that pass the threshold. */
    private Figure foundHeads(NDManager manager) {
        RepeatedTokens repeats = Repeats.fitting(model).withPeriod(SHORT_BLOCK).draw(new Random(SEED), manager);
        NDArray scores = exercises.inductionScores(model, repeats.tokens()); // [layer, head]
        scores.attach(manager);
        var found = new ArrayList<Head>();
        var outlined = new ArrayList<HeatMap.Cell>();
        for (int layer = 0; layer < model.config().nLayers(); layer++) {
            for (int index = 0; index < model.config().nHeads(); index++) {
                if (scores.getFloat(layer, index) > THRESHOLD) {
                    found.add(new Head(layer, index));
                    outlined.add(new HeatMap.Cell(layer, index));
                }
            }
        }
        return TensorFigures.headScores(scores)
                .withOutlined(outlined)
                .figure(
                        "Induction heads: " + HeadNames.of(found),
                        "Scores of every head in one run over %d rows of %d random tokens that come twice; outlined are those above %.1f."
                                .formatted(repeats.tokens().getShape().get(0), repeats.period(), THRESHOLD));
    }
}
