package hookworks.lens.svd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.factored.SingularValues;
import hookworks.lens.memory.TensorScope;
import java.util.ArrayList;
import java.util.List;

/**
 * The singular vectors of a model's weights, as TransformerLens' {@code SVDInterpreter}. It takes weights as they are:
 * ask a model whose norms are folded ({@code processWeights}) for vectors with the other norms' weights in them.
 *
 * <p>An MLP's matrix takes a dense decomposition on the processor: seconds at a d_model of 768, minutes at 4,096.
 * Threads may share an interpreter.
 */
public final class SvdInterpreter {
    private final HookedTransformer model;

    private SvdInterpreter(HookedTransformer model) {
        this.model = model;
    }

    /** Makes an interpreter of a model, which stays the caller's. */
    public static SvdInterpreter of(HookedTransformer model) {
        return new SvdInterpreter(model);
    }

    /**
     * The whole decomposition, in the model's dtype.
     *
     * @return U {@code [d_model or d_mlp, rank]}, S {@code [rank]}, Vh {@code [d_model, rank]}; belong to {@code owner}
     * @throws IllegalArgumentException where the model has no such layer, head or MLP
     */
    public SingularValues svd(VectorType type, NDManager owner) {
        var matrices = new WeightMatrices(model);
        matrices.require(type);
        try (var scope = TensorScope.within(owner);
                FactoredMatrix matrix = matrices.of(type, scope)) {
            SingularValues found = matrix.svd();
            scope.keep(found.u());
            scope.keep(found.s());
            scope.keep(found.vh());
            return found;
        }
    }

    /**
     * What the first vectors, those of the largest singular values, do to every logit.
     *
     * @param numVectors from 1 to the rank
     * @return {@code [d_vocab_out, 1, vector]} float32; belongs to {@code owner}
     */
    public NDArray getSingularVectors(VectorType type, int numVectors, NDManager owner) {
        try (var scope = TensorScope.within(owner);
                SingularValues found = svd(type, scope.scratch())) {
            return scope.keep(logits(found, numVectors, scope).expandDims(1));
        }
    }

    /** {@code [d_vocab_out, vector]}. */
    private NDArray logits(SingularValues found, int numVectors, TensorScope scope) {
        long rank = found.s().getShape().get(0);
        if (numVectors < 1 || numVectors > rank) {
            throw new IllegalArgumentException(
                    "the matrix has %d singular vectors: ask for 1 to as many, not %d".formatted(rank, numVectors));
        }
        NDArray vectors = found.vh()
                .get(new NDIndex().addAllDim().addSliceDim(0, numVectors))
                .toType(DataType.FLOAT32, false)
                .toDevice(model.device(), false); // [d_model, vector]
        NDArray unembedding =
                scope.borrow(model.wU()).toType(DataType.FLOAT32, false).transpose();
        return unembedding.matMul(vectors);
    }

    /**
     * The first vectors by the tokens that each raises and lowers most.
     *
     * @param numVectors from 1 to the rank
     * @param k how many tokens either way, from 1 to the size of the vocabulary
     */
    public List<SingularDirection> topTokens(VectorType type, int numVectors, int k) {
        int vocabulary = model.config().dVocabOut();
        if (k < 1 || k > vocabulary) {
            throw new IllegalArgumentException("k must be 1 to d_vocab_out=%d, got %d".formatted(vocabulary, k));
        }
        try (NDManager manager = NDManager.newBaseManager(model.device());
                var scope = TensorScope.within(manager);
                SingularValues found = svd(type, scope.scratch())) {
            float[] values = found.s().toType(DataType.FLOAT32, false).toFloatArray();
            NDArray perVector = logits(found, numVectors, scope).transpose(); // [vector, d_vocab_out]
            List<List<TokenLogit>> raised = extremes(perVector, k, true);
            List<List<TokenLogit>> lowered = extremes(perVector, k, false);
            var directions = new ArrayList<SingularDirection>();
            for (int vector = 0; vector < numVectors; vector++) {
                directions.add(new SingularDirection(values[vector], raised.get(vector), lowered.get(vector)));
            }
            return directions;
        }
    }

    private static List<List<TokenLogit>> extremes(NDArray perVector, int k, boolean largest) {
        NDList found = perVector.topK(k, 1, largest, true);
        float[] logits = found.get(0).toFloatArray();
        long[] tokens = found.get(1).toLongArray();
        var all = new ArrayList<List<TokenLogit>>();
        for (int from = 0; from < tokens.length; from += k) {
            var ofOne = new ArrayList<TokenLogit>();
            for (int place = from; place < from + k; place++) {
                ofOne.add(new TokenLogit(tokens[place], logits[place]));
            }
            all.add(ofOne);
        }
        return all;
    }
}
