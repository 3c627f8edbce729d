package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.plots.Axis;
import hookworks.lens.plots.BarChart;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.LineChart;
import hookworks.lens.plots.Series;
import hookworks.lens.plots.TensorFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Section 4's figures of what is copied, and of where a head looks by position alone. */
record CopyingFigures(ReverseEngineering exercises, HookedTransformer model) {
    private static final int BATCH = 256;
    private static final int MOST = 10;
    private static final int SAMPLE = 50;
    private static final int SHOWN = 100;

    /** As many lines as can be told apart. */
    private static final int LINES = 4;

    /** How much a head attends to the position before by position alone, at each query from 1 on. */
    private record Stripe(Head head, Series attention) {
        double mean() {
            return attention.values().stream()
                    .mapToDouble(Float::doubleValue)
                    .average()
                    .orElse(0);
        }
    }

    List<Sketch> sketches() {
        return List.of(
                new Sketch("copying-by-head", "top-1-accuracy", this::copyingByHead),
                new Sketch("accuracy-by-k", "top-k-accuracy", this::accuracyByK),
                new Sketch("two-heads-copy", "effective-ov-circuit", this::twoHeadsCopy),
                new Sketch("effective-sample", "effective-ov-circuit", this::effectiveSample),
                new Sketch("positional-pattern", "pos-by-pos-pattern", this::positionalPattern),
                new Sketch("positional-stripe", "pos-by-pos-pattern", this::positionalStripe));
    }

    /** Every head's own OV circuit, made from the weights: no other exercise is needed. */
    private Figure copyingByHead(NDManager manager) {
        var labels = new ArrayList<String>();
        var shares = new ArrayList<Float>();
        for (Head head : Head.ofModel(model.config().nLayers(), model.config().nHeads())) {
            labels.add(head.toString());
            shares.add((float) exercises.top1Accuracy(ovCircuit(head, manager), BATCH));
        }
        return BarChart.of("share of tokens", new Axis("head", labels), new Series("top-1 accuracy", shares))
                .figure(
                        "How many of %d tokens each head copies"
                                .formatted(model.config().dVocab()),
                        "Share of tokens whose own logit rises most where the head looks at them. Chance is 1 in %d."
                                .formatted(model.config().dVocab()));
    }

    private Figure accuracyByK(NDManager manager) {
        var lines = new ArrayList<Series>();
        for (Head head : copyingHeads(other -> exercises.topKAccuracy(ovCircuit(other, manager), 1, BATCH))) {
            FactoredMatrix circuit = ovCircuit(head, manager);
            var shares = new ArrayList<Float>();
            for (int k = 1; k <= MOST; k++) {
                shares.add((float) exercises.topKAccuracy(circuit, k, BATCH));
            }
            lines.add(new Series("head " + head, shares));
        }
        List<String> places =
                IntStream.rangeClosed(1, MOST).mapToObj(Integer::toString).toList();
        return LineChart.of("share of tokens", lines.toArray(Series[]::new))
                .withPlaces(new Axis("k", places))
                .figure(
                        "How near the misses are",
                        "Share of tokens whose own logit is among the k that rise most, for the two heads of the last layer that copy best.");
    }

    private Figure twoHeadsCopy(NDManager manager) {
        List<Head> both = bestTwo(manager);
        var labels = new ArrayList<String>();
        var shares = new ArrayList<Float>();
        for (List<Head> heads : List.of(both.subList(0, 1), both.subList(1, 2), both)) {
            labels.add(named(heads));
            shares.add((float) exercises.top1Accuracy(effective(heads, manager), BATCH));
        }
        return BarChart.of("share of tokens", new Axis("heads", labels), new Series("top-1 accuracy", shares))
                .figure(
                        "Together: %.2f%%, alone: %.2f%% and %.2f%%"
                                .formatted(100 * shares.get(2), 100 * shares.get(0), 100 * shares.get(1)),
                        "Share of tokens whose own logit rises most where the heads look at them, for the two heads of the last layer that copy best.");
    }

    private Figure effectiveSample(NDManager manager) {
        List<Head> both = bestTwo(manager);
        NDArray tokens = RandomTokens.draw(model, SAMPLE, manager);
        var facets = new ArrayList<HeatMap.Facet>();
        for (List<Head> heads : List.of(both.subList(0, 1), both)) {
            FactoredMatrix circuit = effective(heads, manager);
            NDArray sources = circuit.a().get(manager, new NDIndex("{}", tokens));
            NDArray logits = circuit.b().transpose().get(manager, new NDIndex("{}", tokens));
            facets.add(TensorFigures.facet(named(heads), sources.matMul(logits.transpose())));
        }
        return HeatMap.ofFacets(facets)
                .withRows(Axis.counted("token looked at"))
                .withColumns(Axis.counted("logit"))
                .diverging()
                .figure(
                        "The OV circuit of %s, and of %s".formatted(both.getFirst(), named(both)),
                        "What each of %d tokens drawn at random, which are numbered here, does to the logit of each of them where it is looked at."
                                .formatted(SAMPLE));
    }

    private FactoredMatrix effective(List<Head> heads, NDManager manager) {
        FactoredMatrix circuit = exercises.effectiveOvCircuit(model, heads);
        circuit.pair().forEach(factor -> factor.attach(manager));
        return circuit;
    }

    private List<Head> bestTwo(NDManager manager) {
        return copyingHeads(head -> exercises.top1Accuracy(effective(List.of(head), manager), BATCH));
    }

    /** The two heads of the last layer that copy the largest share of tokens. */
    private List<Head> copyingHeads(ToDoubleFunction<Head> share) {
        record Copying(Head head, double share) {}
        int layer = model.config().nLayers() - 1;
        return Head.ofLayer(layer, model.config().nHeads()).stream()
                .map(head -> new Copying(head, share.applyAsDouble(head)))
                .sorted(Comparator.comparingDouble(Copying::share).reversed())
                .limit(2)
                .map(Copying::head)
                .toList();
    }

    private FactoredMatrix ovCircuit(Head head, NDManager manager) {
        ModelWeights weights = model.weights(manager);
        return model.ov(manager)
                .get(head.layer(), head.index())
                .leftMatMul(weights.wE())
                .matMul(weights.wU());
    }

    private static String named(List<Head> heads) {
        return heads.stream().map(Head::toString).collect(Collectors.joining(" and "));
    }

    private Figure positionalPattern(NDManager manager) {
        Stripe strongest = stripes(manager).getFirst();
        int shown = Math.min(SHOWN, model.config().nCtx());
        NDArray corner = pattern(strongest.head(), manager).get(new NDIndex(":{}, :{}", shown, shown));
        return TensorFigures.heatMap(corner)
                .withRows(Axis.counted("query"))
                .withColumns(Axis.counted("key"))
                .figure(
                        "By position alone, head %s gives %.0f%% to the position before"
                                .formatted(strongest.head(), 100 * strongest.mean()),
                        "The pattern that head would have without tokens, at the first %d of %d positions."
                                .formatted(shown, model.config().nCtx()));
    }

    private Figure positionalStripe(NDManager manager) {
        List<Stripe> stripes = stripes(manager);
        var lines = stripes.stream().limit(LINES).map(Stripe::attention).toArray(Series[]::new);
        List<String> queries = IntStream.range(1, model.config().nCtx())
                .mapToObj(Integer::toString)
                .toList();
        return LineChart.of("attention to the position before", lines)
                .withPlaces(new Axis("query", queries))
                .figure(
                        "How far into the context the stripe goes",
                        "What each head of layer 0 gives to the position before, by position alone, at every query.");
    }

    /** Of layer 0, the strongest first. */
    private List<Stripe> stripes(NDManager manager) {
        var stripes = new ArrayList<Stripe>();
        for (int index = 0; index < model.config().nHeads(); index++) {
            var head = new Head(0, index);
            float[] cells = pattern(head, manager).toFloatArray(); // [query, key]
            int context = model.config().nCtx();
            var attention = new float[context - 1];
            for (int query = 1; query < context; query++) {
                attention[query - 1] = cells[query * context + query - 1];
            }
            stripes.add(new Stripe(head, Series.of("head " + head, attention)));
        }
        stripes.sort(Comparator.comparingDouble(Stripe::mean).reversed());
        return stripes;
    }

    private NDArray pattern(Head head, NDManager manager) {
        NDArray pattern = exercises.posByPosPattern(model, head);
        pattern.attach(manager);
        return pattern;
    }
}
