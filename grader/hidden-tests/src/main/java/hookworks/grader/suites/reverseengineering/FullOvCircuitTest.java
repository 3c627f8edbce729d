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

/** The suite of {@code full-ov-circuit}: models with random weights whose sizes all differ, or are all alike. */
@ExerciseTest(value = "full-ov-circuit", mutants = FullOvCircuitMutants.class)
public final class FullOvCircuitTest {
    @Test
    @Order(1)
    @DisplayName("says how much looking at each token moves the logit of each token, [source token, output token]")
    void eachPairOfTokens(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios), new Head(1, 3));
    }

    @Test
    @Order(2)
    @DisplayName("keeps it as two factors that meet in d_head, and never multiplies them out")
    void staysFactored(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);

        mustBeFactored(model, answered(student.fullOvCircuit(model, new Head(2, 4))));
    }

    @Test
    @Order(3)
    @DisplayName("takes the head that is asked for, at whatever index, in whatever layer")
    void anyHead(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);

        judge(student, scenarios, model, new Head(0, 4));
        judge(student, scenarios, model, new Head(1, 0));
        judge(student, scenarios, model, new Head(2, 1));
    }

    @Test
    @Order(4)
    @DisplayName("tells rows from columns where vocabulary, context and all widths are as many")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.square(scenarios, 7);

        judge(student, scenarios, model, new Head(0, 1));
        judge(student, scenarios, model, new Head(1, 2));
    }

    @Test
    @Order(5)
    @DisplayName("works for models of one head in one layer, and for heads that are one wide")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios, 1, 1, 13, 3), new Head(0, 0));
        judge(student, scenarios, RealRuns.model(scenarios, 2, 3, 9, 1), new Head(1, 2));
    }

    @Test
    @Order(6)
    @DisplayName("leaves the model as it was, and answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);
        var other = RealRuns.model(scenarios, 4, 6, 19, 3);

        judge(student, scenarios, model, new Head(0, 3));
        judge(student, scenarios, other, new Head(3, 5));
        judge(student, scenarios, model, new Head(1, 4));
        judge(student, scenarios, model, new Head(0, 3));
    }

    private static void judge(ReverseEngineering student, Scenarios scenarios, HookedTransformer model, Head head) {
        var expected = new OvProduct(scenarios.manager(), model, head);

        var answer = answered(student.fullOvCircuit(model, head));

        answer.mustEqual(head.toString(), expected.right(), expected::mistakes);
        mustBeFactored(model, answer);
    }

    private static void mustBeFactored(HookedTransformer model, CircuitAnswer answer) {
        answer.mustMeetInHeadWidth(model.config().dVocab(), model.config().dHead(), Misconception.WIDE_MIDDLE);
    }

    private static CircuitAnswer answered(@Nullable FactoredMatrix circuit) {
        return new CircuitAnswer("fullOvCircuit", circuit, "source token", "output token");
    }
}
