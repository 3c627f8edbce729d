package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.Repeats;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookName;
import hookworks.lens.plots.Axis;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.TensorFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Section 4's figures of what queries and keys are made of, in the head that does induction most clearly. */
record QkCircuitFigures(ReverseEngineering exercises, HookedTransformer model) {
    private static final long SEED = 1;
    private static final int BLOCK = 25;
    private static final int SAMPLE = 50;

    List<Sketch> sketches() {
        return List.of(
                new Sketch("qk-input-norms", "decompose-qk-input", this::inputNorms),
                new Sketch("query-parts", "decompose-q", this::queryParts),
                new Sketch("key-parts", "decompose-k", this::keyParts),
                new Sketch("score-deviations", "decompose-attn-scores", this::scoreDeviations),
                new Sketch("strongest-pair", "decompose-attn-scores", this::strongestPair),
                new Sketch("k-composition-sample", "k-composition-circuit", this::circuitSample));
    }

    private Figure inputNorms(NDManager manager) {
        NDArray input = kept(exercises.decomposeQkInput(run(manager)), manager);
        return lengths(input)
                .figure(
                        "What each component adds to the input of layer 1",
                        "Length of each component's vector at each position, " + text());
    }

    private Figure queryParts(NDManager manager) {
        ActivationCache cache = run(manager);
        Head head = inductionHead(cache);
        return lengths(queries(cache, head, manager))
                .figure(
                        "What head %s's queries are made of".formatted(head),
                        "Length of what each component adds to the query at each position, " + text());
    }

    private Figure keyParts(NDManager manager) {
        ActivationCache cache = run(manager);
        Head head = inductionHead(cache);
        return lengths(keys(cache, head, manager))
                .figure(
                        "What head %s's keys are made of".formatted(head),
                        "Length of what each component adds to the key at each position, %s The head that attends most to the token before is %s."
                                .formatted(text(), previousTokenHead(cache)));
    }

    private Figure scoreDeviations(NDManager manager) {
        ActivationCache cache = run(manager);
        Head head = inductionHead(cache);
        PairSpread spread = PairSpread.of(scores(cache, head, manager));
        return HeatMap.of(spread.deviations())
                .withRows(new Axis("at the query", components()))
                .withColumns(new Axis("at the key", components()))
                .withOutlined(List.of(spread.strongest()))
                .figure(
                        "What moves head %s's scores".formatted(head),
                        "Standard deviation, over the lower triangle, of what each pair of components adds to the scores, %s"
                                        .formatted(text())
                                + " Outlined is the strongest pair.");
    }

    private Figure strongestPair(NDManager manager) {
        ActivationCache cache = run(manager);
        Head head = inductionHead(cache);
        NDArray scores = scores(cache, head, manager);
        HeatMap.Cell strongest = PairSpread.of(scores).strongest();
        NDArray pair = scores.get(strongest.row(), strongest.column()); // [query, key]
        return HeatMap.of(PairSpread.lowerTriangle(pair))
                .withRows(Axis.counted("query"))
                .withColumns(Axis.counted("key"))
                .diverging()
                .figure(
                        "Head %s: %s at the query with %s at the key"
                                .formatted(
                                        head,
                                        components().get(strongest.row()),
                                        components().get(strongest.column())),
                        "What the strongest pair of components adds to the scores by itself, " + text());
    }

    /** Tokens drawn at random, as queries and as keys. */
    private Figure circuitSample(NDManager manager) {
        ActivationCache cache = run(manager);
        Head previous = previousTokenHead(cache);
        Head induction = inductionHead(cache);
        NDArray tokens = RandomTokens.draw(model, SAMPLE, manager);
        try (FactoredMatrix circuit = exercises.kCompositionCircuit(model, previous, induction)) {
            NDArray queries = rows(circuit.a(), tokens);
            NDArray keys = rows(circuit.b().transpose(), tokens);
            NDArray sample = queries.matMul(keys.transpose()); // [query token, key token]
            return TensorFigures.heatMap(sample)
                    .withRows(Axis.counted("query token"))
                    .withColumns(Axis.counted("key token"))
                    .diverging()
                    .figure(
                            "In %d of %d rows the diagonal is the largest".formatted(onDiagonal(sample), SAMPLE),
                            "The K-composition circuit of %s and %s on %d tokens drawn at random, which are numbered here."
                                    .formatted(previous, induction, SAMPLE));
        }
    }

    private static NDArray rows(NDArray matrix, NDArray places) {
        return matrix.get(places.getManager(), new NDIndex("{}", places));
    }

    private static long onDiagonal(NDArray square) {
        long[] largest = square.argMax(1).toLongArray();
        long hits = 0;
        for (int row = 0; row < largest.length; row++) {
            hits += largest[row] == row ? 1 : 0;
        }
        return hits;
    }

    private NDArray scores(ActivationCache cache, Head head, NDManager manager) {
        NDArray scores = exercises.decomposeAttnScores(queries(cache, head, manager), keys(cache, head, manager));
        return kept(scores, manager);
    }

    private NDArray queries(ActivationCache cache, Head head, NDManager manager) {
        return kept(exercises.decomposeQ(exercises.decomposeQkInput(cache), model, head), manager);
    }

    private NDArray keys(ActivationCache cache, Head head, NDManager manager) {
        return kept(exercises.decomposeK(exercises.decomposeQkInput(cache), model, head), manager);
    }

    private static NDArray kept(NDArray answer, NDManager manager) {
        answer.attach(manager);
        return answer;
    }

    /** Of {@code [component, pos, width]}. */
    private HeatMap lengths(NDArray components) {
        return TensorFigures.heatMap(components.norm(new int[] {2}))
                .withRows(new Axis("component", components()))
                .withColumns(Axis.counted("position"));
    }

    private List<String> components() {
        var names = new ArrayList<>(List.of("embed", "pos"));
        for (int index = 0; index < model.config().nHeads(); index++) {
            names.add(new Head(0, index).toString());
        }
        return names;
    }

    private static String text() {
        return "on %d random tokens that come twice after BOS.".formatted(BLOCK);
    }

    /** Every activation of a repeated block, what each head wrote among them; without a batch axis, the manager's. */
    private ActivationCache run(NDManager manager) {
        NDArray tokens = Repeats.fitting(model)
                .withRows(1)
                .withPeriod(BLOCK)
                .draw(new Random(SEED), manager)
                .tokens();
        ActivationCache cache = model.runWithCache(tokens).cache();
        cache.computeHeadResults();
        return cache.removeBatchDim();
    }

    /** The head of layer 1 that attends most to what came after the current token the last time. */
    private Head inductionHead(ActivationCache cache) {
        return lookingBack(cache, 1, BLOCK - 1);
    }

    private Head previousTokenHead(ActivationCache cache) {
        return lookingBack(cache, 0, 1);
    }

    private Head lookingBack(ActivationCache cache, int layer, int positions) {
        float[] attention = cache.get(HookName.pattern(layer)).toFloatArray(); // [head, query, key]
        int heads = model.config().nHeads();
        int length = (int) Math.round(Math.sqrt((double) attention.length / heads));
        double[] scores = new double[heads];
        for (int row = 0; row < heads * length; row++) {
            int query = row % length;
            scores[row / length] += query < positions ? 0 : attention[row * length + query - positions];
        }
        int most = 0;
        for (int head = 1; head < heads; head++) {
            most = scores[head] > scores[most] ? head : most;
        }
        return new Head(layer, most);
    }
}
