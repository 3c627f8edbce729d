package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.List;

/** Views of the weights that the OV circuit of some heads is made of, from which {@link EffectiveOvCircuitMutants} go wrong. */
record OvBlocks(ModelWeights weights, List<Head> heads) {
    static OvBlocks of(HookedTransformer model, List<Head> heads) {
        return new OvBlocks(model.weights(NDManager.newBaseManager(model.device())), heads);
    }

    /** {@code [d_vocab, d_model]}. */
    NDArray in() {
        return weights.wE();
    }

    /** {@code [d_model, d_vocab]}. */
    NDArray out() {
        return weights.wU();
    }

    /** {@code [d_model, n * d_head]}, head after head. */
    NDArray readers() {
        return NDArrays.concat(each(weights.wV()), 1);
    }

    /** {@code [n * d_head, d_model]}, head after head. */
    NDArray writers() {
        return NDArrays.concat(each(weights.wO()), 0);
    }

    /** Each head's own of a stack. */
    NDList each(NDArray stack) {
        var each = new NDList();
        heads.forEach(head -> each.add(stack.get(head.layer(), head.index())));
        return each;
    }

    NDArray sum(NDArray stack) {
        return each(stack).stream().reduce(NDArray::add).orElseThrow();
    }

    /** With the embedding in front and the unembedding behind. */
    FactoredMatrix toLogits(NDArray reading, NDArray writing) {
        return FactoredMatrix.of(in().matMul(reading), writing.matMul(out()));
    }
}
