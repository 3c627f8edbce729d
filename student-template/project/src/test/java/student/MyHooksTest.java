package student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.hooks.HookPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("induction-score-hook")
final class MyHooksTest {
    private static final HookPoint LAYER_1 = HookPoint.named("blocks.1.attn.hook_pattern");

    /** BOS and a block of S = 2 tokens, twice; one head. */
    private static final float[] ONE_HEAD = {
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.3f, 0.7f, 0.0f, 0.0f, 0.0f,
        0.1f, 0.5f, 0.4f, 0.0f, 0.0f,
        0.0f, 0.1f, 0.8f, 0.1f, 0.0f,
        0.1f, 0.1f, 0.1f, 0.6f, 0.1f,
    };

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    @DisplayName("scores one head of one row: S = 2, and the score is 0.55")
    void scoresOneHead() {
        NDArray pattern = manager.create(ONE_HEAD, new Shape(1, 1, 5, 5));
        NDArray store = manager.zeros(new Shape(2, 1));

        NDArray filed = Attempt.at(() -> new MyHooks().inductionScoreHook(pattern, LAYER_1, store));

        assertEquals(new Shape(2, 1), filed.getShape(), "shape [layer, head] of what you return");
        assertEquals(DataType.FLOAT32, filed.getDataType(), "type of what you return");
        assertEquals(0.55f, filed.getFloat(1, 0), 1e-4f, "score of layer 1, head 0");
    }

    @Test
    @DisplayName("averages over the batch: a second row without attention on the stripe halves the score")
    void averagesOverTheBatch() {
        NDArray first = manager.create(ONE_HEAD, new Shape(1, 1, 5, 5));
        NDArray second = manager.eye(5).reshape(1, 1, 5, 5);
        NDArray store = manager.zeros(new Shape(2, 1));

        NDArray filed = Attempt.at(() -> new MyHooks().inductionScoreHook(first.concat(second, 0), LAYER_1, store));

        assertEquals(0.275f, filed.getFloat(1, 0), 1e-4f, "score of layer 1, head 0");
    }

    @Test
    @DisplayName("keeps the other layers' rows, whatever they hold")
    void keepsOtherRows() {
        NDArray pattern = manager.create(ONE_HEAD, new Shape(1, 1, 5, 5));
        NDArray store = manager.create(new float[] {-3, 8, 5}, new Shape(3, 1));

        NDArray filed = Attempt.at(() -> new MyHooks().inductionScoreHook(pattern, LAYER_1, store));

        assertArrayEquals(new float[] {-3, 0.55f, 5}, filed.toFloatArray(), 1e-4f, "the store, layer by layer");
    }
}
