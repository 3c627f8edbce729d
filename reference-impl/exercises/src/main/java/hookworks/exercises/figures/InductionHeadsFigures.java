package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.InductionHeads;
import hookworks.exercises.RepeatedRun;
import hookworks.lens.ActivationCache;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookName;
import hookworks.lens.plots.Axis;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.NamedFigures;
import hookworks.lens.plots.TensorFigures;
import java.util.ArrayList;
import java.util.List;

/** Section 2's figures. */
final class InductionHeadsFigures {
    private static final long SEED = 1;
    private static final int BLOCK = 25;
    private static final float THRESHOLD = 0.4f;

    private final InductionHeads exercises;
    private final HookedTransformer model;

    InductionHeadsFigures(InductionHeads exercises, HookedTransformer model) {
        this.exercises = exercises;
        this.model = model;
    }

    List<Sketch> sketches() {
        return List.of(
                new Sketch("head-habits", "first-token-heads", this::headHabits),
                new Sketch("repeated-log-probs", "token-log-probs", this::repeatedLogProbs),
                new Sketch("induction-stripe", "induction-heads", this::inductionStripe));
    }

    /** What each head does on a passage, and what the three detectors say of it. */
    private Figure headHabits(NDManager manager) {
        NDArray tokens = model.texts().toTokens(Passage.TEXT, manager);
        try (CachedRun run = model.runWithCache(tokens)) {
            ActivationCache cache = run.cache().removeBatchDim();
            var scores = new ArrayList<float[]>();
            for (int layer = 0; layer < model.config().nLayers(); layer++) {
                NDArray pattern = cache.get("pattern", layer); // [head, query, key]
                for (int head = 0; head < model.config().nHeads(); head++) {
                    scores.add(habits(pattern, head));
                }
            }
            return NamedFigures.patternScores(model.allHeadLabels(), scores.toArray(float[][]::new), THRESHOLD)
                    .figure(
                            "Current token: %s; previous token: %s; first token: %s"
                                    .formatted(
                                            named(exercises.currentTokenHeads(cache)),
                                            named(exercises.previousTokenHeads(cache)),
                                            named(exercises.firstTokenHeads(cache))),
                            "Bars are mean attention on a passage of ordinary text; the title is what the detectors find"
                                    + " there.");
        }
    }

    private static float[] habits(NDArray pattern, int head) {
        float[] cells = pattern.get(new NDIndex("{}", head)).toFloatArray();
        int length = (int) Math.round(Math.sqrt(cells.length));
        float current = 0;
        float previous = 0;
        float first = 0;
        for (int query = 0; query < length; query++) {
            current += cells[query * length + query] / length;
            first += cells[query * length] / length;
            previous += query == 0 ? 0 : cells[query * length + query - 1] / (length - 1);
        }
        return new float[] {current, previous, first};
    }

    private static String named(List<Head> heads) {
        return heads.isEmpty()
                ? "none"
                : String.join(", ", heads.stream().sorted().map(Head::toString).toList());
    }

    /** How well each token of random repeats is predicted. */
    private Figure repeatedLogProbs(NDManager manager) {
        try (RepeatedRun run = exercises.runRepeatedTokens(model, BLOCK, 1, SEED)) {
            NDArray logProbs = exercises.tokenLogProbs(run.logits(), run.tokens());
            logProbs.attach(manager);
            return NamedFigures.repeatedTokenLogProbs(
                            model.texts().toStrTokens(run.tokens()),
                            logProbs.toFloatArray(),
                            BLOCK,
                            model.config().dVocab())
                    .figure(
                            "The same tokens, the second time",
                            "Log-probability of each token of a random block that comes twice. The first token of the second"
                                    + " copy can't be known.");
        }
    }

    /** The pattern of the first head that the detector finds, with the stripe outlined. */
    private Figure inductionStripe(NDManager manager) {
        try (RepeatedRun run = exercises.runRepeatedTokens(model, BLOCK, 1, SEED)) {
            ActivationCache cache = run.cache().removeBatchDim();
            List<Head> found = exercises.inductionHeads(cache).stream().sorted().toList();
            Head shown = found.isEmpty() ? new Head(model.config().nLayers() - 1, 0) : found.getFirst();
            NDArray pattern =
                    cache.get(HookName.pattern(shown.layer())).get(new NDIndex("{}", shown.index())); // [query, key]
            pattern.attach(manager);
            var stripe = new ArrayList<HeatMap.Cell>();
            for (int query = BLOCK - 1; query <= 2 * BLOCK; query++) {
                stripe.add(new HeatMap.Cell(query, query - (BLOCK - 1)));
            }
            return TensorFigures.heatMap(pattern)
                    .withRows(Axis.counted("query"))
                    .withColumns(Axis.counted("key"))
                    .withOutlined(stripe)
                    .figure(
                            "Induction heads: %s; here is %s".formatted(named(found), shown),
                            "Attention on %d random tokens that come twice after BOS. Outlined is the stripe, one past the"
                                            .formatted(BLOCK)
                                    + " previous copy.");
        }
    }
}
