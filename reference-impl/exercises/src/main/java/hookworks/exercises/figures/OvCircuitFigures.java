package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.Repeats;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.DetectionPattern;
import hookworks.lens.heads.Head;
import hookworks.lens.heads.HeadDetector;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.plots.Axis;
import hookworks.lens.plots.BarChart;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.LineChart;
import hookworks.lens.plots.Series;
import hookworks.lens.plots.TensorFigures;
import hookworks.lens.tokens.Bos;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Section 4's figures of what the head that does induction most clearly writes about what it looks at. */
record OvCircuitFigures(ReverseEngineering exercises, HookedTransformer model) {
    private static final long SEED = 1;
    private static final int SAMPLE = 60;
    private static final int MOST_RAISED = 12;
    private static final String LOOKED_AT = " people";

    List<Sketch> sketches() {
        return List.of(
                new Sketch("singular-values", "factored-matrix", this::singularValues),
                new Sketch("ov-circuit-row", "full-ov-circuit", this::circuitRow),
                new Sketch("ov-circuit-sample", "ov-circuit-sample", this::circuitSample));
    }

    private Figure singularValues(NDManager manager) {
        Head head = inductionHead();
        FactoredMatrix circuit = circuit(head, manager);
        NDArray right = circuit.b().duplicate(); // not the same tensor twice, which whoever borrows it may trip over
        NDArray values =
                exercises.lowRank(circuit.a(), circuit.b(), right).svd().s();
        values.attach(manager);
        return LineChart.of("singular value", TensorFigures.series("head " + head, values))
                .withPlaces(Axis.counted("place"))
                .figure(
                        "Singular values of head %s's OV circuit".formatted(head),
                        "The matrix has %,d rows and as many columns. All of its singular values that are not 0 are here: %d."
                                .formatted(circuit.ldim(), circuit.mdim()));
    }

    private Figure circuitRow(NDManager manager) {
        Head head = inductionHead();
        long token = model.texts().tokenizer().toTokens(LOOKED_AT, Bos.NONE)[0];
        try (FactoredMatrix circuit = exercises.fullOvCircuit(model, head)) {
            NDArray row = circuit.a().get(manager, new NDIndex("{}:{}", token, token + 1)); // [1, d_head]
            float[] raised = row.matMul(circuit.b()).toFloatArray(); // [output token]
            List<Integer> most = mostRaised(raised);
            return BarChart.of(
                            "logit",
                            Axis.ofTokens(
                                    "output token",
                                    most.stream().map(this::word).toList()),
                            new Series(
                                    "raised by",
                                    most.stream().map(each -> raised[each]).toList()))
                    .figure(
                            "What head %s writes when it looks at '%s'".formatted(head, word(token)),
                            "One row of the head's full OV circuit: the %d tokens, of %,d, whose logits it raises most."
                                    .formatted(most.size(), raised.length));
        }
    }

    private Figure circuitSample(NDManager manager) {
        Head head = inductionHead();
        NDArray tokens = RandomTokens.draw(model, SAMPLE, manager);
        NDArray sample = exercises.circuitSample(circuit(head, manager), tokens);
        sample.attach(manager);
        return TensorFigures.heatMap(sample)
                .withRows(Axis.counted("source token"))
                .withColumns(Axis.counted("output token"))
                .diverging()
                .figure(
                        "What head %s writes about %d tokens".formatted(head, SAMPLE),
                        "Its full OV circuit on tokens drawn at random, which are numbered here: a row is what is added to the logits if that token is looked at.");
    }

    private static List<Integer> mostRaised(float[] raised) {
        return IntStream.range(0, raised.length)
                .boxed()
                .sorted(Comparator.comparingDouble(token -> -raised[token]))
                .limit(MOST_RAISED)
                .toList();
    }

    private String word(long token) {
        return model.texts().toSingleStrToken(token);
    }

    /** A head's full OV circuit, in factors that belong to the manager. */
    private FactoredMatrix circuit(Head head, NDManager manager) {
        ModelWeights weights = model.weights(manager);
        NDArray read = weights.wE().matMul(weights.wV().get(head.layer(), head.index()));
        NDArray written = weights.wO().get(head.layer(), head.index()).matMul(weights.wU());
        return FactoredMatrix.of(read, written);
    }

    private Head inductionHead() {
        try (NDManager scratch = NDManager.newBaseManager(model.device())) {
            NDArray tokens =
                    Repeats.fitting(model).draw(new Random(SEED), scratch).tokens();
            return HeadDetector.of(model)
                    .detect(DetectionPattern.INDUCTION, tokens)
                    .ranked()
                    .getFirst()
                    .head();
        }
    }
}
