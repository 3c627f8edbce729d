package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.ActivationCache;
import hookworks.lens.heads.Head;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code decompose-attn-scores}: drawn parts of queries and keys, and those of a real run. */
@ExerciseTest(value = "decompose-attn-scores", mutants = DecomposeAttnScoresMutants.class)
public final class DecomposeAttnScoresTest {
    private static final int WIDTH = 3;

    /** So that scores spread by some units, as in a trained head. */
    private static final double DEVIATION = 1.3;

    @Test
    @Order(1)
    @DisplayName("gives each pair of components its scores, [query component, key component, query, key]")
    void eachPair(ReverseEngineering student, Scenarios scenarios) {
        judge(student, drawn(scenarios, 4, 9, WIDTH), drawn(scenarios, 6, 9, WIDTH));
        judge(student, drawn(scenarios, 7, 8, WIDTH), drawn(scenarios, 5, 8, WIDTH));
    }

    @Test
    @Order(2)
    @DisplayName("divides by the square root of d_head, be heads narrow or wide")
    void scales(ReverseEngineering student, Scenarios scenarios) {
        judge(student, drawn(scenarios, 4, 7, 2), drawn(scenarios, 6, 7, 2));
        int wide = scenarios.between(33, 40);
        judge(student, drawn(scenarios, 4, 7, wide), drawn(scenarios, 6, 7, wide));
    }

    @Test
    @Order(3)
    @DisplayName("lets every component of the query meet every one of the key, where there are as many of both")
    void asManyComponents(ReverseEngineering student, Scenarios scenarios) {
        int parts = scenarios.between(4, 7);
        judge(student, drawn(scenarios, parts, 9, WIDTH), drawn(scenarios, parts, 9, WIDTH));
    }

    @Test
    @Order(4)
    @DisplayName("tells components, positions and widths apart where all are as many")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        int size = scenarios.between(4, 6);
        judge(student, drawn(scenarios, size, size, size), drawn(scenarios, size, size, size));
    }

    @Test
    @Order(5)
    @DisplayName("adds up, over both kinds of components, to the scores that a real head computes")
    void addsUp(ReverseEngineering student, Scenarios scenarios) {
        int length = scenarios.between(8, 11);
        var model = RealRuns.model(scenarios);
        ActivationCache cache = RealRuns.cache(scenarios, model, length);
        var head = new Head(1, scenarios.between(0, 4));
        NDArray input = new QkInputParts(cache).right();

        NDArray scores = judge(
                student,
                new ProjectedParts(Projection.QUERY, input, model, head).right(),
                new ProjectedParts(Projection.KEY, input, model, head).right());

        NDArray real = cache.get("attn_scores", 1).get(head.index());
        TensorAnswer.named("the sum of all pairs", belowDiagonal(scores.sum(new int[] {0, 1})), "query", "key")
                .mustEqual(belowDiagonal(real), Tolerance.FLOAT32_SUM);
    }

    @Test
    @Order(6)
    @DisplayName("works for one component on either side, for one position, and for heads that are one wide")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, drawn(scenarios, 1, 6, WIDTH), drawn(scenarios, 5, 6, WIDTH));
        judge(student, drawn(scenarios, 5, 6, WIDTH), drawn(scenarios, 1, 6, WIDTH));
        judge(student, drawn(scenarios, 4, 1, WIDTH), drawn(scenarios, 3, 1, WIDTH));
        judge(student, drawn(scenarios, 4, 6, 1), drawn(scenarios, 3, 6, 1));
    }

    @Test
    @Order(7)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        NDArray q = drawn(scenarios, 4, 9, WIDTH);
        NDArray k = drawn(scenarios, 6, 9, WIDTH);

        judge(student, q, k);
        judge(student, drawn(scenarios, 3, 7, 5), drawn(scenarios, 2, 7, 5));
        judge(student, q, k);
    }

    private static NDArray drawn(Scenarios scenarios, int components, int length, int width) {
        return scenarios.normal(DEVIATION, components, length, width);
    }

    private static NDArray judge(ReverseEngineering student, NDArray q, NDArray k) {
        var expected = new PairScores(q, k);

        NDArray answer = student.decomposeAttnScores(q, k);

        TensorAnswer.named("the scores", answer, "query component", "key component", "query", "key")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
        return answer;
    }

    /** {@code [query, key]} with zeros in place of what comes after the query, which the model hides. */
    private static NDArray belowDiagonal(NDArray scores) {
        int length = Math.toIntExact(scores.getShape().get(0));
        float[] cells = scores.toFloatArray();
        for (int cell = 0; cell < cells.length; cell++) {
            if (cell % length > cell / length) {
                cells[cell] = 0;
            }
        }
        return scores.getManager().create(cells, scores.getShape());
    }
}
