package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code k-composition-circuit}: models with random weights whose sizes all differ, or are all alike. */
@ExerciseTest(value = "k-composition-circuit", mutants = KCompositionCircuitMutants.class)
public final class KCompositionCircuitTest {
    @Test
    @Order(1)
    @DisplayName("says how much each query token wants each key token, [query token, key token]")
    void eachPairOfTokens(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios), new Head(0, 3), new Head(1, 2));
    }

    @Test
    @Order(2)
    @DisplayName("keeps it as two factors that meet in d_head, and never multiplies them out")
    void staysFactored(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);

        mustBeFactored(model, answered(student.kCompositionCircuit(model, new Head(0, 1), new Head(2, 4))));
    }

    @Test
    @Order(3)
    @DisplayName("takes the heads that are asked for, at whatever index, in whatever layers")
    void anyTwoHeads(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);

        judge(student, scenarios, model, new Head(0, 4), new Head(1, 0));
        judge(student, scenarios, model, new Head(0, 2), new Head(2, 2));
        judge(student, scenarios, model, new Head(1, 0), new Head(2, 1));
    }

    @Test
    @Order(4)
    @DisplayName("tells rows from columns where vocabulary, context and all widths are as many")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.square(scenarios, 7);

        judge(student, scenarios, model, new Head(0, 1), new Head(1, 2));
        judge(student, scenarios, model, new Head(0, 2), new Head(1, 0));
    }

    @Test
    @Order(5)
    @DisplayName("works for models of one head in a layer, and for heads that are one wide")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios, 2, 1, 13, 3), new Head(0, 0), new Head(1, 0));
        judge(student, scenarios, RealRuns.model(scenarios, 2, 3, 9, 1), new Head(0, 2), new Head(1, 1));
    }

    @Test
    @Order(6)
    @DisplayName("leaves the model as it was, and answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);
        var other = RealRuns.model(scenarios, 4, 6, 19, 3);

        judge(student, scenarios, model, new Head(0, 3), new Head(1, 4));
        judge(student, scenarios, other, new Head(2, 5), new Head(3, 1));
        judge(student, scenarios, model, new Head(1, 3), new Head(2, 4));
        judge(student, scenarios, model, new Head(0, 3), new Head(1, 4));
    }

    private static void judge(
            ReverseEngineering student, Scenarios scenarios, HookedTransformer model, Head previous, Head induction) {
        var expected = new KCompositionProduct(scenarios.manager(), model, previous, induction);

        var answer = answered(student.kCompositionCircuit(model, previous, induction));

        answer.mustEqual("%s and %s".formatted(previous, induction), expected.right(), expected::mistakes);
        mustBeFactored(model, answer);
    }

    private static void mustBeFactored(HookedTransformer model, CircuitAnswer answer) {
        answer.mustMeetInHeadWidth(model.config().dVocab(), model.config().dHead(), Misconception.FACTORED_TOO_WIDE);
    }

    private static CircuitAnswer answered(@Nullable FactoredMatrix circuit) {
        return new CircuitAnswer("kCompositionCircuit", circuit, "query token", "key token");
    }
}
