package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code effective-ov-circuit}: models with random weights whose sizes all differ, or are all alike. */
@ExerciseTest(value = "effective-ov-circuit", mutants = EffectiveOvCircuitMutants.class)
public final class EffectiveOvCircuitTest {
    @Test
    @Order(1)
    @DisplayName("adds up what two heads do to the logits, [token looked at, token whose logit moves]")
    void twoHeads(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);

        judge(student, scenarios, model, new Head(2, 3), new Head(2, 1));
        judge(student, scenarios, model, new Head(0, 0), new Head(0, 4));
    }

    @Test
    @Order(2)
    @DisplayName("keeps it as two factors that meet in d_head for each head, and never multiplies them out")
    void staysFactored(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);
        List<Head> heads = List.of(new Head(1, 4), new Head(1, 0));

        mustBeFactored(model, heads, student.effectiveOvCircuit(model, heads));
    }

    @Test
    @Order(3)
    @DisplayName("takes any number of heads: one, three, or a whole layer")
    void anyNumber(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);

        judge(student, scenarios, model, new Head(1, 3));
        judge(student, scenarios, model, new Head(2, 4), new Head(2, 0), new Head(2, 2));
        judge(student, scenarios, model, layer(model, 0));
    }

    @Test
    @Order(4)
    @DisplayName("takes each head from its own layer, also where they differ")
    void acrossLayers(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);

        judge(student, scenarios, model, new Head(0, 3), new Head(2, 3));
        judge(student, scenarios, model, new Head(2, 0), new Head(1, 2), new Head(0, 1));
    }

    @Test
    @Order(5)
    @DisplayName("tells rows from columns, and each matrix from its neighbours, where all sizes are alike")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.square(scenarios, 7);

        judge(student, scenarios, model, new Head(0, 1));
        judge(student, scenarios, model, new Head(1, 2), new Head(1, 0));
    }

    @Test
    @Order(6)
    @DisplayName("works for models of one head in a layer, and for heads that are one wide")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios, 1, 1, 13, 3), new Head(0, 0));
        judge(student, scenarios, RealRuns.model(scenarios, 2, 3, 9, 1), new Head(1, 2), new Head(1, 1));
    }

    @Test
    @Order(7)
    @DisplayName("leaves the model as it was, and answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);
        var other = RealRuns.model(scenarios, 4, 6, 19, 3);

        judge(student, scenarios, model, new Head(1, 3), new Head(1, 4));
        judge(student, scenarios, other, new Head(3, 5), new Head(3, 0));
        judge(student, scenarios, model, new Head(2, 1));
        judge(student, scenarios, model, new Head(1, 3), new Head(1, 4));
    }

    private static Head[] layer(HookedTransformer model, int layer) {
        return IntStream.range(0, model.config().nHeads())
                .mapToObj(index -> new Head(layer, index))
                .toArray(Head[]::new);
    }

    private static void judge(ReverseEngineering student, Scenarios scenarios, HookedTransformer model, Head... heads) {
        var expected = new EffectiveOvProduct(scenarios.manager(), model, List.of(heads));

        FactoredMatrix circuit = mustBeReadable(model, student.effectiveOvCircuit(model, expected.heads()));

        TensorAnswer.named("the circuit of " + expected.heads(), circuit.ab(), "token", "logit")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
        mustBeFactored(model, expected.heads(), circuit);
    }

    /** Of a shape and a type with which its product may be made: vocabularies are small here. */
    private static FactoredMatrix mustBeReadable(HookedTransformer model, @Nullable FactoredMatrix circuit) {
        if (circuit == null) {
            throw new WrongAnswer("effectiveOvCircuit returned null; expected a FactoredMatrix");
        }
        long tokens = model.config().dVocab();
        var expected = new Shape(tokens, tokens);
        if (!circuit.shape().equals(expected)) {
            throw new WrongAnswer("the circuit has the wrong shape: expected [token, logit] = %s, got %s"
                    .formatted(expected, circuit.shape()));
        }
        for (NDArray factor : circuit.pair()) {
            if (factor.getDataType() != DataType.FLOAT32) {
                throw new WrongAnswer("the circuit's factors have the wrong type: expected float32, got "
                        + factor.getDataType().name().toLowerCase(Locale.ROOT));
            }
        }
        return circuit;
    }

    private static void mustBeFactored(HookedTransformer model, List<Head> heads, @Nullable FactoredMatrix answer) {
        FactoredMatrix circuit = mustBeReadable(model, answer);
        int width = model.config().dHead();
        if (circuit.mdim() != (long) heads.size() * width) {
            Misconception misconception =
                    circuit.mdim() == width ? Misconception.HEADS_CROSSED : Misconception.WIDE_MIDDLE;
            throw new WrongAnswer(misconception.sentence()
                    + "\nmdim of the circuit: expected %d, which is d_head for each of %d heads, got %d (its factors are %s and %s)"
                            .formatted(
                                    heads.size() * width,
                                    heads.size(),
                                    circuit.mdim(),
                                    circuit.a().getShape(),
                                    circuit.b().getShape()));
        }
    }
}
