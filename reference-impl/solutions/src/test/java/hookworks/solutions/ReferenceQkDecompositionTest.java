package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.figures.CourseFigures;
import hookworks.exercises.figures.Sketch;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.plots.HeatMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Section 4, solved, of the bundled model's queries and keys")
final class ReferenceQkDecompositionTest {
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
    @DisplayName("adds components up to what layer 1 reads, to its queries and keys, and to its scores")
    void addsUp() {
        ActivationCache cache = run();

        NDArray input = solved.decomposeQkInput(cache);
        NDArray queries = solved.decomposeQ(input, MODEL, HEAD);
        NDArray keys = solved.decomposeK(input, MODEL, HEAD);
        NDArray scores = solved.decomposeAttnScores(queries, keys);

        var first = new int[] {0};
        assertAlike(input.sum(first), cache.get("resid_pre", 1).add(cache.get("pos_embed")));
        assertAlike(queries.sum(first), cache.get("q", 1).get(new NDIndex(":, {}", HEAD.index())));
        assertAlike(keys.sum(first), cache.get("k", 1).get(new NDIndex(":, {}", HEAD.index())));
        NDArray lastQuery = scores.sum(new int[] {0, 1}).get("-1");
        assertAlike(lastQuery, cache.get("attn_scores", 1).get(new NDIndex("{}, -1", HEAD.index())));
    }

    @Test
    @DisplayName("leaves one tensor, its result, with the owner of what it is given")
    void leavesNothing() {
        ActivationCache cache = run();
        int before = manager.getManagedArrays().size();

        NDArray input = solved.decomposeQkInput(cache);
        NDArray queries = solved.decomposeQ(input, MODEL, HEAD);
        NDArray scores = solved.decomposeAttnScores(queries, queries);

        assertThat(manager.getManagedArrays()).hasSize(before + 3).contains(input, queries, scores);
    }

    @Test
    @DisplayName("keeps the circuit in two factors, which are freed when it is closed")
    void keepsFactors() {
        var circuit = solved.kCompositionCircuit(MODEL, new Head(0, 0), HEAD);
        var owner = circuit.a().getManager();

        assertThat(circuit.a().getShape()).isEqualTo(new Shape(2048, 32));
        assertThat(circuit.b().getShape()).isEqualTo(new Shape(32, 2048));
        circuit.close();
        assertThat(owner.getManagedArrays()).isEmpty();
    }

    @Test
    @DisplayName("shows in figures that an induction head looks for what the previous-token head wrote")
    void figures() {
        float[][] deviations = values(sketch("score-deviations"));
        float[][] sample = values(sketch("k-composition-sample"));

        int embed = 0;
        int previous = 2;
        for (int row = 0; row < deviations.length; row++) {
            for (int column = 0; column < deviations[row].length; column++) {
                if (row != embed || column != previous) {
                    assertThat(deviations[row][column]).isLessThan(deviations[embed][previous] / 2);
                }
            }
        }
        for (int token = 1; token < sample.length; token++) {
            assertThat(sample[token][token]).isGreaterThan(sample[token][token - 1]);
        }
    }

    private ActivationCache run() {
        NDArray tokens = manager.create(new long[][] {{0, 77, 1203, 540, 9, 77, 1203, 540, 9}});
        ActivationCache cache = MODEL.runWithCache(tokens).cache();
        cache.computeHeadResults();
        return cache.removeBatchDim();
    }

    private Sketch sketch(String name) {
        return CourseFigures.of(solved, MODEL).stream()
                .filter(sketch -> sketch.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static float[][] values(Sketch sketch) {
        return ((HeatMap) sketch.draw().plot()).facets().getFirst().values().toArray();
    }

    private static void assertAlike(NDArray found, NDArray expected) {
        assertThat(found.getShape()).isEqualTo(expected.getShape());
        assertThat(found.sub(expected).abs().max().getFloat()).isCloseTo(0, within(1e-3f));
    }
}
