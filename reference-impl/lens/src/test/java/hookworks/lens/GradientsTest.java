package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A run with gradients")
class GradientsTest {

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final NDArray tokens = Architectures.tokens(manager, 2, 7);

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName("finds at hook points what small changes there find")
    void finiteDifferences(Architectures architecture) {
        try (HookedTransformer model = architecture.load()) {
            for (String name : List.of(HookName.residPre(1), HookName.v(0), HookName.pattern(1))) {
                var request = GradientRequest.at(HookFilter.names(name)).withObjective(GradientsTest::oneLogit);
                try (GradientRun run = model.runWithGradients(tokens, request)) {
                    NDArray direction = run.gradient(name).sign();
                    float expected = run.gradient(name).mul(direction).sum().getFloat();
                    float step = 1e-3f;
                    float up = objective(model, name, direction.mul(step));
                    float down = objective(model, name, direction.mul(-step));
                    assertThat((up - down) / (2 * step))
                            .as(name)
                            .isCloseTo(expected, within(0.02f * Math.abs(expected) + 2e-3f));
                }
            }
        }
    }

    @Test
    @DisplayName("reach every weight and hook point, whichever expensive points the run passes")
    void flags() {
        try (HookedTransformer model = Architectures.GPT2_STYLE.load()) {
            var request = GradientRequest.at(HookFilter.names(HookName.residPre(0)))
                    .withParameters("embed.W_E", "pos_embed.W_pos", "blocks.0.attn.W_K", "blocks.1.mlp.W_in");
            try (GradientRun plain = model.runWithGradients(tokens, request)) {
                model.setUseSplitQkvInput(true);
                model.setUseAttnResult(true);
                model.setUseHookMlpIn(true);
                try (GradientRun apart = model.runWithGradients(
                        tokens, request.withHooks(List.of(Hook.reading(HookName.POS_EMBED, (value, point) -> {}))))) {
                    plain.parameters()
                            .forEach((name, gradient) -> assertThat(
                                            apart.parameterGradient(name).toFloatArray())
                                    .as(name)
                                    .containsExactly(gradient.toFloatArray(), within(1e-5f)));
                    assertThat(plain.parameterGradient("pos_embed.W_pos")
                                    .abs()
                                    .max()
                                    .getFloat())
                            .isGreaterThan(1e-3f);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Architectures.class)
    @DisplayName("is not spoilt by a garbage collection on the way")
    void survivesGarbageCollection(Architectures architecture) {
        try (HookedTransformer model = architecture.load()) {
            var request = GradientRequest.of("embed.W_E");
            Hook collecting = Hook.reading(name -> name.endsWith("hook_resid_post"), (value, point) -> collect());
            try (GradientRun plain = model.runWithGradients(tokens, request);
                    GradientRun collected = model.runWithGradients(tokens, request.withHooks(List.of(collecting)))) {
                assertThat(numbers(collected.parameterGradient("embed.W_E")))
                        .containsExactly(numbers(plain.parameterGradient("embed.W_E")), within(1e-6f));
            }
        }
    }

    /** Frees what is unreachable, and lets native memory be used again. */
    private static void collect() {
        System.gc();
        for (int time = 0; time < 200; time++) {
            java.nio.ByteBuffer.allocateDirect(64).putDouble(0, 1e9);
        }
    }

    /** Reading what does not lie in order leaves an ordered copy with its manager. */
    private static float[] numbers(NDArray gradient) {
        try (NDManager scratch = gradient.getManager().newSubManager()) {
            NDArray view = gradient.reshape(gradient.getShape());
            view.attach(scratch);
            return view.toFloatArray();
        }
    }

    private static NDArray oneLogit(NDArray logits) {
        return logits.get(new NDIndex("1, -1, 5")).sum();
    }

    private float objective(HookedTransformer model, String name, NDArray change) {
        Hook shift = Hook.replacing(name, (value, point) -> value.add(change));
        try (NDArray logits = model.runWithHooks(tokens, List.of(shift))) {
            return oneLogit(logits).getFloat();
        }
    }

    @Test
    @DisplayName("lets a backward hook change what flows on, and shows what flowed in")
    void backwardHooks() {
        try (HookedTransformer model = Architectures.GPT2_STYLE.load()) {
            var plain = GradientRequest.at(HookFilter.names(HookName.residPre(0), HookName.residPost(1)))
                    .withParameters("blocks.0.attn.W_Q", "unembed.W_U");
            Hook doubling = Hook.backward(HookName.residPre(1), (gradient, point) -> gradient.mul(2));
            Hook cutting = Hook.backward(HookName.residPre(1), (gradient, point) -> gradient.zerosLike());
            try (GradientRun free = model.runWithGradients(tokens, plain);
                    GradientRun doubled = model.runWithGradients(tokens, plain.withHooks(List.of(doubling)));
                    GradientRun cut = model.runWithGradients(tokens, plain.withHooks(List.of(cutting)))) {
                float[] before = free.gradient(HookName.residPre(0)).mul(2).toFloatArray();
                assertThat(doubled.gradient(HookName.residPre(0)).toFloatArray())
                        .containsExactly(before, within(1e-5f));
                assertThat(doubled.gradient(HookName.residPost(1)).toFloatArray())
                        .containsExactly(free.gradient(HookName.residPost(1)).toFloatArray(), within(1e-6f));
                assertThat(cut.parameterGradient("blocks.0.attn.W_Q").toFloatArray())
                        .containsOnly(0f);
                assertThat(cut.parameterGradient("unembed.W_U").toFloatArray())
                        .containsExactly(free.parameterGradient("unembed.W_U").toFloatArray(), within(1e-6f));
            }
        }
    }

    @Test
    @DisplayName("gives the same twice, leaves the model as it was, and only its results behind")
    void repeats() {
        try (HookedTransformer model = Architectures.GROUPED_ROTARY.load()) {
            float[] before = model.forward(tokens).toFloatArray();
            var request = GradientRequest.of("blocks.1.attn._W_K", "embed.W_E");
            int arrays = manager.getManagedArrays().size();
            float[] first;
            try (GradientRun run = model.runWithGradients(tokens, request)) {
                assertThat(manager.getManagedArrays()).hasSize(arrays + 3);
                assertThat(run.parameterGradient("blocks.1.attn._W_K")
                                .getShape()
                                .getShape())
                        .containsExactly(2, 24, 4);
                first = numbers(run.parameterGradient("blocks.1.attn._W_K"));
            }
            try (GradientRun run = model.runWithGradients(tokens, request)) {
                assertThat(numbers(run.parameterGradient("blocks.1.attn._W_K"))).isEqualTo(first);
            }
            assertThat(manager.getManagedArrays()).hasSize(arrays);
            assertThat(model.forward(tokens).toFloatArray()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("refuses an objective that is no number, a gradient of another shape, and an unknown weight")
    void refuses() {
        try (HookedTransformer model = Architectures.SHORTFORMER.load()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.runWithGradients(
                            tokens, GradientRequest.of("embed.W_E").withObjective(logits -> logits.sum(new int[] {0}))))
                    .withMessageContaining("only a scalar has gradients");
            Hook wrong = Hook.backward(HookName.z(0), (gradient, point) -> gradient.sum());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.runWithGradients(
                            tokens, GradientRequest.of("embed.W_E").withHooks(List.of(wrong))))
                    .withMessageContaining("a backward hook at 'blocks.0.attn.hook_z' must return");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.runWithGradients(tokens, GradientRequest.of("blocks.0.mlp.W_in")))
                    .withMessageContaining("this model has no weight 'blocks.0.mlp.W_in'");
        }
    }
}
