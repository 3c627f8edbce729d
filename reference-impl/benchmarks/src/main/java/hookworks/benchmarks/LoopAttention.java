package hookworks.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.StateDict;

/** One layer's causal attention as one would write it by hand; the two loops differ only in what its heads read. */
record LoopAttention(Shared shared, Projection q, Projection k, Projection v, Projection o) {
    /** What is the same in every layer: the mask is {@code [query, key]}, very negative where a key comes later. */
    record Shared(int nHeads, int dHead, NDArray inverseScale, NDArray mask) {
        static Shared of(HookedTransformerConfig config, int positions, NDManager manager) {
            NDArray place = manager.arange(positions);
            NDArray later = place.reshape(1, -1).gt(place.reshape(-1, 1));
            return new Shared(
                    config.nHeads(),
                    config.dHead(),
                    manager.create((float) (1 / config.attnScale())),
                    later.toType(DataType.FLOAT32, false).mul(Float.MAX_VALUE).mul(-2));
        }
    }

    /** A weight {@code [out, in]} and its bias. */
    record Projection(NDArray weight, NDArray bias) {
        NDArray of(NDArray input) {
            return HandWrittenLoop.linear(input, weight, bias);
        }
    }

    /** What the heads read, each {@code [batch, pos, head, d_head]}. */
    record Heads(NDArray q, NDArray k, NDArray v) {}

    static LoopAttention of(int layer, ModelWeights weights, Shared shared) {
        NDArray output = weights.named(StateDict.in(layer, "attn.W_O"));
        return new LoopAttention(
                shared,
                reading(layer, "Q", weights),
                reading(layer, "K", weights),
                reading(layer, "V", weights),
                new Projection(
                        output.reshape(-1, output.getShape().get(2)).transpose(),
                        weights.named(StateDict.in(layer, "attn.b_O"))));
    }

    /** {@code [head, d_model, d_head]} to {@code [head * d_head, d_model]}, which is how the model stores it. */
    private static Projection reading(int layer, String which, ModelWeights weights) {
        NDArray perHead = weights.named(StateDict.in(layer, "attn.W_" + which));
        return new Projection(
                perHead.transpose(0, 2, 1).reshape(-1, perHead.getShape().get(1)),
                weights.named(StateDict.in(layer, "attn.b_" + which)).flatten());
    }

    /** Reads; what is read stays open. */
    Heads read(NDArray forQueriesAndKeys, NDArray forValues) {
        return new Heads(perHead(q.of(forQueriesAndKeys)), perHead(k.of(forQueriesAndKeys)), perHead(v.of(forValues)));
    }

    private NDArray perHead(NDArray flat) {
        NDArray heads = flat.reshape(flat.getShape().get(0), flat.getShape().get(1), shared.nHeads(), shared.dHead());
        flat.close();
        return heads;
    }

    /** Attends and adds what is written to the residual stream; uses both up. */
    NDArray add(Heads heads, NDArray resid) {
        NDArray pattern = pattern(heads.q(), heads.k());
        NDArray values = heads.v().transpose(0, 2, 1, 3);
        NDArray mixed = pattern.matMul(values);
        HandWrittenLoop.close(pattern, values, heads.v());
        NDArray z = mixed.transpose(0, 2, 1, 3);
        NDArray flat = z.reshape(resid.getShape().get(0), resid.getShape().get(1), -1);
        NDArray written = o.of(flat);
        HandWrittenLoop.close(mixed, z, flat);
        NDArray after = resid.add(written);
        HandWrittenLoop.close(written, resid);
        return after;
    }

    private NDArray pattern(NDArray q, NDArray k) {
        NDArray scaled = q.mul(shared.inverseScale());
        NDArray queries = scaled.transpose(0, 2, 1, 3);
        NDArray keys = k.transpose(0, 2, 3, 1);
        NDArray scores = queries.matMul(keys);
        HandWrittenLoop.close(q, k, scaled, queries, keys);
        scores.addi(shared.mask());
        NDArray pattern = scores.softmax(-1);
        scores.close();
        return pattern;
    }
}
