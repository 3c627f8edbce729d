package hookworks.solutions;

import static hookworks.lens.axes.Einsum.einsum;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;

/** Section 4, solved. Results belong to the manager of the first tensor given, or to the model's caller where there is none. */
public final class ReferenceReverseEngineering implements ReverseEngineering {
    @Override
    public NDArray decomposeQkInput(ActivationCache cache) {
        NDArray embed = cache.get("embed"); // [pos, d_model]
        NDArray posEmbed = cache.get("pos_embed"); // [pos, d_model]
        NDArray results = cache.get("result", 0); // [pos, head, d_model]
        NDManager owner = embed.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(embed, posEmbed, results);
            var parts = new NDList(
                    embed.expandDims(0),
                    posEmbed.expandDims(0),
                    results.swapAxes(0, 1)); // each [component, pos, d_model]
            NDArray components = NDArrays.concat(parts, 0);
            components.attach(owner);
            return components;
        }
    }

    @Override
    public NDArray decomposeQ(NDArray qkInput, HookedTransformer model, Head head) {
        return projected(qkInput, model.wQ(), head);
    }

    @Override
    public NDArray decomposeK(NDArray qkInput, HookedTransformer model, Head head) {
        return projected(qkInput, model.wK(), head);
    }

    /** Each component through one head's matrix: {@code [component, pos, d_head]}. */
    private static NDArray projected(NDArray components, NDArray ofAllHeads, Head head) {
        try (NDManager scratch = components.getManager().newSubManager()) {
            NDArray ofHead = ofAllHeads.get(scratch, head.layer(), head.index()); // [d_model, d_head]
            return components.matMul(ofHead);
        }
    }

    @Override
    public NDArray decomposeAttnScores(NDArray q, NDArray k) {
        int width = Math.toIntExact(q.getShape().get(2));
        try (NDArray products =
                einsum("query_part query d_head, key_part key d_head -> query_part key_part query key", q, k)) {
            return products.div((float) Math.sqrt(width));
        }
    }

    @Override
    public FactoredMatrix kCompositionCircuit(HookedTransformer model, Head previous, Head induction) {
        NDManager owner = NDManager.newBaseManager(model.device());
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            NDArray wE = weights.wE(); // [d_vocab, d_model]
            NDArray wQ = weights.wQ().get(induction.layer(), induction.index()); // [d_model, d_head]
            NDArray wK = weights.wK().get(induction.layer(), induction.index()); // [d_model, d_head]
            NDArray wV = weights.wV().get(previous.layer(), previous.index()); // [d_model, d_head]
            NDArray wO = weights.wO().get(previous.layer(), previous.index()); // [d_head, d_model]
            NDArray queries = wE.matMul(wQ); // [query token, d_head]
            // A key knows its token only through what the earlier head wrote; narrow products first.
            NDArray keys = wE.matMul(wV).matMul(wO.matMul(wK)); // [key token, d_head]
            return FactoredMatrix.of(queries, keys.transpose(), owner);
        }
    }
}
