package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code decompose-k}: drawn components, and those of a real run. */
@ExerciseTest(value = "decompose-k", mutants = DecomposeKMutants.class)
public final class DecomposeKTest {
    @Test
    @Order(1)
    @DisplayName("gives what each component adds to the head's keys, [component, pos, d_head]")
    void eachComponent(ReverseEngineering student, Scenarios scenarios) {
        projecting(student, scenarios).eachComponent();
    }

    @Test
    @Order(2)
    @DisplayName("adds up to the model's own keys, where the components add up to what they read")
    void addsUp(ReverseEngineering student, Scenarios scenarios) {
        projecting(student, scenarios).addsUp();
    }

    @Test
    @Order(3)
    @DisplayName("takes the matrix of the very head that is asked for, at every index of every layer")
    void everyHead(ReverseEngineering student, Scenarios scenarios) {
        projecting(student, scenarios).everyHead();
    }

    @Test
    @Order(4)
    @DisplayName("tells components, positions and widths apart where they are as many")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        projecting(student, scenarios).equalSizes();
    }

    @Test
    @Order(5)
    @DisplayName("works for one component, one position, and a model of one head that is one wide")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        projecting(student, scenarios).edges();
    }

    @Test
    @Order(6)
    @DisplayName("leaves the model as it was, and answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        projecting(student, scenarios).askedAgain();
    }

    private static Projecting projecting(ReverseEngineering student, Scenarios scenarios) {
        return new Projecting(Projection.KEY, scenarios, student::decomposeK);
    }
}
