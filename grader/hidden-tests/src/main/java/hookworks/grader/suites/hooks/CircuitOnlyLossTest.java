package hookworks.grader.suites.hooks;

import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.NumberAnswer;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code circuit-only-loss}: random models of two layers or three, whose layers feel each other's loss. */
@ExerciseTest(value = "circuit-only-loss", mutants = CircuitOnlyLossMutants.class)
public final class CircuitOnlyLossTest {
    @Test
    @Order(1)
    @DisplayName("zeroes every head that is not kept, all in one run, and gives the loss on predictable positions")
    void zeroes(Hooks student, Scenarios scenarios) {
        var text = RepeatedText.drawn(scenarios);
        judge(student, text, someOf(scenarios, text), false);
    }

    @Test
    @Order(2)
    @DisplayName("puts means in place of zeros where it is asked to: of what arrives in the same run")
    void means(Hooks student, Scenarios scenarios) {
        var text = RepeatedText.drawn(scenarios);
        judge(student, text, someOf(scenarios, text), true);
        judge(student, text, List.of(new Head(1, 1)), true);
    }

    @Test
    @Order(3)
    @DisplayName("keeps a head in its own layer only, though others have its index")
    void layers(Hooks student, Scenarios scenarios) {
        var text = RepeatedText.of(scenarios, 3, 4, 2, 5);
        judge(student, text, List.of(new Head(2, 1), new Head(0, 3)), false);
        judge(student, text, List.of(new Head(1, 0), new Head(2, 2)), true);
    }

    @Test
    @Order(4)
    @DisplayName("keeps no head where the list is empty, and changes nothing where all are listed")
    void noneOrAll(Hooks student, Scenarios scenarios) {
        var text = RepeatedText.of(scenarios, 2, 3, 2, 6);
        List<Head> all = new AblatedRuns(text).heads();
        for (boolean meanAblate : new boolean[] {false, true}) {
            judge(student, text, List.of(), meanAblate);
            judge(student, text, all, meanAblate);
        }
    }

    @Test
    @Order(5)
    @DisplayName("works for one row, for S = 2, for odd and even S, and for a single layer")
    void edges(Hooks student, Scenarios scenarios) {
        judge(student, RepeatedText.of(scenarios, 2, 3, 1, 5), List.of(new Head(0, 1), new Head(1, 2)), true);
        judge(student, RepeatedText.of(scenarios, 2, 3, 3, 2), List.of(new Head(0, 2), new Head(1, 0)), false);
        judge(student, RepeatedText.of(scenarios, 1, 4, 2, 6), List.of(new Head(0, 3)), false);
    }

    @Test
    @Order(6)
    @DisplayName("leaves no hook on the model, and answers alike when asked again, with other questions in between")
    void askedAgain(Hooks student, Scenarios scenarios) {
        var text = RepeatedText.drawn(scenarios);
        List<Head> keep = someOf(scenarios, text);

        judge(student, text, keep, false);
        judge(student, text, List.of(new Head(0, 0)), true);
        judge(student, RepeatedText.of(scenarios, 2, 2, 2, 4), List.of(new Head(1, 1)), false);
        judge(student, text, keep, false);
    }

    /** Some heads of each layer, never all or none, in no order. */
    private static List<Head> someOf(Scenarios scenarios, RepeatedText text) {
        var kept = new ArrayList<Head>();
        for (int layer = 0; layer < text.layers(); layer++) {
            int first = scenarios.between(0, text.heads() - 1);
            kept.add(new Head(layer, first));
            kept.add(new Head(layer, (first + 1 + layer) % text.heads()));
        }
        Collections.shuffle(kept, Random.from(scenarios.random()));
        return kept;
    }

    private static void judge(Hooks student, RepeatedText text, List<Head> keep, boolean meanAblate) {
        var expected = new CircuitLoss(text, keep, meanAblate);

        double answer = student.circuitOnlyLoss(text.model(), text.tokens(), keep, meanAblate);

        NumberAnswer.named("the loss", answer).mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::slips);
    }
}
