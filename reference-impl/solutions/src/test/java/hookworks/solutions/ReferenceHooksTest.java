package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.hooks.HookPoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reference induction score hook")
final class ReferenceHooksTest {
    @Test
    @DisplayName("files a worked example: S = 2, where the stripe is one below the diagonal")
    void workedExample() {
        try (var manager = NDManager.newBaseManager()) {
            // One head of one row, 5 x 5, whose cell (q, k) holds 10 q + k.
            float[] cells = new float[25];
            for (int i = 0; i < cells.length; i++) {
                int query = i / 5;
                int key = i % 5;
                cells[i] = 10 * query + key;
            }
            var pattern = manager.create(cells, new Shape(1, 1, 5, 5));
            var store = manager.create(new float[] {7, 8, 9}, new Shape(3, 1));

            var filed = new ReferenceHooks()
                    .inductionScoreHook(pattern, HookPoint.named("blocks.1.attn.hook_pattern"), store);

            // (1, 0), (2, 1), (3, 2) and (4, 3)
            assertThat(filed.toFloatArray()).containsExactly(7, (10 + 21 + 32 + 43) / 4f, 9);
            assertThat(store.toFloatArray()).containsExactly(7, 8, 9);
        }
    }

    @Test
    @DisplayName("leaves one tensor with the caller, its result")
    void leavesOnlyItsResult() {
        try (var manager = NDManager.newBaseManager()) {
            var pattern = manager.ones(new Shape(2, 3, 5, 5));
            var store = manager.zeros(new Shape(4, 3));
            int before = manager.getManagedArrays().size();

            new ReferenceHooks().inductionScoreHook(pattern, HookPoint.named("blocks.3.attn.hook_pattern"), store);

            assertThat(manager.getManagedArrays()).hasSize(before + 1).contains(pattern, store);
        }
    }
}
