package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code ablation-scores}: random models, whose heads all matter, and matter to each other. */
@ExerciseTest(value = "ablation-scores", mutants = AblationScoresMutants.class)
public final class AblationScoresTest {
    @Test
    @Order(1)
    @DisplayName("gives, for each head, the loss with that head alone zeroed, less the loss of the model as it is")
    void scoresEveryHead(Hooks student, Scenarios scenarios) {
        judge(student, RepeatedText.drawn(scenarios));
    }

    @Test
    @Order(2)
    @DisplayName("has a row for each layer and a column for each head, of as many as the model has")
    void layersAndHeads(Hooks student, Scenarios scenarios) {
        judge(student, RepeatedText.of(scenarios, 3, 2, 2, 5));
        judge(student, RepeatedText.of(scenarios, 2, 3, 2, 4));
    }

    @Test
    @Order(3)
    @DisplayName("takes the loss over the predictable positions S + 1 to 2 S - 1 alone, for odd and even S, and for 2")
    void predictablePositions(Hooks student, Scenarios scenarios) {
        judge(student, RepeatedText.of(scenarios, 1, 3, 3, 7));
        judge(student, RepeatedText.of(scenarios, 1, 3, 3, 6));
        judge(student, RepeatedText.of(scenarios, 1, 3, 3, 2));
    }

    @Test
    @Order(4)
    @DisplayName("works for one row, and for one layer of one head")
    void edges(Hooks student, Scenarios scenarios) {
        judge(student, RepeatedText.of(scenarios, 2, 3, 1, 5));
        judge(student, RepeatedText.of(scenarios, 1, 1, 2, 4));
    }

    @Test
    @Order(5)
    @DisplayName("leaves no hook on the model, and answers alike when asked again, with other questions in between")
    void askedAgain(Hooks student, Scenarios scenarios) {
        var asked = RepeatedText.of(scenarios, 2, 3, 2, 5);

        judge(student, asked);
        judge(student, RepeatedText.on(asked.model(), scenarios, 3, 4));
        judge(student, RepeatedText.of(scenarios, 1, 4, 2, 3));
        judge(student, asked);
    }

    private static void judge(Hooks student, RepeatedText asked) {
        var expected = new LossWithoutHeads(asked);

        @Nullable NDArray answer = student.ablationScores(asked.model(), asked.tokens());

        TensorAnswer.named("the ablation scores", answer, "layer", "head")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
    }
}
