package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.factored.FactoredMatrix;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code ov-circuit-sample}: drawn circuits, those of real heads, and one that nobody can multiply out. */
@ExerciseTest(value = "ov-circuit-sample", mutants = OvCircuitSampleMutants.class)
public final class OvCircuitSampleTest {
    private static final int RANK = 4;

    @Test
    @Order(1)
    @DisplayName("lets each of the given rows meet each of the given columns, in the order of the indices")
    void rowsAndColumns(ReverseEngineering student, Scenarios scenarios) {
        int tokens = scenarios.between(30, 37);

        judge(student, scenarios, drawn(scenarios, tokens), shuffled(scenarios, tokens, 11));
    }

    @Test
    @Order(2)
    @DisplayName("repeats rows and columns where an index is given twice")
    void repeats(ReverseEngineering student, Scenarios scenarios) {
        int tokens = scenarios.between(23, 29);
        long[] once = shuffled(scenarios, tokens, 6);
        long[] twice = LongStream.concat(LongStream.of(once), LongStream.of(once[3], once[0], once[3]))
                .toArray();

        judge(student, scenarios, drawn(scenarios, tokens), twice);
    }

    @Test
    @Order(3)
    @DisplayName("tells rows from columns where tokens, indices and the width between the factors are as many")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        int size = scenarios.between(6, 8);
        var circuit = FactoredMatrix.of(scenarios.normal(1, size, size), scenarios.normal(1, size, size));

        judge(student, scenarios, circuit, shuffled(scenarios, size, size));
    }

    @Test
    @Order(4)
    @DisplayName("reads a head's own circuit")
    void realHead(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);
        int tokens = model.config().dVocab();
        var read = model.weights(scenarios.manager()).wE().matMul(model.wV().get(scenarios.manager(), 1, 2));
        var written = model.wO().get(scenarios.manager(), 1, 2).matMul(model.wU());

        judge(student, scenarios, FactoredMatrix.of(read, written), shuffled(scenarios, tokens, 9));
    }

    @Test
    @Order(5)
    @DisplayName("works for one index, for all of them, for more than there are tokens, and for a circuit of rank 1")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        int tokens = scenarios.between(12, 15);
        var circuit = drawn(scenarios, tokens);

        judge(student, scenarios, circuit, tokens - 1);
        judge(student, scenarios, circuit, shuffled(scenarios, tokens, tokens));
        judge(
                student,
                scenarios,
                circuit,
                scenarios.random().longs(tokens + 3, 0, tokens).toArray());
        var thin = FactoredMatrix.of(scenarios.normal(1, tokens, 1), scenarios.normal(1, 1, tokens));
        judge(student, scenarios, thin, shuffled(scenarios, tokens, 5));
    }

    @Test
    @Order(6)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        var circuit = drawn(scenarios, 27);
        long[] indices = shuffled(scenarios, 27, 8);

        judge(student, scenarios, circuit, indices);
        judge(student, scenarios, circuit, shuffled(scenarios, 27, 8));
        judge(student, scenarios, drawn(scenarios, 31), indices);
        judge(student, scenarios, circuit, indices);
    }

    @Test
    @Order(7)
    @DisplayName("makes no other cell: answers for a circuit of a million tokens by a million")
    void neverMaterialises(ReverseEngineering student, Scenarios scenarios) {
        var circuit = FactoredMatrix.of(
                TallFactors.drawn(scenarios, TallFactors.TALLEST, 2),
                TallFactors.drawn(scenarios, 2, TallFactors.TALLEST));
        long[] indices = scenarios.random().longs(13, 0, TallFactors.TALLEST).toArray();

        NDArray sample = TallFactors.asked(
                () -> student.circuitSample(circuit, scenarios.manager().create(indices)));

        mustBeRight(sample, new CircuitCells(scenarios.manager(), circuit, indices));
    }

    private static void judge(
            ReverseEngineering student, Scenarios scenarios, FactoredMatrix circuit, long... indices) {
        NDArray sample = student.circuitSample(circuit, scenarios.manager().create(indices));

        mustBeRight(sample, new CircuitCells(scenarios.manager(), circuit, indices));
    }

    private static void mustBeRight(NDArray sample, CircuitCells expected) {
        TensorAnswer.named("the sample", sample, "row", "column")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
    }

    /** Signed, and far from symmetric. */
    private static FactoredMatrix drawn(Scenarios scenarios, int tokens) {
        return FactoredMatrix.of(scenarios.normal(1, tokens, RANK), scenarios.normal(1, RANK, tokens));
    }

    /** Some tokens, each once; neither the first ones nor in order. */
    private static long[] shuffled(Scenarios scenarios, int tokens, int count) {
        int[] order = IntStream.range(0, tokens).toArray();
        for (int place = tokens - 1; place > 0; place--) {
            int other = scenarios.random().nextInt(place + 1);
            int moved = order[place];
            order[place] = order[other];
            order[other] = moved;
        }
        return IntStream.of(order).limit(count).asLongStream().toArray();
    }
}
