package hookworks.lens.axes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import hookworks.lens.memory.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Operations by named axes")
class OwnershipTest {
    private static final Map<String, Integer> TWO_HEADS = Map.of("head", 2);

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final NDManager model = NDManager.newBaseManager(Device.cpu());
    private final NDArray resid = manager.ones(new Shape(2, 3, 4));
    private final NDArray tokens = manager.zeros(new Shape(2, 3), DataType.INT64);
    private final NDArray scalar = model.create(2f);
    private final NDArray weights = model.ones(new Shape(4, 4));
    private final NDArray large = model.ones(new Shape(2, 3, 4));

    @BeforeEach
    void cap() {
        model.cap();
    }

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    private int arrays() {
        return manager.getManagedArrays().size();
    }

    /** Every operation, from an owner and an array {@code [2, 3, 4]}, with weights of the model beside. */
    private List<BiFunction<NDManager, NDArray, NDArray>> operations() {
        return List.of(
                (owner, x) -> Einsum.of("b p d -> p b d").apply(owner, x),
                (owner, x) -> Einsum.of("b p d ->").apply(owner, x),
                (owner, x) -> Einsum.of("b p d, d e -> b p e").apply(owner, x, weights),
                (owner, x) -> Einsum.of("b p d, d d, -> b p").apply(owner, x, weights, scalar),
                (owner, x) -> Einsum.of("b p d, d e, b q e -> b p q").apply(owner, x, weights, large),
                (owner, x) ->
                        Rearrange.of("b p (head d) -> head b p d", TWO_HEADS).apply(owner, x),
                (owner, x) -> Rearrange.of("b p d -> b p d").apply(owner, x),
                (owner, x) -> Repeat.of("b p d -> 3 b p d").apply(owner, x),
                (owner, x) -> Reduce.of("b p d -> d", Reduction.MEAN).apply(owner, x),
                (owner, x) -> Reduce.of("b p d ->", Reduction.MAX).apply(owner, x),
                (owner, x) -> Eindex.of("b p [b p+1]").apply(owner, x, tokens));
    }

    @Test
    @DisplayName("leave their result with the manager of the first array, and nothing else")
    void leaveOnlyResults() {
        int before = arrays();
        for (var operation : operations()) {
            try (NDArray result = operation.apply(resid.getManager(), resid)) {
                assertThat(result.getManager()).isSameAs(manager);
                assertThat(arrays()).isEqualTo(before + 1);
            }
            assertThat(arrays()).isEqualTo(before);
        }
        try (NDArray result = Einsum.einsum("b p d, d e -> b p e", resid, weights)) {
            assertThat(result.getManager()).isSameAs(manager);
        }
    }

    @Test
    @DisplayName("start with a model's weights too, where an owner is given")
    void startWithWeights() {
        int before = arrays();
        int ofModel = model.getManagedArrays().size();
        for (var operation : operations()) {
            try (NDArray expected = operation.apply(manager, resid);
                    NDArray result = operation.apply(manager, large)) {
                assertThat(result.getManager()).isSameAs(manager);
                assertThat(result).isEqualTo(expected);
            }
            assertThat(arrays()).isEqualTo(before);
            assertThat(model.getManagedArrays()).hasSize(ofModel);
        }
        try (NDArray scaled = Einsum.of(", b p d -> b p d").apply(manager, scalar, resid)) {
            assertThat(scaled.toFloatArray()).containsOnly(2);
        }
        assertThatIllegalStateException().isThrownBy(() -> Einsum.einsum("a b -> b a", weights));
        assertThat(model.getManagedArrays()).hasSize(ofModel);
    }

    @Test
    @DisplayName("leave nothing when they refuse")
    void refuseCleanly() {
        int before = arrays();
        NDArray outside = manager.ones(new Shape(2, 3), DataType.INT64).muli(9);
        assertThatIllegalArgumentException().isThrownBy(() -> Einsum.einsum("a b c, a d -> d", resid, weights));
        assertThatIllegalArgumentException().isThrownBy(() -> Eindex.eindex(resid, outside, "b p [b p]"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rearrange.rearrange(resid, "a b (c d) -> a b c d", Map.of("c", 3)));
        assertThat(arrays()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("never close or change the arrays they are given")
    void leaveOperandsAlone() {
        for (var operation : operations()) {
            operation.apply(manager, resid).close();
        }
        assertThat(resid.toFloatArray()).hasSize(24).containsOnly(1);
        assertThat(weights.toFloatArray()).hasSize(16).containsOnly(1);
        assertThat(TensorScope.view(scalar, manager).getFloat()).isEqualTo(2);
    }

    @Test
    @DisplayName("share compiled patterns and weights between threads")
    void threads() throws Exception {
        Einsum product = Einsum.of("b p d, d e -> b p e");
        Callable<Boolean> run = () -> {
            try (NDManager own = NDManager.newBaseManager(Device.cpu())) {
                NDArray input = own.ones(new Shape(2, 3, 4));
                for (int time = 0; time < 200; time++) {
                    assertThat(product.apply(input, weights).toFloatArray()).containsOnly(4);
                    assertThat(Einsum.einsum("b p d, d e -> e", input, weights).toFloatArray())
                            .containsOnly(24);
                }
                return true;
            }
        };
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var result : pool.invokeAll(List.of(run, run))) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("let gradients through")
    void gradients() {
        NDArray leaf = manager.ones(new Shape(3, 4));
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray sum = Einsum.einsum("b p d, p d ->", resid, leaf);
            NDArray mean = Reduce.reduce(leaf, "(p q) d -> q", Reduction.MEAN, Map.of("p", 3));
            NDArray chosen = Eindex.eindex(leaf, manager.create(new long[] {2, 2}), "[k] d -> d k");
            NDArray copied = Repeat.repeat(chosen, "d k -> 5 d k");
            collector.backward(sum.add(mean.sum()).add(copied.sum()));
        }
        double each = 2 + 1 / 12.0;
        float[] gradient = leaf.getGradient().toFloatArray();
        for (int cell = 0; cell < 12; cell++) {
            assertThat(gradient[cell]).isCloseTo((float) (cell < 8 ? each : each + 10), Offset.offset(1e-5f));
        }
    }

    @Test
    @DisplayName("remember only so many patterns, and forget the one not used for longest")
    void boundedCache() {
        var compiled = new ArrayList<String>();
        var cache = new PatternCache<>(pattern -> {
            compiled.add(pattern);
            return pattern.length();
        });
        cache.get("kept");
        for (int number = 0; number < PatternCache.CAPACITY; number++) {
            cache.get("pattern" + number);
            cache.get("kept");
        }
        assertThat(cache.size()).isEqualTo(PatternCache.CAPACITY);
        assertThat(compiled).hasSize(1 + PatternCache.CAPACITY).doesNotHaveDuplicates();
        cache.get("pattern0");
        assertThat(compiled).hasSize(2 + PatternCache.CAPACITY);
    }
}
