package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LensIntroduction;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code pattern-from-qk}: random and planted queries and keys, whose sizes all differ. */
@ExerciseTest(value = "pattern-from-qk", mutants = PatternFromQkMutants.class)
public final class PatternFromQkTest {
    private static final int BATCH = 3;
    private static final int HEADS = 5;

    /** Large enough that scores spread by 4: with small ones every pattern is nearly even, and mistakes hide. */
    private static final double DEVIATION = 2;

    /** Scores spread by 100, so that some reach 300. */
    private static final double LARGE_DEVIATION = 10;

    @Test
    @Order(1)
    @DisplayName("gives each head's pattern, [batch, head, query, key], to within 0.0001")
    void givesThePattern(LensIntroduction student, Scenarios scenarios) {
        judge(student, drawn(scenarios, BATCH, scenarios.between(9, 13), HEADS, 4));
    }

    @Test
    @Order(2)
    @DisplayName("divides scores by the square root of d_head, be heads narrow or wide")
    void scalesByHeadWidth(LensIntroduction student, Scenarios scenarios) {
        judge(student, drawn(scenarios, BATCH, 8, HEADS, 2));
        judge(student, drawn(scenarios, BATCH, 8, HEADS, 4 * scenarios.between(8, 10)));
    }

    @Test
    @Order(3)
    @DisplayName("lets a query look for what a key offers, and never the other way round")
    void looksForWhatIsOffered(LensIntroduction student, Scenarios scenarios) {
        int length = scenarios.between(9, 13);
        int[] back = {0, 1, 2, 4, 7};
        judge(student, planted(scenarios, length, back));
    }

    @Test
    @Order(4)
    @DisplayName("hides keys after the query, also where these match best")
    void hidesWhatComesLater(LensIntroduction student, Scenarios scenarios) {
        int length = scenarios.between(9, 13);
        int[] back = {-1, -2, 1, -4, 0};
        judge(student, planted(scenarios, length, back));
    }

    @Test
    @Order(5)
    @DisplayName("stays exact where scores go up to 300 and down to -300")
    void largeScores(LensIntroduction student, Scenarios scenarios) {
        int length = scenarios.between(9, 13);
        judge(student, new QueriesAndKeys(large(scenarios, length), large(scenarios, length)));
    }

    @Test
    @Order(6)
    @DisplayName("keeps every text and every head to itself")
    void keepsTextsAndHeadsApart(LensIntroduction student, Scenarios scenarios) {
        int length = 7;
        NDArray weights = scenarios
                .manager()
                .arange(1f, BATCH * HEADS + 1f)
                .div(6)
                .reshape(BATCH, 1, HEADS, 1); // each text and head pays attention at a sharpness of its own
        NDArray q = scenarios.normal(DEVIATION, 1, length, 1, 4).mul(weights);
        NDArray k = scenarios.normal(DEVIATION, 1, length, 1, 4).broadcast(q.getShape());
        judge(student, new QueriesAndKeys(q, k));
    }

    @Test
    @Order(7)
    @DisplayName("works for one text, one head, a single token and heads of width 1")
    void edges(LensIntroduction student, Scenarios scenarios) {
        judge(student, drawn(scenarios, 1, 6, HEADS, 4));
        judge(student, drawn(scenarios, 2, 6, 1, 3));
        judge(student, drawn(scenarios, 2, 1, HEADS, 4));
        judge(student, drawn(scenarios, BATCH, 6, HEADS, 1));
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(LensIntroduction student, Scenarios scenarios) {
        var question = drawn(scenarios, BATCH, 10, HEADS, 4);

        judge(student, question);
        judge(student, drawn(scenarios, 2, 6, 7, 3));
        judge(student, question);
    }

    private static void judge(LensIntroduction student, QueriesAndKeys question) {
        NDArray pattern = student.attentionPattern(question.q(), question.k());

        TensorAnswer.named("the pattern", pattern, "batch", "head", "query", "key")
                .mustEqual(question.right(), Tolerance.FLOAT32_SUM, question::mistakes);
    }

    private static QueriesAndKeys drawn(Scenarios scenarios, int batch, int length, int heads, int width) {
        return new QueriesAndKeys(
                scenarios.normal(DEVIATION, batch, length, heads, width),
                scenarios.normal(DEVIATION, batch, length, heads, width));
    }

    /** Whole numbers, whose products are exact in float32: what differs is no rounding. */
    private static NDArray large(Scenarios scenarios, int length) {
        return scenarios.normal(LARGE_DEVIATION, BATCH, length, HEADS, 4).round();
    }

    /** Each position offers itself, and a query of head {@code h} looks for the position {@code back[h]} before it. */
    private static QueriesAndKeys planted(Scenarios scenarios, int length, int[] back) {
        int width = length + 3;
        float[] looksFor = new float[BATCH * length * back.length * width];
        float[] offers = new float[looksFor.length];
        for (int start = 0; start < looksFor.length; start += width) {
            int head = start / width % back.length;
            int position = start / width / back.length % length;
            offers[start + position] = 5;
            if (position - back[head] >= 0) {
                looksFor[start + position - back[head]] =
                        3 + 2 * scenarios.random().nextFloat();
            }
        }
        var shape = new Shape(BATCH, length, back.length, width);
        return new QueriesAndKeys(
                scenarios.manager().create(looksFor, shape), scenarios.manager().create(offers, shape));
    }
}
