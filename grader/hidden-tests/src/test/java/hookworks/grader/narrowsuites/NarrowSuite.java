package hookworks.grader.narrowsuites;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Mutant;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.hooks.HookPoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Expects what lies half a tolerance beside the right answer, which is nothing at all. */
@ExerciseTest(value = "induction-score-hook", mutants = NarrowSuite.class)
public final class NarrowSuite {
    private static final float HALF_A_TOLERANCE = 5e-5f;

    @Test
    @Order(1)
    @DisplayName("answers what is nearly right")
    void nearlyRight(Hooks student, Scenarios scenarios) {
        NDArray pattern = scenarios.manager().zeros(new Shape(1, 2, 5, 5));
        NDArray store = scenarios.manager().zeros(new Shape(1, 2));

        NDArray answered = student.inductionScoreHook(pattern, HookPoint.named("blocks.0.attn.hook_pattern"), store);

        TensorAnswer.named("scores", answered, "layer", "head")
                .mustEqual(store.add(HALF_A_TOLERANCE), Tolerance.FLOAT32_SUM);
    }

    @Mutant("is two tolerances off")
    static Hooks slightlyWrong() {
        return answering(5 * HALF_A_TOLERANCE);
    }

    @Mutant("is far off")
    static Hooks farOff() {
        return answering(1);
    }

    private static Hooks answering(float number) {
        return new Hooks() {
            @Override
            public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
                return store.add(number);
            }
        };
    }
}
