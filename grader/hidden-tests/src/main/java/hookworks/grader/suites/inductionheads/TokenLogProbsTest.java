package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.InductionHeads;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code token-log-probs}: random logits, up to such that no float holds their probabilities. */
@ExerciseTest(value = "token-log-probs", mutants = TokenLogProbsMutants.class)
public final class TokenLogProbsTest {
    private static final int BATCH = 3;

    @Test
    @Order(1)
    @DisplayName("gives, at each position, the natural logarithm of the probability of the token that follows")
    void logProbs(InductionHeads student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 2, 0));
    }

    @Test
    @Order(2)
    @DisplayName("is exact where probabilities are too small for a float")
    void tinyProbabilities(InductionHeads student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 50, 0));
    }

    @Test
    @Order(3)
    @DisplayName("depends on differences between logits only, and not on how large they all are")
    void largeLogits(InductionHeads student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 2, 120));
        judge(student, scenarios, drawn(scenarios, 2, -120));
    }

    @Test
    @Order(4)
    @DisplayName("gives -ln V, chance, wherever all V logits are alike")
    void chance(InductionHeads student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 0, 0));
        judge(student, scenarios, drawn(scenarios, 0, 7));
    }

    @Test
    @Order(5)
    @DisplayName("gives 0 where the model is certain of what follows, and is never above 0")
    void certainty(InductionHeads student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 1, 0).certain());
    }

    @Test
    @Order(6)
    @DisplayName("works for one row, for two tokens, and for a vocabulary of two words or of hundreds")
    void edges(InductionHeads student, Scenarios scenarios) {
        judge(student, scenarios, LogProbs.drawn(scenarios, new Shape(1, 12, 19), 2, 0));
        judge(student, scenarios, LogProbs.drawn(scenarios, new Shape(BATCH, 2, 19), 2, 0));
        judge(student, scenarios, LogProbs.drawn(scenarios, new Shape(1, 2, 2), 2, 0));
        judge(student, scenarios, LogProbs.drawn(scenarios, new Shape(2, 7, 611), 2, 0));
    }

    @Test
    @Order(7)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(InductionHeads student, Scenarios scenarios) {
        var asked = drawn(scenarios, 2, 0);

        judge(student, scenarios, asked);
        judge(student, scenarios, LogProbs.drawn(scenarios, new Shape(2, 6, 13), 2, 0));
        judge(student, scenarios, asked);
    }

    private static LogProbs drawn(Scenarios scenarios, double deviation, double around) {
        var shape = new Shape(BATCH, scenarios.between(8, 14), scenarios.between(19, 31));
        return LogProbs.drawn(scenarios, shape, deviation, around);
    }

    private static void judge(InductionHeads student, Scenarios scenarios, LogProbs asked) {
        var manager = scenarios.manager();
        NDArray right = asked.right(manager);

        @Nullable NDArray answer = student.tokenLogProbs(asked.logits(manager), asked.tokens(manager));

        requireFinite(answer, right);
        TensorAnswer.named("log-probabilities", answer, "batch", "pos")
                .mustEqual(right, Tolerance.FLOAT32_SUM, () -> asked.mistakes(manager));
    }

    private static void requireFinite(@Nullable NDArray answer, NDArray right) {
        if (answer == null
                || answer.getDataType() != DataType.FLOAT32
                || !answer.getShape().equals(right.getShape())) {
            return; // told in other words
        }
        float[] cells = answer.toFloatArray();
        int columns = Math.toIntExact(right.getShape().get(1));
        for (int cell = 0; cell < cells.length; cell++) {
            if (!Float.isFinite(cells[cell])) {
                throw new WrongAnswer(Misconception.UNDERFLOW.sentence()
                        + String.format(
                                Locale.ROOT,
                                "\nlog-probabilities at batch %d, pos %d: expected %.4f, got %s",
                                cell / columns,
                                cell % columns,
                                right.toFloatArray()[cell],
                                cells[cell]));
            }
        }
    }
}
