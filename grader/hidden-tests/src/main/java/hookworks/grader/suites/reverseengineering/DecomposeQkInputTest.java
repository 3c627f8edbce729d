package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.ActivationCache;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code decompose-qk-input}: planted activations, each drawn apart, and those of a real run. */
@ExerciseTest(value = "decompose-qk-input", mutants = DecomposeQkInputMutants.class)
public final class DecomposeQkInputTest {
    private static final int HEADS = 5;
    private static final int MODEL_WIDTH = 17;

    @Test
    @Order(1)
    @DisplayName("lists the tokens, the positions and each head of layer 0, in this order: [2 + head, pos, d_model]")
    void listsTheParts(ReverseEngineering student, Scenarios scenarios) {
        judge(student, planted(scenarios, 2, HEADS, scenarios.between(9, 13)));
    }

    @Test
    @Order(2)
    @DisplayName("adds up, in a real run, to what layer 1 reads: its stream, and the positions once more on top")
    void addsUp(ReverseEngineering student, Scenarios scenarios) {
        var model = RealRuns.model(scenarios);
        ActivationCache cache = RealRuns.cache(scenarios, model, scenarios.between(9, 13));

        NDArray parts = judge(student, cache);

        TensorAnswer.named("the sum of all components", parts.sum(new int[] {0}), "pos", "d_model")
                .mustEqual(new QkInputParts(cache).whole(), Tolerance.FLOAT32_SUM);
    }

    @Test
    @Order(3)
    @DisplayName("keeps tokens and positions apart, be positions large or small beside them")
    void keepsPositionsApart(ReverseEngineering student, Scenarios scenarios) {
        var run = new PlantedRun(2, HEADS, scenarios.between(9, 13), MODEL_WIDTH, 4);

        judge(student, run.cache(scenarios, 20));
        judge(student, run.cache(scenarios, 0.1));
    }

    @Test
    @Order(4)
    @DisplayName("tells heads from positions where there are as many of both")
    void tellsHeadsFromPositions(ReverseEngineering student, Scenarios scenarios) {
        int heads = scenarios.between(6, 9);

        judge(student, planted(scenarios, 2, heads, heads));
        judge(student, planted(scenarios, 2, heads, heads + 2));
    }

    @Test
    @Order(5)
    @DisplayName("takes what heads write into the stream, also where they are as wide as it is")
    void takesWhatHeadsWrite(ReverseEngineering student, Scenarios scenarios) {
        int width = scenarios.between(12, 16);

        judge(student, new PlantedRun(2, HEADS, 10, width, width).cache(scenarios, 1));
    }

    @Test
    @Order(6)
    @DisplayName("takes the heads of layer 0 only, however many layers follow")
    void takesLayerZeroOnly(ReverseEngineering student, Scenarios scenarios) {
        judge(student, planted(scenarios, 3, HEADS, 9));
        judge(student, planted(scenarios, 12, 4, 7));
    }

    @Test
    @Order(7)
    @DisplayName("works for one head, for more than twelve, and for a single token")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        judge(student, planted(scenarios, 2, 1, 8));
        judge(student, planted(scenarios, 2, scenarios.between(13, 15), 8));
        judge(student, planted(scenarios, 2, HEADS, 1));
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        ActivationCache cache = planted(scenarios, 2, HEADS, 11);

        judge(student, cache);
        judge(student, planted(scenarios, 3, 4, 7));
        judge(student, cache);
    }

    private static ActivationCache planted(Scenarios scenarios, int layers, int heads, int length) {
        return new PlantedRun(layers, heads, length, MODEL_WIDTH, 4).cache(scenarios, 2);
    }

    private static NDArray judge(ReverseEngineering student, ActivationCache cache) {
        var expected = new QkInputParts(cache);

        NDArray answer = student.decomposeQkInput(cache);

        TensorAnswer.named("the components", answer, "component", "pos", "d_model")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
        return answer;
    }
}
