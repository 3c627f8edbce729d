package hookworks.lens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.factored.FactoredMatrix;

/**
 * A model's weights, stacked over layers; weights multiply on the right of activations. These are views of what the
 * model computes with: writing into them changes the model.
 *
 * @param wE {@code [d_vocab, d_model]}
 * @param wPos {@code [n_ctx, d_model]}
 * @param wQ {@code [layer, head, d_model, d_head]}
 * @param wK {@code [layer, head, d_model, d_head]}
 * @param wV {@code [layer, head, d_model, d_head]}
 * @param wO {@code [layer, head, d_head, d_model]}
 * @param bQ {@code [layer, head, d_head]}
 * @param bK {@code [layer, head, d_head]}
 * @param bV {@code [layer, head, d_head]}
 * @param bO {@code [layer, d_model]}
 * @param wU {@code [d_model, d_vocab_out]}
 * @param bU {@code [d_vocab_out]}
 */
public record ModelWeights(
        NDArray wE,
        NDArray wPos,
        NDArray wQ,
        NDArray wK,
        NDArray wV,
        NDArray wO,
        NDArray bQ,
        NDArray bK,
        NDArray bV,
        NDArray bO,
        NDArray wU,
        NDArray bU) {

    /** The same weights, without a copy, as arrays that belong to {@code manager}. */
    ModelWeights viewedFrom(NDManager manager) {
        return new ModelWeights(
                view(wE, manager),
                view(wPos, manager),
                view(wQ, manager),
                view(wK, manager),
                view(wV, manager),
                view(wO, manager),
                view(bQ, manager),
                view(bK, manager),
                view(bV, manager),
                view(bO, manager),
                view(wU, manager),
                view(bU, manager));
    }

    /** The query-key circuit, W_Q W_Kᵀ; see {@link HookedTransformer#qk}. */
    FactoredMatrix qk(NDManager owner) {
        try (NDArray key = view(wK, owner);
                NDArray transposed = key.swapAxes(-2, -1)) {
            return FactoredMatrix.of(wQ, transposed, owner);
        }
    }

    /** The output-value circuit, W_V W_O; see {@link HookedTransformer#ov}. */
    FactoredMatrix ov(NDManager owner) {
        return FactoredMatrix.of(wV, wO, owner);
    }

    private static NDArray view(NDArray weight, NDManager manager) {
        return weight.get(manager, new NDIndex().addAllDim(weight.getShape().dimension()));
    }
}
