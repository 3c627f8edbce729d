package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import java.util.List;
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

        mustBeFactored(model, heads, answered(student.effectiveOvCircuit(model, heads)));
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
        return Head.ofLayer(layer, model.config().nHeads()).toArray(Head[]::new);
    }

    private static void judge(ReverseEngineering student, Scenarios scenarios, HookedTransformer model, Head... heads) {
        var expected = new EffectiveOvProduct(scenarios.manager(), model, List.of(heads));

        var answer = answered(student.effectiveOvCircuit(model, expected.heads()));

        answer.mustEqual(expected.heads().toString(), expected.right(), expected::mistakes);
        mustBeFactored(model, expected.heads(), answer);
    }

    private static void mustBeFactored(HookedTransformer model, List<Head> heads, CircuitAnswer answer) {
        long width = model.config().dHead();
        answer.mustMeetIn(
                model.config().dVocab(),
                heads.size() * width,
                "d_head for each of %d heads".formatted(heads.size()),
                mdim -> mdim == width ? Misconception.HEADS_CROSSED : Misconception.WIDE_MIDDLE);
    }

    private static CircuitAnswer answered(@Nullable FactoredMatrix circuit) {
        return new CircuitAnswer("effectiveOvCircuit", circuit, "token", "logit");
    }
}
