package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.LowRank;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code factored-matrix}: drawn factors, some small enough to be multiplied out, some far too tall. */
@ExerciseTest(value = "factored-matrix", mutants = FactoredMatrixMutants.class)
public final class FactoredMatrixTest {
    @Test
    @Order(1)
    @DisplayName("finds the trace of AB, be A tall or square")
    void trace(ReverseEngineering student, Scenarios scenarios) {
        var tall = drawn(scenarios, scenarios.between(9, 12), 7, 4);
        var square = drawn(scenarios, 5, 8, 5);

        tall.judgeTrace(ask(student, tall));
        square.judgeTrace(ask(student, square));
    }

    @Test
    @Order(2)
    @DisplayName("gives a matrix, no larger than the rank, with every eigenvalue of AB but for zeros")
    void smallProduct(ReverseEngineering student, Scenarios scenarios) {
        var tall = drawn(scenarios, scenarios.between(9, 12), 7, 4);
        var square = drawn(scenarios, 5, 8, 5);

        tall.judgeSmallProduct(ask(student, tall));
        square.judgeSmallProduct(ask(student, square));
    }

    @Test
    @Order(3)
    @DisplayName("decomposes AC into orthonormal columns and descending singular values, where AC is taller than wide")
    void tallProduct(ReverseEngineering student, Scenarios scenarios) {
        var products = drawn(scenarios, scenarios.between(11, 14), scenarios.between(6, 9), 4);

        products.judgeSvd(ask(student, products));
    }

    @Test
    @Order(4)
    @DisplayName("decomposes AC where it is wider than tall")
    void wideProduct(ReverseEngineering student, Scenarios scenarios) {
        var products = drawn(scenarios, scenarios.between(6, 8), scenarios.between(10, 13), 3);

        products.judgeSvd(ask(student, products));
    }

    @Test
    @Order(5)
    @DisplayName("tells rows, columns and rank apart where all are as many")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        judge(student, alike(scenarios, scenarios.between(4, 6)));
    }

    @Test
    @Order(6)
    @DisplayName("works for factors that are one wide, and for one that is square")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, drawn(scenarios, 7, 5, 1));
        judge(student, drawn(scenarios, 9, 1, 1));
        var squareRight =
                new LowRankProducts(scenarios.normal(1, 10, 3), scenarios.normal(1, 3, 10), nearIdentity(scenarios, 3));
        judge(student, squareRight);
    }

    @Test
    @Order(7)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        var products = drawn(scenarios, 11, 8, 4);

        judge(student, products);
        judge(student, drawn(scenarios, 9, 12, 3));
        judge(student, products);
    }

    @Test
    @Order(8)
    @DisplayName("is as exact for thousands of rows")
    void thousandsOfRows(ReverseEngineering student, Scenarios scenarios) {
        judge(student, whole(scenarios, scenarios.between(3000, 3200), scenarios.between(2000, 2200), 8));
    }

    @Test
    @Order(9)
    @DisplayName("multiplies neither AB nor AC out: answers for a million rows and columns")
    void neverMaterialises(ReverseEngineering student, Scenarios scenarios) {
        var products = whole(scenarios, TallFactors.TALLEST, TallFactors.TALLEST, 1);

        products.judge(TallFactors.asked(() -> ask(student, products)));
    }

    private static void judge(ReverseEngineering student, LowRankProducts products) {
        products.judge(ask(student, products));
    }

    private static LowRank ask(ReverseEngineering student, LowRankProducts products) {
        return student.lowRank(products.a(), products.b(), products.c());
    }

    private static LowRankProducts drawn(Scenarios scenarios, int m, int n, int rank) {
        return new LowRankProducts(
                scenarios.normal(1, m, rank), scenarios.normal(1, rank, m), scenarios.normal(1, rank, n));
    }

    private static LowRankProducts whole(Scenarios scenarios, int m, int n, int rank) {
        return new LowRankProducts(
                TallFactors.drawn(scenarios, m, rank),
                TallFactors.drawn(scenarios, rank, m),
                TallFactors.drawn(scenarios, rank, n));
    }

    private static LowRankProducts alike(Scenarios scenarios, int size) {
        return new LowRankProducts(
                nearIdentity(scenarios, size), scenarios.normal(1, size, size), nearIdentity(scenarios, size));
    }

    /** Regular enough that whoever divides by singular values loses no digits. */
    private static NDArray nearIdentity(Scenarios scenarios, int size) {
        return scenarios.manager().eye(size).mul(3).add(scenarios.normal(0.5, size, size));
    }
}
