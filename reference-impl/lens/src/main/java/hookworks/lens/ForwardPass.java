package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From tokens to logits: embedding, blocks, unembedding. Thread-safe; a run's state is its {@link ForwardRun}. */
final class ForwardPass implements AutoCloseable {
    private final HookedTransformerConfig config;
    private final Device device;
    private final Parameters parameters;
    private final CausalMask causalMask;
    private final List<AttentionBlock> blocks;

    /**
     * Makes the pass.
     *
     * @param inverseScale what scores are multiplied by, a scalar; the model's own, as the parameters are
     */
    ForwardPass(HookedTransformerConfig config, Device device, Parameters parameters, NDArray inverseScale) {
        this.config = config;
        this.device = device;
        this.parameters = parameters;
        this.causalMask = new CausalMask(device, config.nCtx());
        this.blocks = IntStream.range(0, config.nLayers())
                .mapToObj(layer ->
                        new AttentionBlock(config, layer, parameters.layers().get(layer), inverseScale, causalMask))
                .toList();
    }

    /** Where a run ends: before a layer, or after the unembedding. */
    record Stop(int layers, boolean unembeds) {
        static Stop never() {
            return new Stop(Integer.MAX_VALUE, true);
        }

        /** Before a layer, counted from the end where negative. */
        static Stop before(int layer, int nLayers) {
            int layers = layer < 0 ? nLayers + layer : layer;
            if (layers < 0 || layers > nLayers) {
                throw new IllegalArgumentException(
                        "cannot stop at layer %d: the model has %d layers".formatted(layer, nLayers));
            }
            return new Stop(layers, false);
        }
    }

    /** Runs once; what comes back belongs to the manager of {@code tokens}, all else is freed, also by a throw. */
    CachedRun run(NDArray tokens, HookFlags flags, @Nullable RunPlan plan, Stop stop) {
        NDManager keeper = tokens.getManager();
        try (NDManager scratch = keeper.newSubManager(device)) {
            var run = new ForwardRun(scratch, keeper, plan);
            boolean complete = false;
            try {
                NDArray ids = Tokens.checked(tokens, config, device, scratch);
                NDArray output = through(ids, flags, run, stop);
                output.attach(keeper);
                complete = true;
                return new CachedRun(output, new ActivationCache(run.stored()));
            } finally {
                if (!complete) {
                    run.stored().values().forEach(NDArray::close);
                }
            }
        }
    }

    private NDArray through(NDArray ids, HookFlags flags, ForwardRun run, Stop stop) {
        NDArray resid = run.at(HookPoints.EMBED, embed(ids));
        NDArray positions = positions(ids, run);
        for (AttentionBlock block : blocks.subList(0, Math.min(stop.layers(), blocks.size()))) {
            resid = block.forward(resid, positions, flags, run);
        }
        return stop.unembeds()
                ? AttentionBlock.linear(
                        resid, parameters.unembedding(), parameters.stacked().bU())
                : resid;
    }

    private NDArray embed(NDArray ids) {
        return Embedding.embedding(ids, parameters.stacked().wE(), SparseFormat.DENSE)
                .singletonOrThrow();
    }

    /** {@code [pos, d_model]}, a view; where a hook point must see them, a copy of {@code [batch, pos, d_model]}. */
    private NDArray positions(NDArray ids, ForwardRun run) {
        long batch = ids.getShape().get(0);
        long positions = ids.getShape().get(1);
        NDArray shared = parameters.stacked().wPos().get(run.scratch(), new NDIndex().addSliceDim(0, positions));
        if (!run.isWatched(HookPoints.POS_EMBED)) {
            return shared;
        }
        try (shared;
                NDArray repeated = shared.broadcast(batch, positions, config.dModel())) {
            return run.at(HookPoints.POS_EMBED, repeated.duplicate());
        }
    }

    @Override
    public void close() {
        causalMask.close();
    }
}
