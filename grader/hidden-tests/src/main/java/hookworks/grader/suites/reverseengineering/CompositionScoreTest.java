package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code composition-score}: signed matrices, wide and tall, square, of low rank, and of rank one. */
@ExerciseTest(value = "composition-score", mutants = CompositionScoreMutants.class)
public final class CompositionScoreTest {
    @Test
    @Order(1)
    @DisplayName("divides the norm of A B by the norm of A times the norm of B, all three Frobenius norms")
    void signedMatrices(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios.normal(2, 5, 9), scenarios.normal(0.7, 9, 7));
        judge(student, scenarios.normal(0.3, 17, 6), scenarios.normal(1, 6, 11));
    }

    @Test
    @Order(2)
    @DisplayName("takes A times B as they stand, where sizes would allow anything else")
    void squares(ReverseEngineering student, Scenarios scenarios) {
        int size = scenarios.between(3, 4);
        judge(student, scenarios.normal(1, size, size), scenarios.normal(1.5, size, size));
        judge(student, scenarios.normal(1, 2, 5), scenarios.normal(1, 5, 2));
        judge(student, uneven(scenarios, 3), uneven(scenarios, 3).transpose());
    }

    @Test
    @Order(3)
    @DisplayName("is |cos| of the angle between what is written and what is read, where both have rank one")
    void rankOne(ReverseEngineering student, Scenarios scenarios) {
        for (double angle : new double[] {0, 0.4, 1.1, 1.5, 2.2, Math.PI}) {
            NDArray written = scenarios.normal(1, 1, 12);
            NDArray read = turned(scenarios, written, angle);
            judge(student, column(scenarios, 7).matMul(written), read.matMul(row(scenarios, 5)));
        }
    }

    @Test
    @Order(4)
    @DisplayName("is 0 where B reads nothing of what A writes, and where either is all zeros")
    void nothingRead(ReverseEngineering student, Scenarios scenarios) {
        NDArray written = scenarios.normal(1, 1, 12);
        NDArray beside = turned(scenarios, written, Math.PI / 2);
        judge(student, column(scenarios, 6).matMul(written), beside.matMul(row(scenarios, 4)));
        NDArray nothing = scenarios.manager().zeros(new Shape(4, 6));
        judge(student, nothing, scenarios.normal(1, 6, 3));
        judge(student, scenarios.normal(1, 3, 4), nothing);
    }

    @Test
    @Order(5)
    @DisplayName("stays as it is when either matrix is multiplied by a number, large, small or negative")
    void sizeDoesNotMatter(ReverseEngineering student, Scenarios scenarios) {
        NDArray wA = scenarios.normal(1, 6, 8);
        NDArray wB = scenarios.normal(1, 8, 5);
        for (float factor : new float[] {0.02f, 70, -3}) {
            judge(student, wA.mul(factor), wB.mul(factor));
            judge(student, wA.mul(factor), wB);
            judge(student, wA, wB.mul(factor));
        }
    }

    @Test
    @Order(6)
    @DisplayName("weighs directions by how strongly they are written and read, for matrices of low rank too")
    void lowRank(ReverseEngineering student, Scenarios scenarios) {
        judge(student, lowRank(scenarios, 19, 3, 19), lowRank(scenarios, 19, 4, 19));
        NDArray strengths = scenarios.manager().create(new float[] {5, 2, 1, 0.1f});
        judge(student, scenarios.normal(1, 9, 4).mul(strengths), scenarios.normal(1, 4, 6));
        judge(student, scenarios.normal(1, 9, 4), strengths.reshape(4, 1).mul(scenarios.normal(1, 4, 6)));
    }

    @Test
    @Order(7)
    @DisplayName("works for single rows, columns and numbers")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios.normal(1, 1, 6), scenarios.normal(1, 6, 1));
        judge(student, scenarios.normal(1, 4, 1), scenarios.normal(1, 1, 3));
        judge(student, scenarios.normal(1, 1, 1), scenarios.normal(1, 1, 1));
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        NDArray wA = scenarios.normal(1, 7, 4);
        NDArray wB = scenarios.normal(1, 4, 10);

        judge(student, wA, wB);
        judge(student, scenarios.normal(1, 3, 13), scenarios.normal(1, 13, 2));
        judge(student, wA, wB);
    }

    /** {@code [size, size]}, with most of it in the first column, so that it is far from its transpose. */
    private static NDArray uneven(Scenarios scenarios, int size) {
        NDArray columns = scenarios.manager().arange(size).add(1).pow(2);
        return scenarios.normal(4, size, size).div(columns);
    }

    private static NDArray lowRank(Scenarios scenarios, int rows, int rank, int columns) {
        return scenarios.normal(1, rows, rank).matMul(scenarios.normal(1, rank, columns));
    }

    private static NDArray column(Scenarios scenarios, int length) {
        return scenarios.normal(1, length, 1);
    }

    private static NDArray row(Scenarios scenarios, int length) {
        return scenarios.normal(1, 1, length);
    }

    /** A column at an angle to a row, in a plane that is drawn. */
    private static NDArray turned(Scenarios scenarios, NDArray row, double angle) {
        long length = row.getShape().get(1);
        NDArray drawn = scenarios.normal(1, 1, length);
        NDArray along = row.div(row.norm());
        NDArray across = drawn.sub(along.mul(along.mul(drawn).sum()));
        NDArray turned =
                along.mul((float) Math.cos(angle)).add(across.div(across.norm()).mul((float) Math.sin(angle)));
        return turned.reshape(length, 1);
    }

    private static void judge(ReverseEngineering student, NDArray wA, NDArray wB) {
        var expected = new MatrixScore(WeightMatrix.of(wA), WeightMatrix.of(wB));

        expected.mustEqual(student.compositionScore(wA, wB));
    }
}
