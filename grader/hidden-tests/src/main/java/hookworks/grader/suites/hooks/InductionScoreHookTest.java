package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.StripedAttention;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.hooks.HookPoint;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code induction-score-hook}: planted stripes, with decoys beside them, and a store full of junk. */
@ExerciseTest(value = "induction-score-hook", mutants = InductionScoreHookMutants.class)
public final class InductionScoreHookTest {
    private static final int BATCH = 3;
    private static final int LAYERS = 4;

    @Test
    @Order(1)
    @DisplayName("files each head's mean over batch and stripe, for an odd block length")
    void oddBlock(Hooks student, Scenarios scenarios) {
        file(
                student,
                scenarios,
                mixedHeads(scenarios, 7 + 2 * scenarios.between(0, 1)),
                scenarios.between(1, 3),
                LAYERS);
    }

    @Test
    @Order(2)
    @DisplayName("files each head's mean over batch and stripe, for an even block length")
    void evenBlock(Hooks student, Scenarios scenarios) {
        file(
                student,
                scenarios,
                mixedHeads(scenarios, 6 + 2 * scenarios.between(0, 1)),
                scenarios.between(1, 3),
                LAYERS);
    }

    @Test
    @Order(3)
    @DisplayName("looks one past the previous copy of the token, not at the copy itself or beyond")
    void stripeAmongDecoys(Hooks student, Scenarios scenarios) {
        var attention = new StripedAttention(BATCH, 5, 8);
        int induction = attention.inductionOffset();
        int[] offsets = {induction + 1, induction, induction - 1, 1, 0};

        file(student, scenarios, attention.planted(scenarios, offsets, (row, head, query) -> 0.95), 2, LAYERS);
    }

    @Test
    @Order(4)
    @DisplayName("takes the stripe's whole diagonal: S + 2 cells, the two before the second copy included")
    void wholeDiagonal(Hooks student, Scenarios scenarios) {
        var attention = new StripedAttention(BATCH, 7, 5);
        var pattern = attention.planted(
                scenarios,
                alike(7, attention.inductionOffset()),
                (row, head, query) -> query <= attention.block() ? 0.1 : 0.9);

        file(student, scenarios, pattern, 3, LAYERS);
    }

    @Test
    @Order(5)
    @DisplayName("counts every row of the batch alike")
    void wholeBatch(Hooks student, Scenarios scenarios) {
        var attention = new StripedAttention(BATCH, 5, 6);
        int onlyRow = scenarios.between(0, BATCH - 1);
        var pattern = attention.planted(
                scenarios,
                alike(5, attention.inductionOffset()),
                (row, head, query) -> row == onlyRow ? 0.5 + 0.1 * head : 0);

        file(student, scenarios, pattern, 1, LAYERS);
    }

    @Test
    @Order(6)
    @DisplayName("takes the layer from the hook point, past layer 9 too")
    void layersOfTwoDigits(Hooks student, Scenarios scenarios) {
        var pattern = mixedHeads(scenarios, 7);

        file(student, scenarios, pattern, 10, 13);
        file(student, scenarios, pattern, 12, 13);
    }

    @Test
    @Order(7)
    @DisplayName("fills a store layer after layer, in whatever order the layers come")
    void layerAfterLayer(Hooks student, Scenarios scenarios) {
        var store = scenarios.manager().zeros(new Shape(LAYERS, 5));
        for (int layer : new int[] {2, 0, 3, 1}) {
            store = file(student, stripes(scenarios, 5, 7), layer, store);
        }
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(Hooks student, Scenarios scenarios) {
        var pattern = mixedHeads(scenarios, 6);
        var store = scenarios.normal(2, LAYERS, pattern.getShape().get(1));

        file(student, pattern, 1, store);
        file(student, scenarios, mixedHeads(scenarios, 9), 0, 2);
        file(student, pattern, 1, store);
    }

    @Test
    @Order(9)
    @DisplayName("works for a single row, a single layer, and blocks of one or two tokens")
    void edges(Hooks student, Scenarios scenarios) {
        for (int block = 1; block <= 2; block++) {
            var attention = new StripedAttention(1, 4, block);
            var pattern = attention.planted(
                    scenarios, alike(4, attention.inductionOffset()), (row, head, query) -> 0.2 * (head + 1));
            file(student, scenarios, pattern, 0, 1);
        }
    }

    private static void file(Hooks student, Scenarios scenarios, NDArray pattern, int layer, int layers) {
        file(
                student,
                pattern,
                layer,
                scenarios.normal(2, layers, pattern.getShape().get(1)));
    }

    /** Asks for one layer's scores and gives the store that is right afterwards. */
    private static NDArray file(Hooks student, NDArray pattern, int layer, NDArray store) {
        var expected = new FiledScores(pattern, layer, store);
        var hook = HookPoint.named("blocks.%d.attn.hook_pattern".formatted(layer));

        NDArray answered = student.inductionScoreHook(pattern, hook, store);

        TensorAnswer.named("the returned store", answered, "layer", "head")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
        return expected.right();
    }

    /** Five heads, or ten, of which some rest on the induction stripe, some beside it, and some on none. */
    private static NDArray mixedHeads(Scenarios scenarios, int block) {
        return stripes(scenarios, 5 * scenarios.between(1, 2), block);
    }

    private static NDArray stripes(Scenarios scenarios, int heads, int block) {
        var attention = new StripedAttention(BATCH, heads, block);
        int[] offsets = IntStream.range(0, heads)
                .map(head -> attention.inductionOffset() + scenarios.between(-1, 1))
                .toArray();
        double[] weights = IntStream.range(0, heads)
                .mapToDouble(head -> scenarios.random().nextDouble())
                .toArray();
        return attention.planted(scenarios, offsets, (row, head, query) -> weights[head] * (row + 1) / (double) BATCH);
    }

    private static int[] alike(int heads, int offset) {
        return IntStream.range(0, heads).map(head -> offset).toArray();
    }
}
