package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.figures.CourseFigures;
import hookworks.exercises.figures.Sketch;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.CompositionScores;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.plots.BarChart;
import hookworks.lens.plots.HeatMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Section 4, solved, of all the bundled model's heads, and without some of them")
final class ReferenceTargetedAblationTest {
    private static final HookedTransformer MODEL = HookedTransformer.bundled(Device.cpu());
    private static final Head INDUCTION = new Head(1, 2);

    private final NDManager manager = NDManager.newBaseManager();
    private final ReferenceReverseEngineering solved = new ReferenceReverseEngineering();

    @AfterEach
    void close() {
        manager.close();
    }

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    @Test
    @DisplayName("scores all heads with all as the lens does, and leaves one tensor, the scores")
    void allHeads() {
        ModelWeights weights = MODEL.weights(manager);
        var write = FactoredMatrix.of(weights.wV(), weights.wO());
        var read = FactoredMatrix.of(weights.wK(), weights.wQ().swapAxes(-2, -1));
        NDArray expected = CompositionScores.all(write, read, manager);
        int before = manager.getManagedArrays().size();

        NDArray scores = solved.batchedCompositionScores(write, read);

        assertThat(manager.getManagedArrays()).hasSize(before + 1).contains(scores);
        assertThat(scores.getShape()).isEqualTo(new Shape(2, 4, 2, 4));
        assertThat(scores.sub(expected).abs().max().getFloat()).isCloseTo(0, within(1e-5f));
    }

    @Test
    @DisplayName("shows in a figure that the induction heads read what the previous-token head writes")
    void allHeadsFigure() {
        float[][] scores = ((HeatMap) sketch("all-heads-composition").draw().plot())
                .facets()
                .getFirst()
                .values()
                .toArray();

        float least = Math.min(scores[0][4], Math.min(scores[0][5], scores[0][6]));
        for (int writes = 0; writes < scores.length; writes++) {
            for (int reads = 0; reads < scores.length; reads++) {
                boolean circuit = writes == 0 && reads >= 4 && reads <= 6;
                assertThat(scores[writes][reads] >= least)
                        .as("head %d writes, head %d reads", writes, reads)
                        .isEqualTo(circuit);
            }
        }
    }

    @Test
    @DisplayName("leaves no tensor with the owner of the tokens, and no hook on the model")
    void leavesNothing() {
        NDArray tokens = tokens();
        int before = manager.getManagedArrays().size();

        double ablated = solved.ablatedInductionScore(MODEL, tokens, List.of(new Head(0, 0)), INDUCTION);
        double whole = solved.ablatedInductionScore(MODEL, tokens, List.of(), INDUCTION);

        assertThat(manager.getManagedArrays()).hasSize(before);
        assertThat(whole).isGreaterThan(ablated + 0.3);
        assertThat(solved.ablatedInductionScore(MODEL, tokens, List.of(), INDUCTION))
                .isEqualTo(whole);
    }

    @Test
    @DisplayName("finds that a head of the same layer, silenced, changes nothing")
    void sameLayer() {
        NDArray tokens = tokens();

        double whole = solved.ablatedInductionScore(MODEL, tokens, List.of(), INDUCTION);
        double ablated = solved.ablatedInductionScore(MODEL, tokens, List.of(INDUCTION, new Head(1, 0)), INDUCTION);

        assertThat(ablated).isCloseTo(whole, within(1e-6));
    }

    @Test
    @DisplayName("shows in a figure that one head of layer 0 makes the induction head, and that the others don't")
    void figure() {
        var chart = (BarChart) sketch("targeted-ablation").draw().plot();
        float whole = chart.threshold().orElseThrow().value();
        List<Float> scores = chart.series().getFirst().values();

        assertThat(whole).isGreaterThan(0.6f);
        assertThat(scores.getFirst()).isLessThan(whole / 4);
        assertThat(scores.subList(1, scores.size()))
                .allSatisfy(score -> assertThat(score).isGreaterThan(0.9f * whole));
    }

    private NDArray tokens() {
        return manager.create(new long[][] {{0, 77, 1203, 540, 9, 77, 1203, 540, 9}});
    }

    private Sketch sketch(String name) {
        return CourseFigures.of(solved, MODEL).stream()
                .filter(sketch -> sketch.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
