package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.config.AttentionConfig;
import hookworks.lens.hooks.LayerPoint;
import hookworks.lens.memory.Handles;
import hookworks.lens.parameters.Parameters.AttentionParameters;

/** One block's attention, from queries, keys and values to what it writes to the residual stream. */
final class Attention {
    private final AttentionConfig config;
    private final int layer;
    private final AttentionParameters weights;
    private final PlaceTables places;

    Attention(AttentionConfig config, int layer, AttentionParameters weights, PlaceTables places) {
        this.config = config;
        this.layer = layer;
        this.weights = weights;
        this.places = places;
    }

    /**
     * Attends, and writes.
     *
     * @param read used up
     * @param usesResult whether each head's part is made on the way
     * @return {@code [batch, pos, d_model]}
     */
    NDArray forward(Reading.Qkv read, boolean usesResult, Placement placement, ForwardRun run) {
        NDArray q = turned(LayerPoint.ROT_Q, read.q(), placement, run);
        NDArray k = turned(LayerPoint.ROT_K, read.k(), placement, run);
        NDArray v = read.v();
        KeyValueCache.Growth growth = run.growth();
        NDArray pattern;
        NDArray z;
        if (growth == null) {
            pattern = attend(q, k, placement, run);
            run.done(k);
            z = mix(pattern, v, run);
            run.done(v);
        } else {
            KeyValueCache.Entry all = growth.append(layer, k, v);
            pattern = attend(q, all.keys(), placement, run);
            z = mix(pattern, all.values(), run);
        }
        NDArray written = usesResult ? writeApart(z, run) : writeTogether(z);
        run.done(z);
        return written;
    }

    private NDArray turned(LayerPoint point, NDArray heads, Placement placement, ForwardRun run) {
        Rotation rotation = places.rotation();
        if (rotation == null) {
            return heads;
        }
        NDArray turned = run.at(layer, point, rotation.turn(heads, placement));
        run.done(heads);
        return turned;
    }

    /** The attention pattern, {@code [batch, head, query, key]}; uses queries up. */
    private NDArray attend(NDArray q, NDArray k, Placement placement, ForwardRun run) {
        NDArray scores = run.at(layer, LayerPoint.ATTN_SCORES, scores(q, k, placement));
        run.done(q);
        NDArray softened = scores.softmax(-1);
        run.done(scores);
        boolean maySeeNothing = run.isHooked() || placement.isPadded();
        return run.at(layer, LayerPoint.PATTERN, maySeeNothing ? withoutNaN(softened) : softened);
    }

    private NDArray scores(NDArray q, NDArray k, Placement placement) {
        NDArray scores = capped(products(q, k));
        Alibi alibi = places.alibi();
        if (alibi != null) {
            alibi.addTo(scores, placement);
        }
        return masked(scores, placement);
    }

    private NDArray products(NDArray q, NDArray k) {
        NDArray wideQueries = wide(q);
        NDArray wideKeys = wide(k);
        NDArray keysPerHead = perQueryHead(wideKeys);
        try (NDArray scaled = wideQueries.mul(places.scalars().of(1 / config.scaleOf(layer)));
                NDArray queries = scaled.transpose(0, 2, 1, 3); // [batch, head, query, d_head]
                NDArray keys = keysPerHead.transpose(0, 2, 3, 1)) { // [batch, head, d_head, key]
            return queries.matMul(keys);
        } finally {
            Handles.closeUnless(keysPerHead, wideKeys);
            Handles.closeUnless(wideKeys, k);
            Handles.closeUnless(wideQueries, q);
        }
    }

    private NDArray capped(NDArray scores) {
        return config.scoresSoftCap().isPresent()
                ? SoftCap.apply(
                        scores, places.scalars().of(config.scoresSoftCap().getAsDouble()))
                : scores;
    }

    /** Half precision is too coarse for scores. */
    private static NDArray wide(NDArray value) {
        return value.getDataType().getNumOfBytes() < Float.BYTES ? value.toType(DataType.FLOAT32, false) : value;
    }

    /** Keys or values of grouped queries, repeated for each of their query heads. */
    private NDArray perQueryHead(NDArray value) {
        long heads = value.getShape().get(2);
        return heads == config.nHeads() ? value : value.repeat(2, config.nHeads() / heads);
    }

    private NDArray masked(NDArray scores, Placement placement) {
        NDArray mask = places.mask().of(layer, placement);
        if (mask != null) {
            scores.addi(mask);
            mask.close();
        }
        if (placement.padding() != null) {
            scores.addi(placement.padding());
        }
        return scores;
    }

    /** A query with nothing to attend to attends to nothing. */
    private static NDArray withoutNaN(NDArray pattern) {
        try (pattern;
                NDArray undefined = pattern.isNaN();
                NDArray zeros = pattern.zerosLike()) {
            return NDArrays.where(undefined, zeros, pattern);
        }
    }

    /** {@code [batch, pos, head, d_head]}; uses the pattern up. */
    private NDArray mix(NDArray pattern, NDArray v, ForwardRun run) {
        NDArray perHead = perQueryHead(v);
        NDArray weights = pattern.getDataType() == v.getDataType() ? pattern : pattern.toType(v.getDataType(), false);
        NDArray z;
        try (NDArray values = perHead.transpose(0, 2, 1, 3); // [batch, head, key, d_head]
                NDArray mixed = weights.matMul(values)) {
            z = mixed.transpose(0, 2, 1, 3);
        }
        Handles.closeUnless(perHead, v);
        run.doneUnless(weights, pattern);
        run.done(pattern);
        return run.at(layer, LayerPoint.Z, z);
    }

    private NDArray writeTogether(NDArray z) {
        try (NDArray flat = z.reshape(z.getShape().get(0), z.getShape().get(1), -1)) {
            return Linears.linear(flat, weights.output(), weights.outputBias());
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
}
