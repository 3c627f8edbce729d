package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.hooks.HookScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HooksTest {
    private final HookedTransformer model = SmallModel.load();
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final NDArray tokens = SmallModel.tokens(manager);
    private final float[] untouched = logits();

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    private float[] logits() {
        try (NDArray logits = model.forward(tokens)) {
            return logits.toFloatArray();
        }
    }

    private static Hook zeroing(String name) {
        return Hook.replacing(name, (value, point) -> value.zerosLike());
    }

    @Test
    @DisplayName("a run passes the hook points in TransformerLens' order, and the cache keeps it")
    void order() {
        var seen = new ArrayList<String>();
        try (var scope = model.hooks(List.of(Hook.reading(name -> true, (value, point) -> seen.add(point.name()))));
                CachedRun run = model.runWithCache(tokens)) {
            assertThat(scope).isNotNull();
            assertThat(run.cache().names()).containsExactlyElementsOf(seen);
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        model.hookPoints().stream().map(HookPoint::name).toList())
                .startsWith("hook_embed", "hook_pos_embed", "blocks.0.hook_resid_pre", "blocks.0.attn.hook_q")
                .endsWith("blocks.1.attn.hook_z", "blocks.1.hook_attn_out", "blocks.1.hook_resid_post");
    }

    @Test
    @DisplayName("hooks of one run leave nothing on the model, and work in the order given")
    void scoped() {
        var seen = new ArrayList<Float>();
        float[] hooked = model.runWithHooks(
                        tokens,
                        List.of(
                                Hook.replacing(HookName.z(0), (z, point) -> z.onesLike()),
                                Hook.reading(HookName.z(0), (z, point) -> seen.add(z.getFloat(0, 0, 0, 0))),
                                zeroing(HookName.z(0))))
                .toFloatArray();

        assertThat(seen).containsExactly(1f);
        assertThat(hooked).isNotEqualTo(untouched);
        assertThat(logits()).isEqualTo(untouched);
    }

    @Test
    @DisplayName("hooks stay on a model until their scope closes or they are reset")
    void onTheModel() {
        HookScope scope = model.hooks(List.of(zeroing(HookName.z(0))));
        assertThat(logits()).isNotEqualTo(untouched);
        scope.close();
        assertThat(logits()).isEqualTo(untouched);
        model.addHook(zeroing(HookName.z(1)));
        assertThat(logits()).isNotEqualTo(untouched);
        model.resetHooks();
        assertThat(logits()).isEqualTo(untouched);
    }

    @Test
    @DisplayName("a hook that throws ends the run with its own exception and is gone")
    void throwing() {
        var mine = new IllegalStateException("from the hook");
        var hook = Hook.reading(HookName.pattern(1), (pattern, point) -> {
            throw mine;
        });

        assertThatThrownBy(() -> model.runWithHooks(tokens, List.of(hook))).isSameAs(mine);
        assertThat(logits()).isEqualTo(untouched);
        assertThatThrownBy(() -> {
                    try (HookScope scope = model.hooks(List.of(hook))) {
                        assertThat(scope).isNotNull();
                        model.runWithCache(tokens);
                    }
                })
                .isSameAs(mine);
        assertThat(logits()).isEqualTo(untouched);
    }

    @Test
    @DisplayName("the cache holds what the run used: a replacement, not what it replaced")
    void cachesReplacement() {
        model.addHook(zeroing(HookName.attnOut(0)));
        try (CachedRun run = model.runWithCache(tokens)) {
            assertThat(run.cache().get("attn_out", 0).abs().sum().getFloat()).isZero();
            assertThat(run.cache().get("resid_post", 0).toFloatArray())
                    .isEqualTo(run.cache().get("resid_pre", 0).toFloatArray());
        }
    }

    @Test
    @DisplayName("writing in place changes the run from there on, but no earlier cache entry and no weight")
    void writesInPlace() {
        float[] residPost;
        try (CachedRun before = model.runWithCache(tokens)) {
            residPost = before.cache().get("resid_post", 0).toFloatArray();
        }
        for (String name : List.of(HookName.residPre(1), HookName.POS_EMBED, HookName.EMBED)) {
            try (HookScope scope = model.hooks(List.of(Hook.reading(name, (value, point) -> value.muli(0))));
                    CachedRun run = model.runWithCache(tokens)) {
                assertThat(scope).isNotNull();
                assertThat(run.logits().toFloatArray()).isNotEqualTo(untouched);
                assertThat(run.cache().get(name).abs().sum().getFloat()).isZero();
                if (name.equals(HookName.residPre(1))) {
                    assertThat(run.cache().get("resid_post", 0).toFloatArray()).isEqualTo(residPost);
                }
            }
            assertThat(logits()).as("after writing into %s", name).isEqualTo(untouched);
        }
    }

    @Test
    @DisplayName("a replacement may be anybody's array: it stays open, and its owner gains nothing")
    void foreignReplacement() {
        try (NDManager other = NDManager.newBaseManager(Device.cpu())) {
            NDArray zeros = other.zeros(new Shape(3, 11, 5, 4));
            float[] hooked = model.runWithHooks(tokens, List.of(Hook.replacing(HookName.z(0), (z, point) -> zeros)))
                    .toFloatArray();

            assertThat(hooked)
                    .isEqualTo(model.runWithHooks(tokens, List.of(zeroing(HookName.z(0))))
                            .toFloatArray());
            assertThat(zeros.isReleased()).isFalse();
            assertThat(other.getManagedArrays()).hasSize(1);
        }
    }

    @Test
    @DisplayName("a hook may keep its value for a later hook, or for good by attaching it")
    void keeps() {
        var held = new ArrayList<NDArray>();
        try (NDManager mine = NDManager.newBaseManager(Device.cpu())) {
            float[] hooked = model.runWithHooks(
                            tokens,
                            List.of(
                                    Hook.reading(HookName.q(0), (q, point) -> held.add(q)),
                                    Hook.replacing(HookName.k(1), (k, point) -> held.getFirst()),
                                    Hook.reading(HookName.pattern(1), (pattern, point) -> {
                                        pattern.attach(mine);
                                        held.add(pattern);
                                    })))
                    .toFloatArray();

            assertThat(hooked).isNotEqualTo(untouched);
            assertThat(held.getFirst().isReleased()).isTrue();
            assertThat(held.getLast().getShape()).isEqualTo(new Shape(3, 5, 11, 11));
            assertThat(mine.getManagedArrays()).hasSize(1);
        }
    }

    @Test
    @DisplayName("a query with nothing to attend to attends to nothing")
    void nothingToAttendTo() {
        var blind = Hook.replacing(HookName.attnScores(0), (scores, point) -> {
            NDArray changed = scores.duplicate();
            changed.set(new NDIndex("0, 1, 4"), Float.NEGATIVE_INFINITY);
            return changed;
        });
        try (HookScope scope = model.hooks(List.of(blind));
                CachedRun run = model.runWithCache(tokens)) {
            assertThat(scope).isNotNull();
            NDArray pattern = run.cache().get("pattern", 0);
            assertThat(pattern.get("0, 1, 4").toFloatArray()).containsOnly(0f);
            assertThat(pattern.get("0, 1, 5").sum().getFloat())
                    .isCloseTo(1f, org.assertj.core.data.Offset.offset(1e-5f));
            assertThat(run.logits().isNaN().any().getBoolean()).isFalse();
        }
    }

    @Test
    @DisplayName("the scores of later keys are minus infinity, their pattern zero")
    void causal() {
        try (CachedRun run = model.runWithCache(tokens)) {
            NDArray scores = run.cache().get("attn_scores", 1);
            NDArray pattern = run.cache().get("pattern", 1);
            for (int query = 0; query < 11; query++) {
                for (int key = 0; key < 11; key++) {
                    boolean later = key > query;
                    assertThat(scores.getFloat(2, 3, query, key) == Float.NEGATIVE_INFINITY)
                            .isEqualTo(later);
                    assertThat(pattern.getFloat(2, 3, query, key) == 0).isEqualTo(later);
                }
            }
        }
    }

    @Test
    @DisplayName("a replacement of another shape or dtype is refused, naming the point and both")
    void wrongReplacement() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.runWithHooks(
                        tokens, List.of(Hook.replacing(HookName.z(1), (z, point) -> z.transpose(0, 2, 1, 3)))))
                .withMessage("a hook at 'blocks.1.attn.hook_z' must return the shape (3, 11, 5, 4), got (3, 5, 11, 4)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.runWithHooks(
                        tokens, List.of(Hook.replacing(HookName.z(1), (z, point) -> z.toType(DataType.FLOAT64, true)))))
                .withMessageContaining("must return the dtype float32, got float64");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        model.runWithHooks(tokens, List.of(Hook.reading(HookName.z(1), (z, point) -> z.close()))))
                .withMessageContaining("a hook at 'blocks.1.attn.hook_z' closed the activation");
        assertThat(logits()).isEqualTo(untouched);
    }

    @Test
    @DisplayName("an unknown name gets the nearest one, a closed point the switch that opens it")
    void unknownName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.addHook(zeroing("blocks.0.attn.hook_patern")))
                .withMessageContaining("did you mean 'blocks.0.attn.hook_pattern'?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.hookPoint(HookName.result(1)))
                .withMessageContaining("before model.setUseAttnResult(true)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.runWithCache(tokens, HookFilter.names("blocks.2.hook_resid_pre")))
                .withMessageContaining("unknown hook point 'blocks.2.hook_resid_pre'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.runWithHooks(
                        tokens, List.of(Hook.reading(name -> name.contains("mlp"), (value, point) -> {}))))
                .withMessageContaining("matches none of the 20 hook points");
        try (CachedRun run = model.runWithCache(tokens, HookFilter.names(HookName.pattern(0)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run.cache().get("pattern", 1))
                    .withMessageContaining("did you mean 'blocks.0.attn.hook_pattern'?");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run.cache().get("banana", 1))
                    .withMessageContaining("'banana'");
        }
    }

    @Test
    @DisplayName("a filter stores only what it names")
    void filters() {
        try (CachedRun run =
                model.runWithCache(tokens, HookFilter.matching(name -> name.endsWith("hook_pattern")), 1)) {
            assertThat(run.cache().names()).isEqualTo(Set.of("blocks.0.attn.hook_pattern"));
            assertThat(run.logits().getShape()).as("stopped before layer 1").isEqualTo(new Shape(3, 11, 24));
        }
    }

    @Test
    @DisplayName("a hook point knows its layer, where it lies in one")
    void layers() {
        assertThat(HookPoint.named("blocks.12.attn.hook_z").layer()).isEqualTo(12);
        assertThatIllegalStateException()
                .isThrownBy(() -> HookPoint.named("hook_embed").layer())
                .withMessageContaining("'hook_embed' lies in no layer");
        assertThat(model.hookPoint("blocks.1.hook_resid_pre")).isEqualTo(HookPoint.named("blocks.1.hook_resid_pre"));
    }
}
