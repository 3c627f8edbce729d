package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code head-mean-ablation}: every channel of every head in every row has a mean of its own. */
@ExerciseTest(value = "head-mean-ablation", mutants = HeadMeanAblationMutants.class)
public final class HeadMeanAblationTest {
    @Test
    @Order(1)
    @DisplayName(
            "puts the head's mean over batch and position in place of each of its vectors, and changes nothing else")
    void replacesTheHead(Hooks student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios), scenarios.between(1, 3), HookName.z(0));
    }

    @Test
    @Order(2)
    @DisplayName("counts heads from 0, up to the last")
    void firstAndLast(Hooks student, Scenarios scenarios) {
        HeadActivation activation = drawn(scenarios);

        judge(student, scenarios, activation, 0, HookName.z(1));
        judge(student, scenarios, activation, activation.heads() - 1, HookName.z(1));
    }

    @Test
    @Order(3)
    @DisplayName("does the same in any layer")
    void anyLayer(Hooks student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios), 2, HookName.z(3));
        judge(student, scenarios, drawn(scenarios), 1, HookName.z(11));
    }

    @Test
    @Order(4)
    @DisplayName("averages over positions where there is one row, and over rows where there is one position")
    void oneRowOrOnePosition(Hooks student, Scenarios scenarios) {
        judge(student, scenarios, HeadActivation.drawn(scenarios, 1, 6, 4, 3), 1, HookName.z(0));
        judge(student, scenarios, HeadActivation.drawn(scenarios, 4, 1, 5, 3), 4, HookName.z(0));
    }

    @Test
    @Order(5)
    @DisplayName("works for one channel and one head, and leaves a single vector as it is, being its own mean")
    void edges(Hooks student, Scenarios scenarios) {
        judge(student, scenarios, HeadActivation.drawn(scenarios, 2, 4, 3, 1), 2, HookName.z(0));
        judge(student, scenarios, HeadActivation.drawn(scenarios, 2, 3, 1, 5), 0, HookName.z(0));
        judge(student, scenarios, HeadActivation.drawn(scenarios, 1, 1, 3, 4), 1, HookName.z(0));
    }

    @Test
    @Order(6)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(Hooks student, Scenarios scenarios) {
        HeadActivation activation = drawn(scenarios);

        judge(student, scenarios, activation, 2, HookName.z(0));
        judge(student, scenarios, activation, 1, HookName.z(0));
        judge(student, scenarios, HeadActivation.drawn(scenarios, 2, 5, 3, 6), 2, HookName.z(1));
        judge(student, scenarios, activation, 2, HookName.z(0));
    }

    /** Heads past the batch and the width, so that a head's index may be no row and no channel. */
    private static HeadActivation drawn(Scenarios scenarios) {
        return HeadActivation.drawn(scenarios, 3, scenarios.between(9, 12), scenarios.between(6, 8), 5);
    }

    private static void judge(
            Hooks student, Scenarios scenarios, HeadActivation activation, int head, String hookName) {
        @Nullable
        NDArray answer =
                student.meanAblateHead(activation.tensor(scenarios.manager()), HookPoint.named(hookName), head);
        new HeadAblation(scenarios.manager(), activation, head).judgeMeans(answer);
    }
}
