package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LowRank;
import hookworks.exercises.Svd;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.SeededModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("section 4, factored matrices and the OV circuit")
final class MyOvCircuitTest {
    /** Random weights: two layers of three heads, each 4 wide. */
    private static final SeededModel RANDOM = new SeededModel(
            HookedTransformerConfig.attentionOnly()
                    .nLayers(2)
                    .nHeads(3)
                    .dModel(16)
                    .dHead(4)
                    .nCtx(24)
                    .dVocab(13)
                    .build(),
            0.6,
            4);

    private final NDManager manager = NDManager.newBaseManager();
    private final MyReverseEngineering mine = new MyReverseEngineering();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    @DisplayName("factored-matrix: adds up the diagonal of a 3 x 3 product: 5 + 4 - 5")
    void trace() {
        assertEquals(4, lowRank().trace(), 1e-4, "trace of AB");
    }

    @Test
    @DisplayName("factored-matrix: finds a 2 x 2 matrix with the two eigenvalues of AB that aren't 0: 6 and -2")
    void smallProduct() {
        NDArray small = lowRank().smallProduct();

        assertEquals(new Shape(2, 2), small.getShape(), "shape [rank, rank]");
        float[] cells = small.toFloatArray();
        assertEquals(6 - 2, cells[0] + cells[3], 1e-3f, "the trace, which is the sum of the eigenvalues");
        assertEquals(
                6 * -2, cells[0] * cells[3] - cells[1] * cells[2], 1e-3f, "the determinant, which is their product");
    }

    @Test
    @DisplayName("factored-matrix: decomposes a product that has a 3 and an 8 and zeros else, the 8 first")
    void svd() {
        NDArray a = manager.create(new float[] {3, 0, 0, 2, 0, 0}, new Shape(3, 2));
        NDArray c = manager.create(new float[] {0, 1, 0, 0, 4, 0, 0, 0}, new Shape(2, 4));

        Svd svd = Attempt.at(() -> mine.lowRank(a, a.transpose(), c)).svd();

        assertEquals(new Shape(3, 2), svd.u().getShape(), "shape of u, [m, rank]");
        assertEquals(new Shape(4, 2), svd.v().getShape(), "shape of v, [n, rank]");
        assertArrayEquals(new float[] {8, 3}, svd.s().toFloatArray(), 1e-3f, "singular values");
        NDArray product = svd.u().mul(svd.s()).matMul(svd.v().transpose());
        assertArrayEquals(
                new float[] {0, 3, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0},
                product.toFloatArray(),
                1e-3f,
                "u diag(s) vᵀ, row by row");
    }

    @Test
    @DisplayName("full-ov-circuit: is 13 x 13 through a head's 4, and says how much looking at token 5 raises token 7")
    void oneCellOfTheCircuit() {
        try (HookedTransformer model = HookedTransformer.seeded(RANDOM, Device.cpu())) {
            ModelWeights weights = model.weights(manager);

            FactoredMatrix circuit = Attempt.at(() -> mine.fullOvCircuit(model, new Head(1, 2)));

            assertEquals(new Shape(13, 13), circuit.shape(), "shape [source token, output token]");
            assertEquals(4, circuit.mdim(), "mdim, where the two factors meet");
            NDArray value = weights.wE().get("5:6").matMul(weights.wV().get(1, 2));
            NDArray logits = value.matMul(weights.wO().get(1, 2)).matMul(weights.wU());
            assertEquals(logits.getFloat(0, 7), circuit.ab().getFloat(5, 7), 1e-4f, "row 5, column 7");
        }
    }

    @Test
    @DisplayName("ov-circuit-sample: takes rows and columns 2, 0 and 2 again of a circuit of rank 1")
    void threeOfThree() {
        NDArray a = manager.create(new float[] {1, 2, 3}, new Shape(3, 1));
        NDArray b = manager.create(new float[] {10, 1, 5}, new Shape(1, 3));
        NDArray indices = manager.create(new long[] {2, 0, 2});

        NDArray sample = Attempt.at(() -> mine.circuitSample(FactoredMatrix.of(a, b), indices));

        assertEquals(new Shape(3, 3), sample.getShape(), "shape [n, n]");
        assertEquals(DataType.FLOAT32, sample.getDataType(), "type of the sample");
        assertArrayEquals(
                new float[] {15, 30, 15, 5, 10, 5, 15, 30, 15},
                sample.toFloatArray(),
                1e-4f,
                "3 times 5, 10, 5, then 1 times, then 3 times again");
    }

    private LowRank lowRank() {
        NDArray a = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(3, 2));
        NDArray b = manager.create(new float[] {1, 0, -1, 2, 1, 0}, new Shape(2, 3));
        return Attempt.at(() -> mine.lowRank(a, b, b));
    }
}
