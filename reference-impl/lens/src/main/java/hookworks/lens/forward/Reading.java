package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.AttentionConfig;
import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.PositionalEmbedding.Shortformer;
import hookworks.lens.hooks.LayerPoint;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.parameters.Parameters.AttentionParameters;
import hookworks.lens.parameters.Parameters.Projection;
import org.jspecify.annotations.Nullable;

/** How one block's attention reads the residual stream: each head's queries, keys and values. */
final class Reading {
    private final AttentionConfig config;
    private final boolean addsPositions;
    private final int layer;
    private final AttentionParameters weights;
    private final Norm norm;

    Reading(HookedTransformerConfig config, int layer, AttentionParameters weights, Norm norm) {
        this.config = config.attention();
        this.addsPositions = config.positional() instanceof Shortformer;
        this.layer = layer;
        this.weights = weights;
        this.norm = norm;
    }

    /** {@code q} is {@code [batch, pos, head, d_head]}; {@code k} and {@code v} have {@code kv_head} in place of head. */
    record Qkv(NDArray q, NDArray k, NDArray v) {}

    /**
     * Reads.
     *
     * @param residPre {@code [batch, pos, d_model]}, stays open
     * @param positions {@code [pos, d_model]} or {@code [batch, pos, d_model]} for shortformer, else null
     */
    Qkv read(NDArray residPre, @Nullable NDArray positions, HookFlags flags, ForwardRun run) {
        return flags.headsApart() ? apart(residPre, positions, flags, run) : together(residPre, positions, flags, run);
    }

    private Qkv together(NDArray residPre, @Nullable NDArray positions, HookFlags flags, ForwardRun run) {
        NDArray normalized = norm.apply(residPre, run);
        NDArray placed = placed(normalized, positions);
        NDArray q = run.at(layer, LayerPoint.Q, project(placed, weights.query()));
        NDArray k = run.at(layer, LayerPoint.K, perQueryHead(project(placed, weights.key()), flags));
        NDArray v = run.at(layer, LayerPoint.V, perQueryHead(project(normalized, weights.value()), flags));
        run.doneUnless(placed, normalized);
        run.doneUnless(normalized, residPre);
        return new Qkv(q, k, v);
    }

    private NDArray placed(NDArray normalized, @Nullable NDArray positions) {
        return positions == null || !addsPositions ? normalized : normalized.add(positions);
    }

    /** All heads in one product: {@code [batch, pos, d_model]} to {@code [batch, pos, head, d_head]}. */
    private NDArray project(NDArray input, Projection projection) {
        try (NDArray flat = Linears.linear(input, projection.fused(), projection.fusedBias())) {
            return flat.reshape(input.getShape().get(0), input.getShape().get(1), -1, config.dHead());
        }
    }

    /** Repeats grouped keys or values for each query head, where hooks are to see them so. */
    private NDArray perQueryHead(NDArray grouped, HookFlags flags) {
        if (!flags.ungroupGroupedQueryAttention() || config.queriesPerKey() == 1) {
            return grouped;
        }
        try (grouped) {
            return grouped.repeat(2, config.queriesPerKey());
        }
    }

    private Qkv apart(NDArray residPre, @Nullable NDArray positions, HookFlags flags, ForwardRun run) {
        int keyHeads = flags.ungroupGroupedQueryAttention() ? config.nHeads() : config.keyValueHeads();
        if (!flags.useSplitQkvInput() && keyHeads != config.nHeads()) {
            throw new IllegalStateException(
                    ("use_attn_in gives each of the %d query heads an input, but keys and values"
                                    + " have %d heads; call model.setUngroupGroupedQueryAttention(true), or setUseSplitQkvInput(true) instead")
                            .formatted(config.nHeads(), keyHeads));
        }
        NDArray attnIn = flags.useAttnIn()
                ? run.at(layer, LayerPoint.ATTN_IN, repeatPerHead(residPre, config.nHeads()))
                : residPre;
        boolean split = flags.useSplitQkvInput();
        NDArray qInput = split ? copies(LayerPoint.Q_INPUT, residPre, config.nHeads(), run) : attnIn;
        NDArray kInput = split ? copies(LayerPoint.K_INPUT, residPre, keyHeads, run) : attnIn;
        NDArray vInput = split ? copies(LayerPoint.V_INPUT, residPre, keyHeads, run) : attnIn;
        NDArray perHead = positions == null ? null : positions.expandDims(-2);
        return new Qkv(
                run.at(layer, LayerPoint.Q, projectApart(qInput, perHead, weights.query(), run)),
                run.at(layer, LayerPoint.K, projectApart(kInput, perHead, weights.key(), run)),
                run.at(layer, LayerPoint.V, projectApart(vInput, null, weights.value(), run)));
    }

    private NDArray copies(LayerPoint point, NDArray residPre, int heads, ForwardRun run) {
        return run.at(layer, point, repeatPerHead(residPre, heads));
    }

    /** {@code [batch, pos, d_model]} to {@code [batch, pos, head, d_model]}, each head with memory of its own. */
    private static NDArray repeatPerHead(NDArray residual, int heads) {
        try (NDArray withHeads = residual.expandDims(2)) {
            return withHeads.repeat(2, heads);
        }
    }

    /** {@code [batch, pos, head, d_model]} to {@code [batch, pos, head, d_head]}. */
    private NDArray projectApart(NDArray input, @Nullable NDArray positions, Projection projection, ForwardRun run) {
        NDArray normalized = norm.apply(input, run);
        NDArray placed = placed(normalized, positions);
        NDArray weights = headsOf(projection.heads(), input);
        NDArray bias = headsOf(projection.headsBias(), input);
        try (NDArray perHead = placed.transpose(0, 2, 1, 3);
                NDArray product = perHead.matMul(weights);
                NDArray perPosition = product.transpose(0, 2, 1, 3)) {
            return perPosition.add(bias);
        } finally {
            run.doneUnless(placed, normalized);
            run.doneUnless(normalized, input);
        }
    }

    /** A grouped projection's weights, repeated where its input has a copy for each query head. */
    private NDArray headsOf(NDArray weights, NDArray input) {
        long copies = input.getShape().get(2);
        long stored = weights.getShape().get(0);
        if (copies == stored) {
            return weights;
        }
        return TensorScope.view(weights, input.getManager()).repeat(0, copies / stored);
    }
}
