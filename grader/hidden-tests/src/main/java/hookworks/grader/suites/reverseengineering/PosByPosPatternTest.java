package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.heads.Head;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code pos-by-pos-pattern}: models with random weights whose sizes all differ, or are all alike. */
@ExerciseTest(value = "pos-by-pos-pattern", mutants = PosByPosPatternMutants.class)
public final class PosByPosPatternTest {
    /** Of scores with tokens in them; by position alone they spread by half of it. */
    private static final double DEVIATION = 4;

    /** Some scores by position are above 100 then, and exp of such a score is too large for float32. */
    private static final double LARGE_DEVIATION = 100;

    @Test
    @Order(1)
    @DisplayName("gives a head's attention by position alone, [query, key], to within 0.0001")
    void byPosition(ReverseEngineering student, Scenarios scenarios) {
        var model = drawn(scenarios);

        judge(student, scenarios, model, new Head(1, 3));
        judge(student, scenarios, model, new Head(0, 2));
    }

    @Test
    @Order(2)
    @DisplayName("takes the head that is asked for, in whatever layer")
    void everyHead(ReverseEngineering student, Scenarios scenarios) {
        var model = drawn(scenarios);

        for (int layer = 0; layer < model.config().nLayers(); layer++) {
            for (int index = 0; index < model.config().nHeads(); index++) {
                judge(student, scenarios, model, new Head(layer, index));
            }
        }
    }

    @Test
    @Order(3)
    @DisplayName("divides scores by the square root of d_head, be heads narrow or wide")
    void scales(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, model(scenarios, sizes(2, 3, 22).dHead(2)), new Head(0, 1));
        judge(student, scenarios, model(scenarios, sizes(2, 3, 22).dHead(scenarios.between(33, 40))), new Head(1, 2));
    }

    @Test
    @Order(4)
    @DisplayName("tells positions from tokens, and queries from keys, where all sizes are alike")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        var model = model(scenarios, sizes(2, 3, 9).dHead(9).nCtx(9).dVocab(9));

        judge(student, scenarios, model, new Head(0, 1));
        judge(student, scenarios, model, new Head(1, 2));
    }

    @Test
    @Order(5)
    @DisplayName("stays exact, and hides keys after the query, where scores go up to 100 and down to -100")
    void largeScores(ReverseEngineering student, Scenarios scenarios) {
        var sizes = sizes(2, 5, scenarios.between(21, 27)).dHead(4).nCtx(scenarios.between(16, 20));
        var model = scenarios.model(sizes.build(), LARGE_DEVIATION);

        for (int index = 0; index < model.config().nHeads(); index++) {
            judge(student, scenarios, model, new Head(0, index));
        }
    }

    @Test
    @Order(6)
    @DisplayName("has a row and a column for every position, however long the context is")
    void longContext(ReverseEngineering student, Scenarios scenarios) {
        var sizes = sizes(1, 2, 17).dHead(3).nCtx(scenarios.between(120, 140));

        judge(student, scenarios, model(scenarios, sizes), new Head(0, 1));
    }

    @Test
    @Order(7)
    @DisplayName("works for a context of one position or two, for a single head, and for heads that are one wide")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, model(scenarios, sizes(2, 3, 10).nCtx(1)), new Head(1, 1));
        judge(student, scenarios, model(scenarios, sizes(2, 3, 10).nCtx(2)), new Head(0, 2));
        judge(student, scenarios, model(scenarios, sizes(1, 1, 13)), new Head(0, 0));
        judge(student, scenarios, model(scenarios, sizes(2, 3, 9).dHead(1)), new Head(1, 0));
    }

    @Test
    @Order(8)
    @DisplayName("leaves the model as it was, and answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        var model = drawn(scenarios);
        var other = model(scenarios, sizes(4, 6, 19).dHead(3));

        judge(student, scenarios, model, new Head(1, 4));
        judge(student, scenarios, other, new Head(3, 5));
        judge(student, scenarios, model, new Head(2, 0));
        judge(student, scenarios, model, new Head(1, 4));
    }

    private static HookedTransformer drawn(Scenarios scenarios) {
        var sizes = sizes(3, 5, scenarios.between(21, 27)).nCtx(scenarios.between(16, 20));
        return model(scenarios, sizes.dVocab(scenarios.between(31, 47)));
    }

    private static ConfigBuilder sizes(int layers, int heads, int dModel) {
        return HookedTransformerConfig.attentionOnly()
                .nLayers(layers)
                .nHeads(heads)
                .dModel(dModel)
                .dHead(4)
                .nCtx(12)
                .dVocab(31);
    }

    private static HookedTransformer model(Scenarios scenarios, ConfigBuilder sizes) {
        return scenarios.model(sizes.build(), DEVIATION);
    }

    private static void judge(ReverseEngineering student, Scenarios scenarios, HookedTransformer model, Head head) {
        var expected = new PositionPattern(scenarios.manager(), model, head);

        NDArray answer = student.posByPosPattern(model, head);

        TensorAnswer.named("the pattern of head %s".formatted(head), answer, "query", "key")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
    }
}
