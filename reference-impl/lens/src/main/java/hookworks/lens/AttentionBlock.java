package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.nn.core.Linear;

/** One attention-only block with shortformer positions, without normalization. */
final class AttentionBlock {
    private final HookedTransformerConfig config;
    private final int layer;
    private final Parameters.Layer weights;
    private final NDArray inverseScale;
    private final CausalMask causalMask;

    AttentionBlock(
            HookedTransformerConfig config,
            int layer,
            Parameters.Layer weights,
            NDArray inverseScale,
            CausalMask causalMask) {
        this.config = config;
        this.layer = layer;
        this.weights = weights;
        this.inverseScale = inverseScale;
        this.causalMask = causalMask;
    }

    /** Queries, keys and values, each {@code [batch, pos, head, d_head]}. */
    private record Read(NDArray q, NDArray k, NDArray v) {}

    /**
     * Runs the block.
     *
     * @param resid {@code [batch, pos, d_model]}, used up
     * @param positions {@code [pos, d_model]} or {@code [batch, pos, d_model]}
     * @return {@code [batch, pos, d_model]}
     */
    NDArray forward(NDArray resid, NDArray positions, HookFlags flags, ForwardRun run) {
        NDArray residPre = run.at(layer, LayerPoint.RESID_PRE, resid);
        Read read = flags.headsApart()
                ? readApart(residPre, positions, flags, run)
                : readTogether(residPre, positions, run);
        NDArray pattern = attend(read.q(), read.k(), run);
        NDArray z = mix(pattern, read.v(), run);
        NDArray written = flags.useAttnResult() ? writeApart(z, run) : writeTogether(z);
        run.done(z);
        NDArray attnOut = run.at(layer, LayerPoint.ATTN_OUT, written);
        NDArray residPost = residPre.add(attnOut);
        run.done(attnOut);
        run.done(residPre);
        return run.at(layer, LayerPoint.RESID_POST, residPost);
    }

    private Read readTogether(NDArray residPre, NDArray positions, ForwardRun run) {
        try (NDArray placed = residPre.add(positions)) {
            NDArray q = run.at(layer, LayerPoint.Q, project(placed, weights.query()));
            NDArray k = run.at(layer, LayerPoint.K, project(placed, weights.key()));
            NDArray v = run.at(layer, LayerPoint.V, project(residPre, weights.value()));
            return new Read(q, k, v);
        }
    }

    /** All heads in one product: {@code [batch, pos, d_model]} to {@code [batch, pos, head, d_head]}. */
    private NDArray project(NDArray input, Parameters.Projection projection) {
        try (NDArray flat = linear(input, projection.fused(), projection.fusedBias())) {
            return flat.reshape(input.getShape().get(0), input.getShape().get(1), config.nHeads(), config.dHead());
        }
    }

    private Read readApart(NDArray residPre, NDArray positions, HookFlags flags, ForwardRun run) {
        NDArray attnIn = flags.useAttnIn() ? run.at(layer, LayerPoint.ATTN_IN, repeatPerHead(residPre)) : residPre;
        boolean split = flags.useSplitQkvInput();
        NDArray qInput = split ? run.at(layer, LayerPoint.Q_INPUT, repeatPerHead(residPre)) : attnIn;
        NDArray kInput = split ? run.at(layer, LayerPoint.K_INPUT, repeatPerHead(residPre)) : attnIn;
        NDArray vInput = split ? run.at(layer, LayerPoint.V_INPUT, repeatPerHead(residPre)) : attnIn;
        try (NDArray placesPerHead = positions.expandDims(-2);
                NDArray qPlaced = qInput.add(placesPerHead);
                NDArray kPlaced = kInput.add(placesPerHead)) {
            return new Read(
                    run.at(layer, LayerPoint.Q, projectApart(qPlaced, weights.query())),
                    run.at(layer, LayerPoint.K, projectApart(kPlaced, weights.key())),
                    run.at(layer, LayerPoint.V, projectApart(vInput, weights.value())));
        }
    }

    /** {@code [batch, pos, d_model]} to {@code [batch, pos, head, d_model]}, each head with memory of its own. */
    private NDArray repeatPerHead(NDArray residual) {
        var shape = residual.getShape();
        try (NDArray withHeads = residual.expandDims(2);
                NDArray shared = withHeads.broadcast(shape.get(0), shape.get(1), config.nHeads(), shape.get(2))) {
            return shared.duplicate();
        }
    }

    /** {@code [batch, pos, head, d_model]} to {@code [batch, pos, head, d_head]}. */
    private static NDArray projectApart(NDArray input, Parameters.Projection projection) {
        try (NDArray perHead = input.transpose(0, 2, 1, 3);
                NDArray product = perHead.matMul(projection.heads());
                NDArray perPosition = product.transpose(0, 2, 1, 3)) {
            return perPosition.add(projection.headsBias());
        }
    }

    /** The attention pattern, {@code [batch, head, query, key]}; uses up queries and keys. */
    private NDArray attend(NDArray q, NDArray k, ForwardRun run) {
        NDArray masked = run.at(layer, LayerPoint.ATTN_SCORES, maskedScores(q, k, run));
        run.done(q);
        run.done(k);
        NDArray softened = masked.softmax(-1);
        run.done(masked);
        return run.at(layer, LayerPoint.PATTERN, run.isHooked() ? withoutNaN(softened) : softened);
    }

    private NDArray maskedScores(NDArray q, NDArray k, ForwardRun run) {
        int positions = Math.toIntExact(q.getShape().get(1));
        try (NDArray scaled = q.mul(inverseScale);
                NDArray queries = scaled.transpose(0, 2, 1, 3); // [batch, head, query, d_head]
                NDArray keys = k.transpose(0, 2, 3, 1); // [batch, head, d_head, key]
                NDArray mask = causalMask.of(positions, run.scratch())) {
            NDArray scores = queries.matMul(keys);
            scores.addi(mask);
            return scores;
        }
    }

    /** A query that a hook left nothing to attend to attends to nothing. */
    private static NDArray withoutNaN(NDArray pattern) {
        try (pattern;
                NDArray undefined = pattern.isNaN();
                NDArray zeros = pattern.zerosLike()) {
            return NDArrays.where(undefined, zeros, pattern);
        }
    }

    /** {@code [batch, pos, head, d_head]}; uses up pattern and values. */
    private NDArray mix(NDArray pattern, NDArray v, ForwardRun run) {
        NDArray z;
        try (NDArray values = v.transpose(0, 2, 1, 3); // [batch, head, key, d_head]
                NDArray mixed = pattern.matMul(values)) {
            z = mixed.transpose(0, 2, 1, 3);
        }
        run.done(pattern);
        run.done(v);
        return run.at(layer, LayerPoint.Z, z);
    }

    private NDArray writeTogether(NDArray z) {
        try (NDArray flat = z.reshape(z.getShape().get(0), z.getShape().get(1), -1)) {
            return linear(flat, weights.output(), weights.outputBias());
        }
    }

    private NDArray writeApart(NDArray z, ForwardRun run) {
        NDArray perHead;
        try (NDArray headsFirst = z.transpose(0, 2, 1, 3);
                NDArray product = headsFirst.matMul(weights.outputHeads())) {
            perHead = product.transpose(0, 2, 1, 3); // [batch, pos, head, d_model]
        }
        NDArray result = run.at(layer, LayerPoint.RESULT, perHead);
        try (NDArray summed = result.sum(new int[] {2})) {
            run.done(result);
            return summed.add(weights.outputBias());
        }
    }

    static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
        return Linear.linear(input, weight, bias).singletonOrThrow();
    }
}
