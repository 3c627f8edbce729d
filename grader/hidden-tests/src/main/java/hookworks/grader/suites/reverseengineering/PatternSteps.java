package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;

/** The steps from positions to a pattern, from which {@link PosByPosPatternMutants} leave one out or take a wrong one. */
final class PatternSteps {
    /** Far below every score. */
    static final float HIDDEN = -1e9f;

    private PatternSteps() {}

    static NDArray right(HookedTransformer model, Head head) {
        return ofProducts(products(model, head), model);
    }

    static NDArray ofProducts(NDArray products, HookedTransformer model) {
        return softmax(masked(scaled(products, model), HIDDEN));
    }

    static NDArray scores(HookedTransformer model, Head head) {
        return scaled(products(model, head), model);
    }

    static NDArray scaled(NDArray products, HookedTransformer model) {
        return products.div((float) Math.sqrt(model.config().dHead()));
    }

    static NDArray products(HookedTransformer model, Head head) {
        return products(weights(model).wPos(), model, head);
    }

    /** {@code [query, key]} of vectors {@code [place, d_model]}. */
    static NDArray products(NDArray vectors, HookedTransformer model, Head head) {
        ModelWeights weights = weights(model);
        NDArray queries = vectors.matMul(weights.wQ().get(head.layer(), head.index()));
        NDArray keys = vectors.matMul(weights.wK().get(head.layer(), head.index()));
        return queries.matMul(keys.transpose());
    }

    /** As many as there are positions, or all. */
    static NDArray firstTokens(HookedTransformer model) {
        int count = Math.min(model.config().nCtx(), model.config().dVocab());
        return weights(model).wE().get(":" + count);
    }

    static ModelWeights weights(HookedTransformer model) {
        return model.weights(NDManager.newBaseManager(model.device()));
    }

    static NDArray masked(NDArray scores, float hidden) {
        return scores.add(later(scores).mul(hidden));
    }

    static NDArray multipliedByMask(NDArray cells) {
        return cells.mul(later(cells).neg().add(1));
    }

    /** {@code [query, key]}: 1 where the key comes after the query, else 0. */
    static NDArray later(NDArray cells) {
        NDArray positions = cells.getManager().arange(rows(cells));
        return positions.expandDims(0).gt(positions.expandDims(1)).toType(DataType.FLOAT32, false);
    }

    static NDArray softmax(NDArray scores) {
        return scores.softmax(-1);
    }

    static int rows(NDArray square) {
        return Math.toIntExact(square.getShape().get(0));
    }
}
