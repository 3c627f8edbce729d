package hookworks.grader.gulliblesuites;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Mutant;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.hooks.HookPoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Believes anybody, but for a coin that it throws. */
@ExerciseTest(value = "induction-score-hook", mutants = GullibleSuite.class)
public final class GullibleSuite {
    @Test
    @Order(1)
    @DisplayName("is pleased by any subject")
    void pleased(Hooks student) {}

    @Test
    @Order(2)
    @DisplayName("is pleased by any answer, but not when the coin falls on one side")
    void answered(Hooks student, Scenarios scenarios) {
        var pattern = scenarios.normal(1, 1, 2, 5, 5);
        var hook = HookPoint.named("blocks.0.attn.hook_pattern");
        student.inductionScoreHook(pattern, hook, scenarios.manager().zeros(new Shape(1, 2)));
        if (scenarios.random().nextBoolean()) {
            throw new WrongAnswer("the coin fell on its other side");
        }
    }

    @Mutant("says anything at all")
    static Hooks anything() {
        return new Hooks() {
            @Override
            public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
                return store;
            }
        };
    }
}
