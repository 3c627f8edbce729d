package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import hookworks.lens.parameters.ModelWeights;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private final HookedTransformer model = SmallModel.load();
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final NDArray tokens = SmallModel.tokens(manager);

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    private int arrays() {
        return manager.getManagedArrays().size();
    }

    @Test
    @DisplayName("every operation leaves its result with the tokens' manager, and nothing else")
    void leavesOnlyResults() {
        List<Function<NDArray, NDArray>> operations = List.of(
                model::forward,
                model::loss,
                model::lossPerToken,
                ids -> model.forwardUntilLayer(ids, 1),
                ids -> model.forwardUntilLayer(ids, 0),
                ids -> model.runWithHooks(ids, List.of(Hook.replacing(name -> true, (value, point) -> value.mul(2)))));
        for (var operation : operations) {
            try (NDArray result = operation.apply(tokens)) {
                assertThat(result.getManager()).isSameAs(manager);
                assertThat(arrays()).isEqualTo(2);
            }
            assertThat(arrays()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a cached run holds what was asked for, until closed")
    void cacheHoldsWhatWasAsked() {
        try (CachedRun run = model.runWithCache(tokens)) {
            assertThat(arrays()).isEqualTo(2 + run.cache().names().size());
        }
        assertThat(arrays()).isEqualTo(1);
        try (CachedRun run = model.runWithCache(tokens, HookFilter.names(HookName.pattern(1)))) {
            assertThat(arrays()).isEqualTo(3);
            run.cache().get("pattern", 1).close();
        }
        assertThat(arrays()).isEqualTo(1);
    }

    @Test
    @DisplayName("a closed cache says so")
    void closedCache() {
        CachedRun run = model.runWithCache(tokens);
        run.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> run.cache().get("pattern", 1))
                .withMessageContaining("the cache is closed, and 'pattern' with it");
        assertThatIllegalStateException()
                .isThrownBy(() -> run.cache().get("hook_embed"))
                .withMessageContaining("the cache is closed");
    }

    @Test
    @DisplayName("closing one cached activation leaves the others alone")
    void activationsAreApart() {
        try (CachedRun run = model.runWithCache(tokens)) {
            run.cache().get("resid_post", 0).close();
            assertThat(run.cache().get("resid_pre", 1).toFloatArray()).hasSize(3 * 11 * 24);
        }
    }

    @Test
    @DisplayName("a run that throws leaves nothing, not even what was cached before")
    void throwsAway() {
        model.addHook(Hook.reading(HookName.pattern(1), (pattern, point) -> {
            throw new ArithmeticException("late");
        }));
        assertThatThrownBy(() -> model.runWithCache(tokens)).isInstanceOf(ArithmeticException.class);
        assertThat(arrays()).isEqualTo(1);
    }

    @Test
    @DisplayName("a model's manager takes nothing more; views in another manager may be computed with")
    void weightsAreCapped() {
        assertThatIllegalStateException().isThrownBy(() -> model.wE().mul(2));

        ModelWeights views = model.weights(manager);
        assertThat(views.wQ().get(0).getManager()).isSameAs(manager);
        assertThat(views.wQ()).isEqualTo(model.wQ());
        assertThat(views.bU()).isEqualTo(model.bU());
    }

    @Test
    @DisplayName("results outlive the model")
    void outlives() {
        NDArray logits;
        try (var brief = SmallModel.load()) {
            logits = brief.forward(tokens);
        }
        assertThat(logits.toFloatArray()).hasSize(3 * 11 * 37);
    }

    @Test
    @DisplayName("threads with managers of their own share a model")
    void threads() throws Exception {
        float[] expected = model.forward(tokens).toFloatArray();
        Callable<float[]> run = () -> {
            try (NDManager own = NDManager.newBaseManager(Device.cpu())) {
                NDArray ids = SmallModel.tokens(own);
                for (int time = 0; time < 20; time++) {
                    try (CachedRun cached = model.runWithCache(ids)) {
                        assertThat(cached.logits().toFloatArray()).isEqualTo(expected);
                    }
                }
                return model.forward(ids).toFloatArray();
            }
        };
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var result : pool.invokeAll(List.of(run, run))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }
}
