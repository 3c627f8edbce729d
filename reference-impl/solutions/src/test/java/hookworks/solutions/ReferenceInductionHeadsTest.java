package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Head;
import hookworks.lens.ActivationCache;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Section 2, solved,")
final class ReferenceInductionHeadsTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final ReferenceInductionHeads solved = new ReferenceInductionHeads();

    @AfterEach
    void close() {
        manager.close();
    }

    @Nested
    @DisplayName("tells apart heads of three positions")
    final class Detectors {
        /** Heads that rest on themselves, on the position before, and on the first. */
        private static final float[] THREE_HEADS = {
            1.0f, 0.0f, 0.0f, 0.0f, 0.1f, 0.9f, 0.0f, 0.0f, 0.1f, 0.1f, 0.8f, 0.0f, 0.0f, 0.1f, 0.1f, 0.8f,
            1.0f, 0.0f, 0.0f, 0.0f, 0.9f, 0.1f, 0.0f, 0.0f, 0.0f, 0.9f, 0.1f, 0.0f, 0.1f, 0.0f, 0.9f, 0.0f,
            1.0f, 0.0f, 0.0f, 0.0f, 0.8f, 0.2f, 0.0f, 0.0f, 0.9f, 0.1f, 0.0f, 0.0f, 0.9f, 0.0f, 0.1f, 0.0f,
        };

        @Test
        @DisplayName("by their mean attention to their own position, to the one before, and to the first")
        void workedExample() {
            try (var cache = cache()) {
                assertThat(solved.currentTokenHeads(cache)).containsExactly(new Head(2, 0));
                assertThat(solved.previousTokenHeads(cache)).containsExactly(new Head(2, 1));
                assertThat(solved.firstTokenHeads(cache))
                        .containsExactly(new Head(2, 1), new Head(2, 2)); // 2.1 looks there from two queries of four
            }
        }

        @Test
        @DisplayName("leaving nothing with the cache's owner")
        void leavesNothing() {
            try (var cache = cache()) {
                int before = manager.getManagedArrays().size();

                solved.currentTokenHeads(cache);
                solved.firstTokenHeads(cache);

                assertThat(manager.getManagedArrays()).hasSize(before);
            }
        }

        private ActivationCache cache() {
            var even = manager.ones(new Shape(3, 4, 4)).div(4);
            return ActivationCache.withoutBatchDim(Map.of(
                    "blocks.0.attn.hook_pattern",
                    even,
                    "blocks.1.attn.hook_pattern",
                    even.duplicate(),
                    "blocks.2.attn.hook_pattern",
                    manager.create(THREE_HEADS, new Shape(3, 4, 4))));
        }
    }
}
