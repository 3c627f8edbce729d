package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.exercises.HalfAttribution;
import hookworks.exercises.Hooks;
import hookworks.lens.ActivationCache;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.RepeatedTokens;
import hookworks.lens.evals.Repeats;
import hookworks.lens.plots.Axis;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.NamedFigures;
import hookworks.lens.plots.TensorFigures;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Section 3's figures of what each component adds to the right logit. */
final class AttributionFigures {
    private static final long SEED = 1;
    private static final int BLOCK = 16;

    private final Hooks exercises;
    private final HookedTransformer model;

    AttributionFigures(Hooks exercises, HookedTransformer model) {
        this.exercises = exercises;
        this.model = model;
    }

    List<Sketch> sketches() {
        return List.of(
                new Sketch("passage-attribution", "logit-attribution", this::passage),
                new Sketch("half-attribution", "half-logit-attribution", this::halves));
    }

    /** Every component on a passage of ordinary text. */
    private Figure passage(NDManager manager) {
        NDArray tokens = model.texts().toTokens(Passage.TEXT, manager);
        try (CachedRun run = model.runWithCache(tokens)) {
            ActivationCache cache = withHeadResults(run);
            NDArray attribution = exercises.logitAttribution(
                    cache.get("embed"),
                    headResults(cache),
                    model.weights(manager).wU(),
                    tokens.get(0));
            attribution.attach(manager);
            return NamedFigures.logitAttribution(
                            model.texts().toStrTokens(tokens),
                            List.of(TensorFigures.facet("attribution", attribution)),
                            model.config().nLayers())
                    .figure(
                            "Who pushes the right next token up, and who down",
                            "Share of each component in the logit of the token that follows. A row adds up to that logit.");
        }
    }

    /** Both copies of repeated tokens, on one scale. */
    private Figure halves(NDManager manager) {
        RepeatedTokens repeats =
                Repeats.fitting(model).withRows(1).withPeriod(BLOCK).draw(new Random(SEED), manager);
        List<String> names = model.texts().toStrTokens(repeats.tokens());
        try (CachedRun run = model.runWithCache(repeats.tokens())) {
            HalfAttribution halves = exercises.halfLogitAttribution(
                    withHeadResults(run),
                    model.weights(manager).wU(),
                    repeats.tokens().get(0));
            halves.first().attach(manager);
            halves.second().attach(manager);
            // the same tokens are predicted in both, so that one name fits a row of either
            return NamedFigures.logitAttribution(
                            names.subList(0, BLOCK + 1),
                            List.of(
                                    TensorFigures.facet("first copy", halves.first()),
                                    TensorFigures.facet("second copy", halves.second())),
                            model.config().nLayers())
                    .withRows(Axis.ofTokens("token predicted", names.subList(1, BLOCK + 1)))
                    .figure(
                            "The same tokens, predicted twice",
                            "Share of each component in the logit of each of %d random tokens, when they come for the first and for the second time. The first row of the second copy can't be known."
                                    .formatted(BLOCK));
        }
    }

    private static ActivationCache withHeadResults(CachedRun run) {
        run.cache().computeHeadResults();
        return run.cache().removeBatchDim();
    }

    private static List<NDArray> headResults(ActivationCache cache) {
        return IntStream.range(0, cache.nLayers())
                .mapToObj(layer -> cache.get("result", layer)) // [pos, head, d_model]
                .toList();
    }
}
