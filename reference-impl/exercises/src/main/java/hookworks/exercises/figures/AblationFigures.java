package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.Hooks;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.Losses;
import hookworks.lens.evals.RepeatedTokens;
import hookworks.lens.evals.Repeats;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.plots.Axis;
import hookworks.lens.plots.BarChart;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.Series;
import hookworks.lens.plots.TensorFigures;
import hookworks.lens.plots.Tick;
import java.util.List;
import java.util.Random;

/** Section 3's figures of what a model does without some of its heads. */
final class AblationFigures {
    private static final long SEED = 1;
    private static final int BLOCK = 25;

    /** What the loss must rise by without a head, in nats, for it to belong to the circuit that is shown. */
    private static final double WORTH_KEEPING = 0.1;

    private final Hooks exercises;
    private final HookedTransformer model;

    AblationFigures(Hooks exercises, HookedTransformer model) {
        this.exercises = exercises;
        this.model = model;
    }

    List<Sketch> sketches() {
        return List.of(
                new Sketch("silenced-head", "head-zero-ablation", this::silencedHead),
                new Sketch("zeros-and-means", "head-mean-ablation", this::zerosAndMeans),
                new Sketch("ablation-scores", "ablation-scores", this::ablationScores),
                new Sketch("circuit-only", "circuit-only-loss", this::circuitOnly));
    }

    /** How long each head's vector is at each position, before one of them is zeroed and after. */
    private Figure silencedHead(NDManager manager) {
        NDArray tokens = model.texts().toTokens(Passage.FEW_WORDS, manager);
        var silenced = new Head(0, model.config().nHeads() - 1);
        try (CachedRun run = model.runWithCache(tokens, HookFilter.names(HookName.z(0)))) {
            NDArray before = run.cache().get(HookName.z(0));
            NDArray after = exercises.zeroAblateHead(before, HookPoint.named(HookName.z(0)), silenced.index());
            before.attach(manager);
            after.attach(manager);
            return HeatMap.ofFacets(List.of(
                            TensorFigures.facet("before", lengths(before)),
                            TensorFigures.facet("after", lengths(after))))
                    .withRows(Axis.ofTokens("token", model.texts().toStrTokens(tokens)))
                    .withColumns(Axis.counted("head"))
                    .figure(
                            "Layer 0 before and after head %s is silenced".formatted(silenced),
                            "Length of the vector that each head has mixed at each position.");
        }
    }

    /** Of the vectors of the first row: {@code [pos, head]}. */
    private static NDArray lengths(NDArray z) {
        return z.get(0).square().sum(new int[] {2}).sqrt();
    }

    /** What the loss rises to without each head, in two ways. */
    private Figure zerosAndMeans(NDManager manager) {
        RepeatedTokens repeats = repeats(manager);
        List<Head> heads = heads();
        float[] zeros = new float[heads.size()];
        float[] means = new float[heads.size()];
        for (int i = 0; i < zeros.length; i++) {
            Head head = heads.get(i);
            String name = HookName.z(head.layer());
            zeros[i] = loss(repeats, List.of(Hook.replacing(name, (z, point) -> zeroed(z, head.index()))));
            means[i] = loss(
                    repeats,
                    List.of(Hook.replacing(name, (z, point) -> exercises.meanAblateHead(z, point, head.index()))));
        }
        return BarChart.of(
                        "loss (nats)",
                        new Axis("head", heads.stream().map(Head::toString).toList()),
                        Series.of("zeros in its place", zeros),
                        Series.of("its mean in its place", means))
                .withThreshold(new Tick(loss(repeats, List.of()), "nothing ablated"))
                .figure(
                        "A head that is silent, and one that always says the same",
                        "Loss on the predictable positions of %d random tokens that come twice, with one head ablated."
                                .formatted(BLOCK));
    }

    private static NDArray zeroed(NDArray z, int head) {
        NDArray zeroed = z.duplicate();
        zeroed.set(new NDIndex(":, :, {}", head), 0);
        return zeroed;
    }

    private float loss(RepeatedTokens repeats, List<Hook> hooks) {
        try (NDArray logits = model.runWithHooks(repeats.tokens(), hooks);
                NDArray losses = Losses.perToken(logits, repeats.tokens());
                NDArray predictable = losses.get(new NDIndex(":, {}:", repeats.start() + repeats.period()));
                NDArray mean = predictable.mean()) {
            return mean.getFloat();
        }
    }

    /** What every head is worth. */
    private Figure ablationScores(NDManager manager) {
        RepeatedTokens repeats = repeats(manager);
        NDArray scores = exercises.ablationScores(model, repeats.tokens()); // [layer, head]
        scores.attach(manager);
        return TensorFigures.heatMap(scores)
                .withRows(Axis.counted("layer"))
                .withColumns(Axis.counted("head"))
                .diverging()
                .figure(
                        "What completing repeated text costs without each head",
                        "Rise of the loss, in nats, on the predictable positions of %d random tokens that come twice, in %d rows."
                                .formatted(BLOCK, repeats.tokens().getShape().get(0)));
    }

    /** The heads that matter most, on their own and missing. */
    private Figure circuitOnly(NDManager manager) {
        RepeatedTokens repeats = repeats(manager);
        double whole = circuitOnly(repeats, heads(), false);
        List<Head> circuit = heads().stream()
                .filter(head -> circuitOnly(repeats, others(List.of(head)), false) - whole > WORTH_KEEPING)
                .toList();
        List<Head> others = others(circuit);
        return BarChart.of(
                        "loss (nats)",
                        new Axis(
                                "heads",
                                List.of(
                                        "all",
                                        "circuit alone, zeros elsewhere",
                                        "circuit alone, means elsewhere",
                                        "zeros in the circuit",
                                        "means in the circuit")),
                        Series.of(
                                "loss",
                                (float) whole,
                                (float) circuitOnly(repeats, circuit, false),
                                (float) circuitOnly(repeats, circuit, true),
                                (float) circuitOnly(repeats, others, false),
                                (float) circuitOnly(repeats, others, true)))
                .withThreshold(new Tick((float) Math.log(model.config().dVocab()), "chance"))
                .figure(
                        "The circuit here: " + HeadNames.of(circuit),
                        "Loss on the predictable positions of random tokens that come twice. The circuit is each head whose loss alone costs more than %.1f nats."
                                .formatted(WORTH_KEEPING));
    }

    private double circuitOnly(RepeatedTokens repeats, List<Head> keep, boolean meanAblate) {
        return exercises.circuitOnlyLoss(model, repeats.tokens(), keep, meanAblate);
    }

    private List<Head> heads() {
        return Head.ofModel(model.config().nLayers(), model.config().nHeads());
    }

    private List<Head> others(List<Head> than) {
        return heads().stream().filter(head -> !than.contains(head)).toList();
    }

    private RepeatedTokens repeats(NDManager manager) {
        return Repeats.fitting(model).withPeriod(BLOCK).draw(new Random(SEED), manager);
    }
}
