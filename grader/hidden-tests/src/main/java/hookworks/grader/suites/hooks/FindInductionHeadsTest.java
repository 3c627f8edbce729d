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

/** The suite of {@code find-induction-heads}: models with lively random attention, scored from their own patterns. */
@ExerciseTest(value = "find-induction-heads", mutants = FindInductionHeadsMutants.class)
public final class FindInductionHeadsTest {
    @Test
    @Order(1)
    @DisplayName("gives each head's mean attention along the stripe, over every row of the batch")
    void scoresEveryHead(Hooks student, Scenarios scenarios) {
        judge(student, RepeatedText.drawn(scenarios));
    }

    @Test
    @Order(2)
    @DisplayName("has a row for each layer of the model and a column for each head: four layers of three heads, too")
    void fourLayers(Hooks student, Scenarios scenarios) {
        judge(student, RepeatedText.of(scenarios, 4, 3, 2, 6));
    }

    @Test
    @Order(3)
    @DisplayName("works for blocks of odd and even length")
    void blocks(Hooks student, Scenarios scenarios) {
        int block = scenarios.between(5, 9);
        var model = RepeatedText.model(scenarios, 2, 5, 2 * block + 5);

        judge(student, RepeatedText.on(model, scenarios, 2, block));
        judge(student, RepeatedText.on(model, scenarios, 2, block + 1));
    }

    @Test
    @Order(4)
    @DisplayName("runs the tokens that it is given, as they are: they may fill the context to its end")
    void fullContext(Hooks student, Scenarios scenarios) {
        int block = scenarios.between(5, 8);
        var model = RepeatedText.model(scenarios, 2, 5, 2 * block + 1);

        judge(student, RepeatedText.on(model, scenarios, 3, block));
    }

    @Test
    @Order(5)
    @DisplayName("works for one row, one layer, one head, and blocks of one or two tokens")
    void edges(Hooks student, Scenarios scenarios) {
        judge(student, RepeatedText.of(scenarios, 1, 1, 1, 7));
        judge(student, RepeatedText.of(scenarios, 3, 1, 1, 1));
        judge(student, RepeatedText.of(scenarios, 1, 4, 2, 2));
    }

    @Test
    @Order(6)
    @DisplayName("leaves no hook on the model, and answers alike when asked again, with other questions in between")
    void askedAgain(Hooks student, Scenarios scenarios) {
        var asked = RepeatedText.drawn(scenarios);

        judge(student, asked);
        judge(student, RepeatedText.on(asked.model(), scenarios, 2, 4));
        judge(student, RepeatedText.of(scenarios, 3, 2, 2, 5));
        judge(student, asked);
    }

    private static void judge(Hooks student, RepeatedText asked) {
        var expected = ModelScores.of(asked);

        @Nullable NDArray answer = student.inductionScores(asked.model(), asked.tokens());

        TensorAnswer.named("the induction scores", answer, "layer", "head")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
    }
}
