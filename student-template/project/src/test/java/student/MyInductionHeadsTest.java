package student;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Head;
import hookworks.lens.ActivationCache;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("section 2")
final class MyInductionHeadsTest {
    /** Layer 0 on six tokens: head 0 looks one back, head 1 two back. */
    private static final float[] LAYER_0 = {
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.8f, 0.2f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.1f, 0.8f, 0.1f, 0.0f, 0.0f, 0.0f,
        0.0f, 0.1f, 0.8f, 0.1f, 0.0f, 0.0f,
        0.0f, 0.1f, 0.0f, 0.8f, 0.1f, 0.0f,
        0.0f, 0.0f, 0.0f, 0.1f, 0.8f, 0.1f,
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.5f, 0.5f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.7f, 0.2f, 0.1f, 0.0f, 0.0f, 0.0f,
        0.0f, 0.8f, 0.1f, 0.1f, 0.0f, 0.0f,
        0.0f, 0.0f, 0.8f, 0.1f, 0.1f, 0.0f,
        0.0f, 0.0f, 0.0f, 0.8f, 0.1f, 0.1f,
    };

    /** Layer 1: head 0 looks at itself, head 1 at the first token. */
    private static final float[] LAYER_1 = {
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.1f, 0.9f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.1f, 0.1f, 0.8f, 0.0f, 0.0f, 0.0f,
        0.0f, 0.0f, 0.1f, 0.9f, 0.0f, 0.0f,
        0.0f, 0.1f, 0.0f, 0.1f, 0.8f, 0.0f,
        0.0f, 0.0f, 0.1f, 0.0f, 0.1f, 0.8f,
        1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.7f, 0.3f, 0.0f, 0.0f, 0.0f, 0.0f,
        0.8f, 0.1f, 0.1f, 0.0f, 0.0f, 0.0f,
        0.6f, 0.1f, 0.2f, 0.1f, 0.0f, 0.0f,
        0.9f, 0.0f, 0.0f, 0.1f, 0.0f, 0.0f,
        0.8f, 0.0f, 0.1f, 0.0f, 0.0f, 0.1f,
    };

    private final NDManager manager = NDManager.newBaseManager();
    private final MyInductionHeads mine = new MyInductionHeads();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    @DisplayName("current-token-heads: finds 1.0, which scores 0.867; the others score 0.317 at most")
    void findsTheCurrentTokenHead() {
        List<Head> found = Attempt.at(() -> mine.currentTokenHeads(fourHeads()));

        assertEquals(List.of(new Head(1, 0)), found);
    }

    @Test
    @DisplayName("previous-token-heads: finds 0.0, which scores 0.8; the others score 0.22 at most")
    void findsThePreviousTokenHead() {
        List<Head> found = Attempt.at(() -> mine.previousTokenHeads(fourHeads()));

        assertEquals(List.of(new Head(0, 0)), found);
    }

    @Test
    @DisplayName("first-token-heads: finds 1.1, which scores 0.8; the others score 0.367 at most")
    void findsTheFirstTokenHead() {
        List<Head> found = Attempt.at(() -> mine.firstTokenHeads(fourHeads()));

        assertEquals(List.of(new Head(1, 1)), found);
    }

    /** The cache of one text of six tokens: two layers of two heads. */
    private ActivationCache fourHeads() {
        return cache(manager.create(LAYER_0, new Shape(2, 6, 6)), manager.create(LAYER_1, new Shape(2, 6, 6)));
    }

    private static ActivationCache cache(NDArray layer0, NDArray layer1) {
        return ActivationCache.withoutBatchDim(
                Map.of("blocks.0.attn.hook_pattern", layer0, "blocks.1.attn.hook_pattern", layer1));
    }
}
