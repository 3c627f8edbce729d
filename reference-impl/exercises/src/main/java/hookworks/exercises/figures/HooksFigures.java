package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.RepeatedTokens;
import hookworks.lens.evals.Repeats;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.TensorFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Section 3's figures. */
final class HooksFigures {
    private static final long SEED = 1;

    private final Hooks exercises;
    private final HookedTransformer model;

    HooksFigures(Hooks exercises, HookedTransformer model) {
        this.exercises = exercises;
        this.model = model;
    }

    List<Sketch> sketches() {
        return List.of(new Sketch("induction-scores", "induction-score-hook", this::inductionScores));
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
}
