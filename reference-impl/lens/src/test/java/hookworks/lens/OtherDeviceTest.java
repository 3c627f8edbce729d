package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.patching.ActivationPatching;
import hookworks.lens.patching.Patch;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tensor of another device")
class OtherDeviceTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final HookedTransformer model = SmallModel.load();
    private final NDArray tokens = SmallModel.tokens(manager);

    @AfterEach
    void close() {
        model.close();
        manager.close();
    }

    private static void refuses(ThrowingCallable mixing, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(mixing)
                .withMessageContainingAll("gpu(0)", "cpu()")
                .withMessageContainingAll(words);
    }

    @Test
    @DisplayName("is no factor, and multiplies no factored matrix")
    void factored() {
        NDArray square = manager.ones(new Shape(3, 3));
        NDArray elsewhere = ElsewhereTensor.of(square);
        FactoredMatrix matrix = FactoredMatrix.of(square, square);

        refuses(() -> FactoredMatrix.of(square, elsewhere), "B is on", "A is on", "NDArray.toDevice");
        refuses(() -> matrix.matMul(elsewhere), "the other matrix is on", matrix.toString());
        refuses(() -> matrix.leftMatMul(elsewhere), "the other matrix is on");
        refuses(() -> matrix.matVec(ElsewhereTensor.of(manager.ones(new Shape(3)))), "the vector is on");
    }

    @Test
    @DisplayName("patches no run, whose clean cache came from a model there")
    void patching() {
        String name = HookName.residPre(0);
        NDArray clean = ElsewhereTensor.of(manager.ones(new Shape(3, 11, 24)));
        var patching = new ActivationPatching(
                model,
                tokens,
                new ActivationCache(Map.of(name, clean)),
                logits -> logits.mean().getFloat());

        refuses(() -> patching.sweep(Patch.residPre()), "'" + name + "' of the clean run is on", "ActivationCache.to");
    }

    @Test
    @DisplayName("is no cache to multiply with the weights of a model that is here")
    void attributions() {
        String name = HookName.residPost(1);
        NDArray stream = ElsewhereTensor.of(manager.ones(new Shape(3, 11, 24)));
        var cache = new ActivationCache(Map.of(name, stream), model, true);

        refuses(
                () -> cache.stackHeadResults(StackRequest.end()),
                "the cache is on",
                "the model",
                "HookedTransformer.to");
    }

    @Test
    @DisplayName("is not what a hook may return")
    void hooks() {
        Hook moving = Hook.replacing(
                HookName.residPre(1), (value, point) -> ElsewhereTensor.of(value.toType(DataType.FLOAT32, true)));

        refuses(() -> model.runWithHooks(tokens, List.of(moving)), "'blocks.1.hook_resid_pre'");
    }
}
