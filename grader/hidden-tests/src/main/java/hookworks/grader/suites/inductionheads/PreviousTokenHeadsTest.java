package hookworks.grader.suites.inductionheads;

import hookworks.exercises.InductionHeads;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code previous-token-heads}: planted heads, among others that look at themselves, further back, or at BOS. */
@ExerciseTest(value = "previous-token-heads", mutants = PreviousTokenHeadsMutants.class)
public final class PreviousTokenHeadsTest {
    private static final int SHORTEST = 25;

    @Test
    @Order(1)
    @DisplayName("lists exactly the heads that attend one position back, among heads that attend elsewhere")
    void amongDecoys(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).amongDecoys();
    }

    @Test
    @Order(2)
    @DisplayName("finds them in every layer and at every index")
    void inEveryLayer(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).inEveryLayer();
    }

    @Test
    @Order(3)
    @DisplayName("goes by how much attention the position before gets, not by how often it gets the most")
    void largestIsNotLarge(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).largestIsNotLarge();
    }

    @Test
    @Order(4)
    @DisplayName("goes by the mean over all queries that have a position before, not by one of them or the largest")
    void everyQuery(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).everyQuery();
    }

    @Test
    @Order(5)
    @DisplayName("lists no head where none is of the kind, and every head where all are")
    void noneAndAll(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).noneAndAll();
    }

    @Test
    @Order(6)
    @DisplayName("takes layers, heads and positions from the cache: one head, thirteen layers, fourteen heads")
    void otherSizes(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).otherSizes();
    }

    @Test
    @Order(7)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).askedAgain();
    }

    private static Detection detection(InductionHeads student, Scenarios scenarios) {
        return new Detection(HeadKind.PREVIOUS, SHORTEST, scenarios, student::previousTokenHeads);
    }
}
