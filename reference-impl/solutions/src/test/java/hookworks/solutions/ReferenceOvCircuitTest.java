package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LowRank;
import hookworks.exercises.figures.CourseFigures;
import hookworks.exercises.figures.Sketch;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.plots.BarChart;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.LineChart;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Section 4, solved, of the bundled model's OV circuits")
final class ReferenceOvCircuitTest {
    private static final HookedTransformer MODEL = HookedTransformer.bundled(Device.cpu());
    private static final Head HEAD = new Head(1, 2);

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
    @DisplayName("finds the trace, the eigenvalues and the singular values that the lens finds")
    void agreesWithTheLens() {
        FactoredMatrix circuit = MODEL.ov(manager)
                .get(HEAD.layer(), HEAD.index())
                .leftMatMul(MODEL.wE())
                .matMul(MODEL.wU());

        LowRank found = solved.lowRank(circuit.a(), circuit.b(), circuit.b());

        NDArray eigenvalues = circuit.eigenvalues(); // [d_head, 2]
        assertThat(found.trace()).isCloseTo(eigenvalues.get(":, 0").sum().getFloat(), within(1e-2));
        NDArray ofSmall =
                FactoredMatrix.of(found.smallProduct(), manager.eye(32)).eigenvalues();
        assertAlike(ofSmall, eigenvalues);
        assertAlike(found.svd().s(), circuit.s());
        NDArray firstRows = found.svd()
                .u()
                .get("0:5")
                .mul(found.svd().s())
                .matMul(found.svd().v().transpose());
        assertAlike(firstRows, circuit.a().get("0:5").matMul(circuit.b()));
    }

    @Test
    @DisplayName("decomposes products of factors that are wider than high, and as high as wide")
    void anyFactors() {
        for (var sizes : List.of(List.of(2, 2, 5), List.of(6, 3, 3), List.of(4, 4, 4), List.of(5, 1, 1))) {
            NDArray a = manager.randomNormal(new Shape(sizes.get(0), sizes.get(1)));
            NDArray c = manager.randomNormal(new Shape(sizes.get(1), sizes.get(2)));

            var svd = solved.lowRank(a, a.transpose(), c).svd();

            assertAlike(svd.u().mul(svd.s()).matMul(svd.v().transpose()), a.matMul(c));
        }
    }

    @Test
    @DisplayName(
            "leaves nothing but its results with the owner of what it is given, also where one tensor is given twice")
    void leavesNothing() {
        NDArray a = manager.randomNormal(new Shape(9, 3));
        NDArray b = manager.randomNormal(new Shape(3, 9));
        FactoredMatrix circuit = FactoredMatrix.of(a, b);
        NDArray indices = manager.create(new long[] {4, 0, 4});
        int before = manager.getManagedArrays().size();

        LowRank found = solved.lowRank(a, b, b);
        NDArray sample = solved.circuitSample(circuit, indices);

        assertThat(manager.getManagedArrays())
                .hasSize(before + 5)
                .contains(
                        found.smallProduct(),
                        found.svd().u(),
                        found.svd().s(),
                        found.svd().v(),
                        sample);
    }

    @Test
    @DisplayName("keeps the circuit in two factors, which are freed when it is closed")
    void keepsFactors() {
        FactoredMatrix circuit = solved.fullOvCircuit(MODEL, HEAD);
        NDManager owner = circuit.a().getManager();

        assertThat(circuit.a().getShape()).isEqualTo(new Shape(2048, 32));
        assertThat(circuit.b().getShape()).isEqualTo(new Shape(32, 2048));
        circuit.close();
        assertThat(owner.getManagedArrays()).isEmpty();
    }

    @Test
    @DisplayName("shows in figures that an induction head raises the logit of what it looks at")
    void figures() {
        var sample = ((HeatMap) sketch("ov-circuit-sample").draw().plot())
                .facets()
                .getFirst()
                .values()
                .toArray();
        var row = (BarChart) sketch("ov-circuit-row").draw().plot();
        var values = (LineChart) sketch("singular-values").draw().plot();

        int raisedMost = 0;
        for (int token = 0; token < sample.length; token++) {
            int rivals = 0;
            for (float rival : sample[token]) {
                rivals += rival > sample[token][token] ? 1 : 0;
            }
            raisedMost += rivals == 0 ? 1 : 0;
        }
        assertThat(raisedMost).isGreaterThan(sample.length / 2);
        assertThat(row.series().getFirst().values()).hasSize(12).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(row.categories().labels()).contains("·people 0");
        assertThat(values.series().getFirst().values()).hasSize(32).isSortedAccordingTo(Comparator.reverseOrder());
    }

    private Sketch sketch(String name) {
        return CourseFigures.of(solved, MODEL).stream()
                .filter(sketch -> sketch.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAlike(NDArray found, NDArray expected) {
        assertThat(found.getShape()).isEqualTo(expected.getShape());
        assertThat(found.sub(expected).abs().max().getFloat()).isCloseTo(0, within(1e-3f));
    }
}
