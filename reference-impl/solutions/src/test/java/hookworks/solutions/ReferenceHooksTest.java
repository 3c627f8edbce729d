package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.parameters.SeededModel;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Section 3, solved,")
final class ReferenceHooksTest {
    private static final HookPoint Z = HookPoint.named("blocks.0.attn.hook_z");
    private static final SeededModel MODEL = new SeededModel(
            HookedTransformerConfig.attentionOnly()
                    .nLayers(2)
                    .nHeads(3)
                    .dModel(16)
                    .dHead(4)
                    .nCtx(8)
                    .dVocab(11)
                    .build(),
            0.4,
            1);

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

    @Test
    @DisplayName("adds up to the logits of a real run, row by row")
    void attributionAddsUp() {
        try (var manager = NDManager.newBaseManager();
                var model = HookedTransformer.seeded(MODEL, Device.cpu());
                var run = model.runWithCache(repeated(manager).get("0:1"))) {
            run.cache().computeHeadResults();
            var cache = run.cache().removeBatchDim();
            var results = List.of(cache.get("result", 0), cache.get("result", 1));
            NDArray tokens = repeated(manager).get(0);

            NDArray attribution = new ReferenceHooks()
                    .logitAttribution(
                            cache.get("embed"), results, model.weights(manager).wU(), tokens);

            for (int pos = 0; pos < 6; pos++) {
                float logit = run.logits().getFloat(0, pos, tokens.getLong(pos + 1));
                assertThat(attribution.get(pos).sum().getFloat()).isCloseTo(logit, within(1e-4f));
            }
        }
    }

    @Test
    @DisplayName("zeroes a head, or puts its mean in its place, and leaves the others and its argument alone")
    void ablatesOneHead() {
        try (var manager = NDManager.newBaseManager()) {
            var z = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(2, 1, 2, 2));

            var zeroed = new ReferenceHooks().zeroAblateHead(z, Z, 1);
            var meaned = new ReferenceHooks().meanAblateHead(z, Z, 1);

            assertThat(zeroed.toFloatArray()).containsExactly(1, 2, 0, 0, 5, 6, 0, 0);
            assertThat(meaned.toFloatArray()).containsExactly(1, 2, 5, 6, 5, 6, 5, 6);
            assertThat(z.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
            assertThat(manager.getManagedArrays()).hasSize(3);
        }
    }

    @Test
    @DisplayName("gets the same score for a head from its ablation and from keeping all the others")
    void scoresAgree() {
        try (var manager = NDManager.newBaseManager();
                var model = HookedTransformer.seeded(MODEL, Device.cpu())) {
            var all = List.of(head(0, 0), head(0, 1), head(0, 2), head(1, 0), head(1, 1), head(1, 2));
            var others = all.stream().filter(head -> !head.equals(head(1, 0))).toList();
            NDArray tokens = repeated(manager);
            var solved = new ReferenceHooks();

            NDArray scores = solved.ablationScores(model, tokens);

            double difference = solved.circuitOnlyLoss(model, tokens, others, false)
                    - solved.circuitOnlyLoss(model, tokens, all, false);
            assertThat((double) scores.getFloat(1, 0)).isCloseTo(difference, within(1e-5));
        }
    }

    @Test
    @DisplayName("leaves one tensor of each run with the caller, its result, and none of a loss")
    void leavesNoRun() {
        try (var manager = NDManager.newBaseManager();
                var model = HookedTransformer.seeded(MODEL, Device.cpu())) {
            NDArray tokens = repeated(manager);

            new ReferenceHooks().inductionScores(model, tokens);
            assertThat(manager.getManagedArrays()).hasSize(2);
            new ReferenceHooks().ablationScores(model, tokens);
            assertThat(manager.getManagedArrays()).hasSize(3);
            new ReferenceHooks().circuitOnlyLoss(model, tokens, List.of(head(0, 1)), true);
            assertThat(manager.getManagedArrays()).hasSize(3);
        }
    }

    private static Head head(int layer, int index) {
        return new Head(layer, index);
    }

    /** Two rows of S = 3. */
    private static NDArray repeated(NDManager manager) {
        return manager.create(new long[] {2, 5, 1, 7, 5, 1, 7, 2, 8, 8, 3, 8, 8, 3}, new Shape(2, 7));
    }
}
