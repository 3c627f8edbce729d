package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.hooks.RepeatedText;
import hookworks.lens.heads.Head;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code prev-head-ablation}: random models, in which each layer feels what the layers before it wrote. */
@ExerciseTest(value = "prev-head-ablation", mutants = PrevHeadAblationMutants.class)
public final class PrevHeadAblationTest {
    @Test
    @Order(1)
    @DisplayName("silences a head of layer 0, and scores a head of layer 1 in that same run")
    void oneHead(ReverseEngineering student, Scenarios scenarios) {
        var text = RepeatedText.drawn(scenarios);
        int last = text.heads() - 1;
        var ablate = List.of(new Head(0, scenarios.between(1, last)));
        judge(student, text, ablate, new Head(1, scenarios.between(1, last)));
        judge(student, text, List.of(new Head(0, 0)), new Head(1, 0), ablate);
    }

    @Test
    @Order(2)
    @DisplayName("scores the model as it is where no head is to be silenced")
    void baseline(ReverseEngineering student, Scenarios scenarios) {
        var text = RepeatedText.drawn(scenarios);
        judge(student, text, List.of(), new Head(1, scenarios.between(0, text.heads() - 1)));
        judge(student, text, List.of(), new Head(0, scenarios.between(0, text.heads() - 1)));
    }

    @Test
    @Order(3)
    @DisplayName("silences several heads together, of one layer or of several, in whatever order they are listed")
    void severalHeads(ReverseEngineering student, Scenarios scenarios) {
        var text = RepeatedText.of(scenarios, 3, 4, 2, 6);
        judge(student, text, List.of(new Head(0, 2), new Head(0, 1)), new Head(1, 3));
        judge(student, text, List.of(new Head(1, 0), new Head(0, 3), new Head(1, 2)), new Head(2, 1));
    }

    @Test
    @Order(4)
    @DisplayName(
            "takes a head for a layer and an index: those of the scored head's layer, or of later ones, don't matter")
    void layers(ReverseEngineering student, Scenarios scenarios) {
        var text = RepeatedText.of(scenarios, 3, 4, 2, 5);
        judge(student, text, List.of(new Head(1, 2)), new Head(1, 0));
        judge(student, text, List.of(new Head(2, 1), new Head(1, 3)), new Head(1, 1));
        judge(student, text, List.of(new Head(1, 3), new Head(0, 0)), new Head(1, 3));
        judge(student, text, List.of(new Head(1, 1)), new Head(2, 2));
    }

    @Test
    @Order(5)
    @DisplayName("works for one row, for S = 2, for odd and even S, and for a single head in each layer")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, RepeatedText.of(scenarios, 2, 3, 1, 5), List.of(new Head(0, 2)), new Head(1, 1));
        judge(student, RepeatedText.of(scenarios, 2, 3, 3, 2), List.of(new Head(0, 1)), new Head(1, 2));
        judge(student, RepeatedText.of(scenarios, 2, 1, 2, 8), List.of(new Head(0, 0)), new Head(1, 0));
    }

    @Test
    @Order(6)
    @DisplayName("leaves no hook on the model, and answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        var text = RepeatedText.drawn(scenarios);
        var ablate = List.of(new Head(0, 2));
        var induction = new Head(1, 3);

        judge(student, text, ablate, induction);
        judge(student, text, List.of(), induction, ablate);
        judge(student, RepeatedText.on(text.model(), scenarios, 2, 4), List.of(new Head(0, 1)), induction, ablate);
        judge(student, RepeatedText.of(scenarios, 2, 2, 2, 4), List.of(new Head(0, 1)), new Head(1, 0));
        judge(student, text, ablate, induction, List.of(new Head(0, 1)));
    }

    private static void judge(ReverseEngineering student, RepeatedText text, List<Head> ablate, Head induction) {
        judge(student, text, ablate, induction, List.of());
    }

    private static void judge(
            ReverseEngineering student, RepeatedText text, List<Head> ablate, Head induction, List<Head> before) {
        double answer = student.ablatedInductionScore(text.model(), text.tokens(), ablate, induction);

        new AblatedInduction(text, ablate, induction, before).judge(answer);
    }
}
