package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.figures.CourseFigures;
import hookworks.exercises.figures.Sketch;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.plots.BarChart;
import hookworks.lens.plots.LineChart;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Section 4, solved, of what the bundled model copies, and of its positions")
final class ReferenceCopyingTest {
    private static final HookedTransformer MODEL = HookedTransformer.bundled(Device.cpu());
    private static final int BATCH = 300;
    private static final Head PREVIOUS = new Head(0, 0);

    private final ReferenceReverseEngineering solved = new ReferenceReverseEngineering();

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    @Test
    @DisplayName("finds each induction head copy most tokens, and both together nearly all")
    void copies() {
        var first = new Head(1, 1);
        var second = new Head(1, 2);

        assertThat(accuracy(first)).isCloseTo(0.959, within(0.01));
        assertThat(accuracy(second)).isCloseTo(0.913, within(0.01));
        assertThat(accuracy(first, second)).isCloseTo(0.9995, within(0.001));
        assertThat(accuracy(new Head(1, 3))).isLessThan(0.2);
    }

    @Test
    @DisplayName("counts the diagonal's rank: top 1 for k = 1, more with k, and everything at last")
    void ranks() {
        try (FactoredMatrix circuit = solved.effectiveOvCircuit(MODEL, List.of(new Head(1, 0)))) {
            double top1 = solved.top1Accuracy(circuit, BATCH);

            assertThat(solved.topKAccuracy(circuit, 1, BATCH)).isEqualTo(top1);
            assertThat(solved.topKAccuracy(circuit, 5, BATCH)).isGreaterThan(top1 + 0.1);
            assertThat(solved.topKAccuracy(circuit, MODEL.config().dVocab(), BATCH))
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("leaves nothing behind but the two factors of a circuit, which are freed when it is closed")
    void leavesNothing() {
        FactoredMatrix circuit = solved.effectiveOvCircuit(MODEL, List.of(new Head(1, 1), new Head(1, 2)));
        var owner = circuit.a().getManager();

        solved.top1Accuracy(circuit, BATCH);
        solved.topKAccuracy(circuit, 2, BATCH);

        assertThat(circuit.mdim()).isEqualTo(2L * MODEL.config().dHead());
        assertThat(owner.getManagedArrays()).containsExactlyInAnyOrder(circuit.a(), circuit.b());
        circuit.close();
        assertThat(owner.getManagedArrays()).isEmpty();
    }

    @Test
    @DisplayName("lets the previous-token head look one position back, at every position of the context")
    void looksBack() {
        NDArray pattern = solved.posByPosPattern(MODEL, PREVIOUS);

        int context = MODEL.config().nCtx();
        assertThat(pattern.getShape()).isEqualTo(new Shape(context, context));
        float[] cells = pattern.toFloatArray();
        for (int query = 1; query < context; query++) {
            assertThat(cells[query * context + query - 1]).as("query %d", query).isGreaterThan(0.9f);
        }
        assertThat(pattern.getManager().getManagedArrays()).containsExactly(pattern);
        pattern.close();
    }

    @Test
    @DisplayName("shows in figures what heads copy together, and which head of layer 0 looks back")
    void figures() {
        var together = (BarChart) sketch("two-heads-copy").draw().plot();
        List<Float> shares = together.series().getFirst().values();

        assertThat(together.categories().labels()).containsExactly("1.1", "1.2", "1.1 and 1.2");
        assertThat(shares.get(2)).isGreaterThan(shares.get(0)).isGreaterThan(shares.get(1));
        var stripe = (LineChart) sketch("positional-stripe").draw().plot();

        assertThat(stripe.series().getFirst().name()).isEqualTo("head " + PREVIOUS);
        assertThat(stripe.series().getFirst().values())
                .allSatisfy(share -> assertThat(share).isCloseTo(1, within(0.1f)));
        assertThat(sketch("positional-pattern").draw().title())
                .isEqualTo("By position alone, head %s gives 99%% to the position before", PREVIOUS);
    }

    private double accuracy(Head... heads) {
        try (FactoredMatrix circuit = solved.effectiveOvCircuit(MODEL, List.of(heads))) {
            return solved.top1Accuracy(circuit, BATCH);
        }
    }

    private Sketch sketch(String name) {
        return CourseFigures.of(solved, MODEL).stream()
                .filter(sketch -> sketch.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
