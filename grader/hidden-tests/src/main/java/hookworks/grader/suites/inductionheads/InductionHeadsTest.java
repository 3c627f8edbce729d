package hookworks.grader.suites.inductionheads;

import hookworks.exercises.InductionHeads;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.HookedTransformer;
import hookworks.solutions.ReferenceInductionHeads;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The suite of {@code induction-heads}: planted stripes, among stripes one cell off and heads of other habits; blocks of
 * five tokens and more, below which some of the stripes are one.
 */
@ExerciseTest(value = "induction-heads", mutants = InductionHeadsMutants.class)
public final class InductionHeadsTest {
    private static final int SHORTEST = 11;

    @Test
    @Order(1)
    @DisplayName("lists exactly the heads that attend one past the previous copy, among heads that attend elsewhere")
    void amongDecoys(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).amongDecoys();
    }

    @Test
    @Order(2)
    @DisplayName("finds them in every layer, the first included, and at every index: a cache is only numbers")
    void inEveryLayer(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).inEveryLayer();
    }

    @Test
    @Order(3)
    @DisplayName("goes by how much attention the token after the previous copy gets, not by how often it gets the most")
    void largestIsNotLarge(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).largestIsNotLarge();
    }

    @Test
    @Order(4)
    @DisplayName("goes by the mean over the whole stripe, not by one of its cells or the largest")
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
    @DisplayName("takes S from the width of the pattern, and layers and heads from the cache")
    void otherSizes(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).otherSizes();
    }

    @Test
    @Order(7)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(InductionHeads student, Scenarios scenarios) {
        detection(student, scenarios).askedAgain();
    }

    @Test
    @Order(8)
    @DisplayName("finds the induction heads of the model that the course looks at")
    void courseModel(InductionHeads student, Scenarios scenarios) {
        HookedTransformer model = Scenarios.bundledModel();
        int block = scenarios.between(20, 30);
        try (var run = new ReferenceInductionHeads().runRepeatedTokens(model, block, 1, scenarios.between(1, 1000))) {
            detection(student, scenarios)
                    .judge(PlantedHeads.found(HeadKind.INDUCTION, run.cache().removeBatchDim()));
        }
    }

    private static Detection detection(InductionHeads student, Scenarios scenarios) {
        return new Detection(HeadKind.INDUCTION, SHORTEST, scenarios, student::inductionHeads);
    }
}
