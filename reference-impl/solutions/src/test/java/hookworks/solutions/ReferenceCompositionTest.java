package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.figures.CourseFigures;
import hookworks.exercises.figures.Sketch;
import hookworks.lens.Composition;
import hookworks.lens.HookedTransformer;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.Histogram;
import hookworks.lens.plots.LineChart;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Section 4, solved, of composition scores")
final class ReferenceCompositionTest {
    private static final HookedTransformer MODEL = HookedTransformer.bundled(Device.cpu());

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
    @DisplayName("scores a subspace of d dimensions, written and read alike, 1 over the root of d")
    void sharedSubspace() {
        var shared = manager.eye(6).get(":4");

        assertThat(solved.compositionScore(shared.transpose().matMul(shared), shared.transpose()))
                .isCloseTo(0.5, within(1e-6));
    }

    @Test
    @DisplayName("leaves nothing with the owner of what it scores")
    void leavesNothing() {
        var writes = manager.ones(new Shape(2, 3));
        var reads = manager.ones(new Shape(3, 5));

        solved.compositionScore(writes, reads);

        assertThat(manager.getManagedArrays()).containsExactlyInAnyOrder(writes, reads);
    }

    @Test
    @DisplayName("shows in a figure that the score of single directions is the cosine of their angle")
    void angles() {
        var lines = ((LineChart) sketch("composition-angle").draw().plot()).series();

        assertThat(lines.getFirst().values().get(6)).isCloseTo(0.5f, within(1e-4f)); // at 60 degrees
        assertThat(lines.get(1).values().getFirst()).isCloseTo((float) Math.sqrt(0.5), within(1e-4f));
        assertThat(lines.getLast().values())
                .allSatisfy(score -> assertThat(score).isCloseTo(0.5f, within(1e-4f)));
    }

    @Test
    @DisplayName("scores the bundled model's heads as the lens does, and frees all but the scores")
    void likeTheLens() {
        var scores = solved.compositionScores(MODEL);
        var owner = scores.q().getManager();

        assertAlike(scores.q(), Composition.Q);
        assertAlike(scores.k(), Composition.K);
        assertAlike(scores.v(), Composition.V);
        assertThat(owner.getManagedArrays()).hasSize(3);
        scores.close();
        assertThat(owner.getManagedArrays()).isEmpty();
    }

    @Test
    @DisplayName("shows in a figure that an induction head's keys read the previous-token head")
    void scores() {
        float[][] keys = ((HeatMap) sketch("composition-scores").draw().plot())
                .facets()
                .get(1)
                .values()
                .toArray();

        assertThat(keys[0][2]).isGreaterThan(2 * keys[1][2]).isGreaterThan(2 * keys[3][2]);
    }

    @Test
    @DisplayName("draws scores about 1 over the root of d_model, as widely spread as low rank has it")
    void chance() {
        var scores = LongStream.range(0, 400)
                .mapToDouble(seed -> solved.randomCompositionScore(32, 4, seed))
                .toArray();

        double mean = Arrays.stream(scores).average().orElseThrow();
        double squares =
                Arrays.stream(scores).map(score -> score * score).average().orElseThrow();
        assertThat(mean).isCloseTo(0.173, within(0.01));
        assertThat(Math.sqrt(squares - mean * mean)).isCloseTo(0.033, within(0.01));
        assertThat(solved.randomCompositionScore(32, 4, 3)).isEqualTo(scores[3]);
    }

    @Test
    @DisplayName("shows in figures that keys read above chance, and that values of induction heads read below")
    void aboveChance() {
        var histogram = (Histogram) sketch("random-composition").draw().plot();
        var facets = ((HeatMap) sketch("composition-above-chance").draw().plot()).facets();

        float most = Collections.max(histogram.values());
        assertThat(histogram.ticks().get(1).label()).isEqualTo("K: 0.0, 1.1");
        assertThat(histogram.ticks().get(1).value()).isGreaterThan(1.5f * most);
        assertThat(facets.get(1).values().toArray()[0][1]).isPositive();
        assertThat(facets.get(2).values().toArray()[0][1]).isNegative();
    }

    private void assertAlike(NDArray found, Composition through) {
        NDArray expected =
                MODEL.allCompositionScores(through, manager).get("0, :, 1"); // [head of layer 0, head of layer 1]
        assertThat(found.getShape()).isEqualTo(expected.getShape());
        assertThat(found.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-5f));
    }

    private Sketch sketch(String name) {
        return CourseFigures.of(solved, MODEL).stream()
                .filter(sketch -> sketch.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
