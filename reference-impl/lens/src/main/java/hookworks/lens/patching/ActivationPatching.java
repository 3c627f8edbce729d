package hookworks.lens.patching;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.memory.SameDevice;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;

/**
 * Sweeps over the places of an activation: at each, one run on corrupted tokens gets the clean run's values there, and
 * a metric says what became of its logits (Meng et al. 2022, "causal tracing"). As TransformerLens' {@code patching}.
 */
public final class ActivationPatching {
    private final HookedTransformer model;
    private final NDArray corruptedTokens;
    private final ActivationCache cleanCache;
    private final ToDoubleFunction<NDArray> metric;
    private final IntConsumer progress;

    /**
     * Makes a patching.
     *
     * @param corruptedTokens {@code [batch, pos]}
     * @param cleanCache of a run on clean tokens of the same shape
     * @param metric of logits {@code [batch, pos, d_vocab_out]}; must not keep them
     */
    public ActivationPatching(
            HookedTransformer model,
            NDArray corruptedTokens,
            ActivationCache cleanCache,
            ToDoubleFunction<NDArray> metric) {
        this(model, corruptedTokens, cleanCache, metric, step -> {});
    }

    private ActivationPatching(
            HookedTransformer model,
            NDArray corruptedTokens,
            ActivationCache cleanCache,
            ToDoubleFunction<NDArray> metric,
            IntConsumer progress) {
        this.model = model;
        this.corruptedTokens = corruptedTokens;
        this.cleanCache = cleanCache;
        this.metric = metric;
        this.progress = progress;
    }

    /** The same, but it tells how many runs of a sweep are done. */
    public ActivationPatching watchedBy(IntConsumer runsDone) {
        return new ActivationPatching(model, corruptedTokens, cleanCache, metric, runsDone);
    }

    /** How many runs a sweep takes. */
    public int runs(Patch patch) {
        return Math.toIntExact(shape(patch).size());
    }

    private Shape shape(Patch patch) {
        int positions = Math.toIntExact(corruptedTokens.getShape().get(1));
        return new Shape(patch.axes().stream()
                .mapToLong(axis -> axis.sizeIn(model, positions))
                .toArray());
    }

    /**
     * Sweeps.
     *
     * @return the metric of each run, one axis for each of the patch's, such as {@code [layer, pos]}; float32, belongs
     *     to the manager of the tokens
     * @throws IllegalArgumentException where the clean run had another batch or length
     */
    public NDArray sweep(Patch patch) {
        Shape shape = shape(patch);
        var metrics = new float[runs(patch)];
        for (int run = 0; run < metrics.length; run++) {
            metrics[run] = (float) patched(patch, numbers(run, shape));
            progress.accept(run + 1);
        }
        return corruptedTokens.getManager().create(metrics, shape);
    }

    private static int[] numbers(int run, Shape shape) {
        var numbers = new int[shape.dimension()];
        int rest = run;
        for (int axis = numbers.length - 1; axis >= 0; axis--) {
            int size = Math.toIntExact(shape.get(axis));
            numbers[axis] = rest % size;
            rest /= size;
        }
        return numbers;
    }

    private double patched(Patch patch, int[] numbers) {
        String name = HookName.of(patch.activation(), numbers[0]);
        NDArray clean = cleanCache.get(name);
        var within = new int[numbers.length - 1];
        System.arraycopy(numbers, 1, within, 0, within.length);
        Hook hook = Hook.replacing(name, (corrupted, point) -> {
            requireSamePlace(name, corrupted, clean);
            NDArray changed = corrupted.duplicate();
            changed.set(patch.place().of(within), clean.get(patch.place().of(within)));
            return changed;
        });
        try (NDManager scratch = corruptedTokens.getManager().newSubManager()) {
            NDArray tokens = corruptedTokens.reshape(corruptedTokens.getShape());
            tokens.attach(scratch);
            return metric.applyAsDouble(model.runWithHooks(tokens, List.of(hook)));
        }
    }

    private static void requireSamePlace(String name, NDArray corrupted, NDArray clean) {
        SameDevice.require("'%s' of the clean run".formatted(name), clean, "the corrupted one", corrupted.getDevice());
        if (!corrupted.getShape().equals(clean.getShape())) {
            throw new IllegalArgumentException("'%s' is %s in the clean run and %s in the corrupted one: give both the"
                            .formatted(name, clean.getShape(), corrupted.getShape())
                    + " same batch and length");
        }
    }

    /**
     * Heads' outputs, queries, keys, values and patterns, each at all positions.
     *
     * @return {@code [5, layer, head]}
     */
    public NDArray attnHeadAllPosEvery() {
        return every(List.of(
                Patch.attnHeadOutAllPos(),
                Patch.attnHeadQAllPos(),
                Patch.attnHeadKAllPos(),
                Patch.attnHeadVAllPos(),
                Patch.attnHeadPatternAllPos()));
    }

    /**
     * Heads' outputs, queries, keys, values and patterns, position by position.
     *
     * @return {@code [5, layer, pos, head]}; of a pattern the position is the query's
     */
    public NDArray attnHeadByPosEvery() {
        NDArray vectors = every(List.of(
                Patch.attnHeadOutByPos(), Patch.attnHeadQByPos(), Patch.attnHeadKByPos(), Patch.attnHeadVByPos()));
        try (vectors;
                NDArray pattern = sweep(Patch.attnHeadPatternByPos());
                NDArray byPos = pattern.swapAxes(1, 2);
                NDArray one = byPos.expandDims(0)) {
            return vectors.concat(one, 0);
        }
    }

    /**
     * The stream before each block, and what its attention and MLP write, position by position.
     *
     * @return {@code [3, layer, pos]}
     */
    public NDArray blockEvery() {
        return every(List.of(Patch.residPre(), Patch.attnOut(), Patch.mlpOut()));
    }

    private NDArray every(List<Patch> patches) {
        var sweeps = new NDList();
        patches.forEach(patch -> sweeps.add(sweep(patch)));
        try (sweeps) {
            return NDArrays.stack(sweeps);
        }
    }
}
