package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.hooks.PlantedStream.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code logit-attribution}: drawn streams with signs, of which each cell is known. */
@ExerciseTest(value = "logit-attribution", mutants = LogitAttributionMutants.class)
public final class LogitAttributionTest {
    @Test
    @Order(1)
    @DisplayName("gives what each component at a position adds to the logit of the token that follows")
    void everyCell(Hooks student, Scenarios scenarios) {
        judge(student, scenarios, size(scenarios));
    }

    @Test
    @Order(2)
    @DisplayName(
            "puts the direct path first, then layer 0's heads, then layer 1's, and so on for as many layers as there are")
    void columns(Hooks student, Scenarios scenarios) {
        judge(student, scenarios, new Size(7, 3, 4, 18, 31));
        judge(student, scenarios, new Size(9, 4, 3, 16, 23));
    }

    @Test
    @Order(3)
    @DisplayName("adds up, in each row, to the logit of the token that follows")
    void rowsAddUp(Hooks student, Scenarios scenarios) {
        var stream = PlantedStream.drawn(scenarios, size(scenarios));
        var expected = new Attribution(scenarios.manager(), stream);

        @Nullable NDArray answer = ask(student, scenarios, stream);

        if (answer == null || !answer.getShape().equals(expected.right().getShape())) {
            judge(answer, expected);
        } else {
            TensorAnswer.named("the sum of the row", answer.sum(new int[] {1}), "pos")
                    .mustEqual(expected.right().sum(new int[] {1}), Tolerance.FLOAT32_SUM);
        }
    }

    @Test
    @Order(4)
    @DisplayName("takes a token's direction from a column of W_U, also where W_U is square")
    void squareUnembedding(Hooks student, Scenarios scenarios) {
        judge(student, scenarios, new Size(8, 2, 3, 21, 21));
    }

    @Test
    @Order(5)
    @DisplayName("works for two tokens, one layer, one head, and a vocabulary smaller than the stream is wide")
    void edges(Hooks student, Scenarios scenarios) {
        judge(student, scenarios, new Size(2, 2, 3, 13, 29));
        judge(student, scenarios, new Size(6, 1, 1, 15, 22));
        judge(student, scenarios, new Size(7, 1, 4, 19, 11));
        judge(student, scenarios, new Size(2, 3, 1, 12, 17));
    }

    @Test
    @Order(6)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(Hooks student, Scenarios scenarios) {
        var stream = PlantedStream.drawn(scenarios, size(scenarios));

        judge(student, scenarios, stream);
        judge(student, scenarios, new Size(5, 3, 2, 14, 19));
        judge(student, scenarios, stream);
    }

    private static Size size(Scenarios scenarios) {
        return new Size(scenarios.between(8, 11), 2, scenarios.between(3, 6), scenarios.between(17, 22), 37);
    }

    private static void judge(Hooks student, Scenarios scenarios, Size size) {
        judge(student, scenarios, PlantedStream.drawn(scenarios, size));
    }

    private static void judge(Hooks student, Scenarios scenarios, PlantedStream stream) {
        judge(ask(student, scenarios, stream), new Attribution(scenarios.manager(), stream));
    }

    private static void judge(@Nullable NDArray answer, Attribution expected) {
        TensorAnswer.named("the attribution", answer, "pos", "component")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
    }

    private static @Nullable NDArray ask(Hooks student, Scenarios scenarios, PlantedStream stream) {
        var manager = scenarios.manager();
        return student.logitAttribution(
                stream.embed(manager), stream.headResults(manager), stream.wU(manager), stream.tokens(manager));
    }
}
