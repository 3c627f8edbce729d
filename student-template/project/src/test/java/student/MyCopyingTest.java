package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.SeededModel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("section 4, copying, and positions")
final class MyCopyingTest {
    private static final int CONTEXT = 11;

    /** Random weights: two layers of three heads, each 4 wide. */
    private static final SeededModel RANDOM = new SeededModel(
            HookedTransformerConfig.attentionOnly()
                    .nLayers(2)
                    .nHeads(3)
                    .dModel(16)
                    .dHead(4)
                    .nCtx(CONTEXT)
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
    @DisplayName("top-1-accuracy: two of four rows have their largest entry on the diagonal, in batches of any size")
    void twoOfFourRows() {
        var circuit = FactoredMatrix.of(fourByTwo(), twoByFour());

        for (int batchSize : new int[] {2, 3, 1, 4, 9}) {
            double share = Attempt.at(() -> mine.top1Accuracy(circuit, batchSize));
            assertEquals(0.5, share, 1e-6, "share of rows, in batches of " + batchSize);
        }
    }

    @Test
    @DisplayName("top-k-accuracy: a third row has its diagonal second, and the fourth one third")
    void nearMisses() {
        var circuit = FactoredMatrix.of(fourByTwo(), twoByFour());

        assertEquals(0.5, Attempt.at(() -> mine.topKAccuracy(circuit, 1, 3)), 1e-6, "k = 1");
        assertEquals(0.75, Attempt.at(() -> mine.topKAccuracy(circuit, 2, 3)), 1e-6, "k = 2");
        assertEquals(1, Attempt.at(() -> mine.topKAccuracy(circuit, 3, 3)), 1e-6, "k = 3");
        assertEquals(1, Attempt.at(() -> mine.topKAccuracy(circuit, 7, 3)), 1e-6, "k = 7, of four columns");
    }

    @Test
    @DisplayName("effective-ov-circuit: adds up what two heads do, and is 13 x 13 through 4 for each of them")
    void oneCellOfTwoHeads() {
        List<Head> heads = List.of(new Head(1, 2), new Head(1, 0));

        FactoredMatrix circuit = Attempt.at(() -> mine.effectiveOvCircuit(model, heads));

        assertEquals(new Shape(13, 13), circuit.shape(), "shape [token, logit]");
        assertEquals(8, circuit.mdim(), "mdim, where the two factors meet");
        float logit = 0;
        for (Head head : heads) {
            NDArray moved = weights.wE().get("5:6").matMul(weights.wV().get(head.layer(), head.index()));
            NDArray written = moved.matMul(weights.wO().get(head.layer(), head.index()));
            logit += written.matMul(weights.wU().get(":, 7:8")).getFloat();
        }
        assertEquals(logit, circuit.ab().getFloat(5, 7), 1e-4f, "row 5, column 7");
    }

    @Test
    @DisplayName("pos-by-pos-pattern: position 0 has only itself to look at, and position 1 chooses between two keys")
    void twoKeys() {
        NDArray pattern = Attempt.at(() -> mine.posByPosPattern(model, new Head(1, 2)));

        assertEquals(new Shape(CONTEXT, CONTEXT), pattern.getShape(), "shape [query, key], n_ctx of each");
        assertEquals(DataType.FLOAT32, pattern.getDataType(), "type of the pattern");
        float[] cells = pattern.toFloatArray();
        assertEquals(1, cells[0], 1e-4f, "query 0 on key 0");
        NDArray query = weights.wPos().get(1).matMul(weights.wQ().get(1, 2));
        NDArray keys = weights.wPos().get(":2").matMul(weights.wK().get(1, 2));
        float[] scores = keys.matMul(query).div(2).toFloatArray(); // 2 is the square root of d_head
        float atKeyOne = (float) (1 / (1 + Math.exp(scores[0] - scores[1]))); // a softmax of two
        assertArrayEquals(
                new float[] {1 - atKeyOne, atKeyOne, 0},
                new float[] {cells[CONTEXT], cells[CONTEXT + 1], cells[CONTEXT + 2]},
                1e-4f,
                "query 1 on keys 0, 1 and 2");
    }

    /**
     * The left factor of
     *
     * <pre>
     *   3  1  0  2
     *   0  2  4  1
     *   3  3  4  3
     *  -3 -1  0 -2
     * </pre>
     */
    private NDArray fourByTwo() {
        return manager.create(new float[] {1, 0, 0, 1, 1, 1, -1, 0}, new Shape(4, 2));
    }

    private NDArray twoByFour() {
        return manager.create(new float[] {3, 1, 0, 2, 0, 2, 4, 1}, new Shape(2, 4));
    }
}
