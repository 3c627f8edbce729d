package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.SeededModel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("section 4, queries and keys")
final class MyQkDecompositionTest {
    private static final int WIDTH = 16;

    /** Random weights: two layers of three heads, each 4 wide. */
    private static final SeededModel RANDOM = new SeededModel(
            HookedTransformerConfig.attentionOnly()
                    .nLayers(2)
                    .nHeads(3)
                    .dModel(WIDTH)
                    .dHead(4)
                    .nCtx(24)
                    .dVocab(13)
                    .build(),
            0.6,
            4);

    private final NDManager manager = NDManager.newBaseManager();
    private final HookedTransformer model = HookedTransformer.seeded(RANDOM, Device.cpu());
    private final ModelWeights weights = model.weights(manager);
    private final MyReverseEngineering mine = new MyReverseEngineering();

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    @Test
    @DisplayName(
            "decompose-qk-input: lists tokens, positions and three heads, on two positions of a stream that is two wide")
    void fiveComponents() {
        var cache = ActivationCache.withoutBatchDim(Map.of(
                "hook_embed", manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)),
                "hook_pos_embed", manager.create(new float[] {10, 20, 30, 40}, new Shape(2, 2)),
                "blocks.0.attn.hook_result", // [pos, head, d_model]
                        manager.create(new float[] {5, 0, 6, 0, 7, 0, 5, 1, 6, 1, 7, 1}, new Shape(2, 3, 2))));

        NDArray parts = Attempt.at(() -> mine.decomposeQkInput(cache));

        assertEquals(new Shape(5, 2, 2), parts.getShape(), "shape [2 + head, pos, d_model]");
        assertEquals(DataType.FLOAT32, parts.getDataType(), "type of the components");
        assertArrayEquals(
                new float[] {1, 2, 3, 4, 10, 20, 30, 40, 5, 0, 5, 1, 6, 0, 6, 1, 7, 0, 7, 1},
                parts.toFloatArray(),
                1e-4f,
                "tokens, positions, head 0, head 1, head 2");
    }

    @Test
    @DisplayName("decompose-q: of two components, 1 in one place and 0 elsewhere, makes two rows of head 1.2's W_Q")
    void rowsOfWQ() {
        NDArray input = onesAt(3, 11);

        NDArray queries = Attempt.at(() -> mine.decomposeQ(input, model, new Head(1, 2)));

        assertRows(weights.wQ().get(1, 2), queries, 3, 11);
    }

    @Test
    @DisplayName("decompose-k: of two components, 1 in one place and 0 elsewhere, makes two rows of head 1.2's W_K")
    void rowsOfWK() {
        NDArray input = onesAt(3, 11);

        NDArray keys = Attempt.at(() -> mine.decomposeK(input, model, new Head(1, 2)));

        assertRows(weights.wK().get(1, 2), keys, 3, 11);
    }

    @Test
    @DisplayName(
            "decompose-attn-scores: multiplies two components of the query with one of the key, and halves, since d_head is 4")
    void twoTimesOne() {
        NDArray q = manager.eye(4).reshape(2, 2, 4); // each position looks for one place of a key
        NDArray k = manager.create(new float[] {2, 4, 6, 8, 10, 12, 14, 16}, new Shape(1, 2, 4));

        NDArray scores = Attempt.at(() -> mine.decomposeAttnScores(q, k));

        assertEquals(new Shape(2, 1, 2, 2), scores.getShape(), "shape [query component, key component, query, key]");
        assertArrayEquals(
                new float[] {1, 5, 2, 6, 3, 7, 4, 8},
                scores.toFloatArray(),
                1e-4f,
                "of the first component, then of the second: a row for each query, a column for each key");
    }

    @Test
    @DisplayName(
            "k-composition-circuit: is 13 x 13 through a head's 4, and says how much token 5 looks for token 7 behind it")
    void oneCellOfTheCircuit() {
        FactoredMatrix circuit = Attempt.at(() -> mine.kCompositionCircuit(model, new Head(0, 1), new Head(1, 2)));

        assertEquals(new Shape(13, 13), circuit.shape(), "shape [query token, key token]");
        assertEquals(4, circuit.mdim(), "mdim, where the two factors meet");
        NDArray query = weights.wE().get("5:6").matMul(weights.wQ().get(1, 2));
        NDArray written = weights.wE()
                .get("7:8")
                .matMul(weights.wV().get(0, 1))
                .matMul(weights.wO().get(0, 1));
        NDArray key = written.matMul(weights.wK().get(1, 2));
        assertEquals(query.mul(key).sum().getFloat(), circuit.ab().getFloat(5, 7), 1e-4f, "row 5, column 7");
    }

    /** {@code [component, 1, d_model]}: of each component the place that is 1. */
    private NDArray onesAt(int... places) {
        float[] cells = new float[places.length * WIDTH];
        for (int component = 0; component < places.length; component++) {
            cells[component * WIDTH + places[component]] = 1;
        }
        return manager.create(cells, new Shape(places.length, 1, WIDTH));
    }

    private static void assertRows(NDArray matrix, NDArray parts, int... rows) {
        assertEquals(new Shape(rows.length, 1, 4), parts.getShape(), "shape [component, pos, d_head]");
        for (int component = 0; component < rows.length; component++) {
            assertArrayEquals(
                    matrix.get(rows[component]).toFloatArray(),
                    parts.get(component).toFloatArray(),
                    1e-4f,
                    "component " + component);
        }
    }
}
