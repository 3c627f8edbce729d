package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a person reads of")
class ReadableTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    @DisplayName("a model is its shape and a tree of hook points, with layers that are alike drawn once")
    void model() {
        try (HookedTransformer model = SmallModel.load()) {
            assertThat(model).hasToString("""
                    HookedTransformer on cpu(), 6,589 parameters, 20 hook points: 2 layers, d_model 24, \
                    5 heads of d_head 4, attention-only, no normalization, shortformer positions, n_ctx 32, d_vocab 37, float32
                    ├─ hook_embed
                    ├─ hook_pos_embed
                    └─ blocks.0 to blocks.1
                       ├─ hook_resid_pre
                       ├─ attn
                       │  ├─ hook_q
                       │  ├─ hook_k
                       │  ├─ hook_v
                       │  ├─ hook_attn_scores
                       │  ├─ hook_pattern
                       │  └─ hook_z
                       ├─ hook_attn_out
                       └─ hook_resid_post""");
            model.setUseAttnResult(true);
            assertThat(model.toString()).contains("│  └─ hook_result").contains("22 hook points");
        }
    }

    @Test
    @DisplayName("a model with everything names it in the reference's terms")
    void everything() {
        assertThat(Architectures.GROUPED_ROTARY.config())
                .hasToString(
                        "2 layers, d_model 24, 6 heads of d_head 4 (2 for keys and values), d_mlp 50 (silu, gated),"
                                + " RMS, rotary positions, n_ctx 32, d_vocab 37, float32");
        assertThat(Architectures.LOCAL_CAPPED.config())
                .hasToString(
                        "2 layers, d_model 24, 6 heads of d_head 4, 1 of the layers see 3 keys, scores capped at 2.0,"
                                + " d_mlp 50 (relu, gated), RMS before and after, standard positions, n_ctx 32, d_vocab 37,"
                                + " logits capped at 3.0, float32");
        try (HookedTransformer model = Architectures.GPT2_STYLE.load()) {
            assertThat(model.toString())
                    .contains("├─ blocks.0 to blocks.1", "│  ├─ ln1", "│  │  ├─ hook_scale", "└─ ln_final");
        }
    }

    @Test
    @DisplayName("a cache is the names and shapes that it holds")
    void cache() {
        try (HookedTransformer model = SmallModel.load()) {
            CachedRun run = model.runWithCache(SmallModel.tokens(manager));
            assertThat(run.cache().toString())
                    .startsWith("ActivationCache of 20 activations\n  hook_embed (3, 11, 24)\n")
                    .endsWith("\n  blocks.1.hook_resid_post (3, 11, 24)");
            run.close();
            assertThat(run.cache()).hasToString("ActivationCache(closed)");
        }
    }
}
