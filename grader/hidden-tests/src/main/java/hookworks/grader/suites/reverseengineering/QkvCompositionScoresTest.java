package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.QkvCompositionScores;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.HookedTransformer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code qkv-composition-scores}: models with random weights, in which no two scores are alike. */
@ExerciseTest(value = "qkv-composition-scores", mutants = QkvCompositionScoresMutants.class)
public final class QkvCompositionScoresTest {
    @Test
    @Order(1)
    @DisplayName("scores each head of layer 0 with each head of layer 1, through queries, keys and values")
    void eachPairOfHeads(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios, 2, 5, scenarios.between(17, 23), 4));
    }

    @Test
    @Order(2)
    @DisplayName("takes layers 0 and 1, however many layers there are")
    void firstTwoLayers(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios, 4, 3, 13, 2));
    }

    @Test
    @Order(3)
    @DisplayName("has a row and a column for each head, of as many as the model has")
    void numbersOfHeads(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios, 2, 7, 11, 3));
        judge(student, scenarios, RealRuns.model(scenarios, 3, 2, 15, 5));
    }

    @Test
    @Order(4)
    @DisplayName("tells rows from columns where the stream and all heads are as wide")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.square(scenarios, 6));
    }

    @Test
    @Order(5)
    @DisplayName("works for one head in a layer, and for heads that are one wide")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, RealRuns.model(scenarios, 2, 1, 13, 3));
        judge(student, scenarios, RealRuns.model(scenarios, 2, 3, 9, 1));
    }

    @Test
    @Order(6)
    @DisplayName("leaves the model as it was, and answers alike when asked again, with other models in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios, 2, 4, 14, 3);

        judge(student, scenarios, model);
        judge(student, scenarios, RealRuns.model(scenarios, 3, 4, 10, 2));
        judge(student, scenarios, model);
    }

    private static void judge(ReverseEngineering student, Scenarios scenarios, HookedTransformer model) {
        var expected = new LayerCompositions(scenarios, model);
        @Nullable QkvCompositionScores answer = student.compositionScores(model);
        expected.judge(answer);
    }
}
