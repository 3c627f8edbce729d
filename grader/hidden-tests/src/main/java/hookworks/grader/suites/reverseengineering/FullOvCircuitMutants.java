package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link FullOvCircuitTest} must reject, each with its story. */
final class FullOvCircuitMutants {
    private FullOvCircuitMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        FactoredMatrix fullOvCircuit(HookedTransformer model, Head head);
    }

    /** A circuit from views of the weights. */
    @FunctionalInterface
    private interface Recipe {
        FactoredMatrix of(ModelWeights weights, Head head);
    }

    /** The head that is answered for, given the one that is asked for. */
    @FunctionalInterface
    private interface Choice {
        Head of(HookedTransformer model, Head head);
    }

    /** From the weights, and the right circuit. */
    @FunctionalInterface
    private interface Change {
        FactoredMatrix of(ModelWeights weights, FactoredMatrix circuit);
    }

    @Mutant("puts output tokens down and source tokens across")
    static Wrong transposes() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wU().transpose().matMul(of(weights.wO(), head).transpose()),
                of(weights.wV(), head).transpose().matMul(weights.wE().transpose())));
    }

    @Mutant("takes W_V of the head and W_O of the next")
    static Wrong writesThroughTheNextHead() {
        return with((weights, head) -> {
            Head next = next(weights, head);
            return FactoredMatrix.of(
                    weights.wE().matMul(of(weights.wV(), head)),
                    of(weights.wO(), next).matMul(weights.wU()));
        });
    }

    @Mutant("takes W_O of the head and W_V of the same index in layer 0")
    static Wrong readsThroughLayerZero() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wE().matMul(of(weights.wV(), new Head(0, head.index()))),
                of(weights.wO(), head).matMul(weights.wU())));
    }

    @Mutant("looks for the head in layer 0, whatever its layer")
    static Wrong takesLayerZero() {
        return ofHead((model, head) -> new Head(0, head.index()));
    }

    @Mutant("looks for the head in layer 1, whatever its layer")
    static Wrong takesLayerOne() {
        return ofHead((model, head) -> new Head(Math.min(1, model.config().nLayers() - 1), head.index()));
    }

    @Mutant("takes the first head of the layer")
    static Wrong takesTheFirstHead() {
        return ofHead((model, head) -> new Head(head.layer(), 0));
    }

    @Mutant("exchanges layer and index, as far as there are so many")
    static Wrong exchangesLayerAndIndex() {
        return ofHead((model, head) -> new Head(
                head.index() % model.config().nLayers(),
                head.layer() % model.config().nHeads()));
    }

    @Mutant("counts heads from one")
    static Wrong countsFromOne() {
        return ofHead((model, head) -> new Head(head.layer(), Math.max(0, head.index() - 1)));
    }

    @Mutant("hard-codes head 4 of layer 1, as far as there are so many")
    static Wrong hardCodesTheHead() {
        return ofHead((model, head) -> new Head(
                Math.min(1, model.config().nLayers() - 1),
                Math.min(4, model.config().nHeads() - 1)));
    }

    @Mutant("adds all heads of the layer up, side by side")
    static Wrong addsAllHeads() {
        return (model, head) -> {
            ModelWeights weights = views(model);
            var values = new NDList();
            var outputs = new NDList();
            for (int index = 0; index < model.config().nHeads(); index++) {
                var each = new Head(head.layer(), index);
                values.add(weights.wE().matMul(of(weights.wV(), each)));
                outputs.add(of(weights.wO(), each).matMul(weights.wU()));
            }
            return FactoredMatrix.of(NDArrays.concat(values, 1), NDArrays.concat(outputs, 0));
        };
    }

    @Mutant("adds the matrices of all heads of the layer before it multiplies")
    static Wrong addsMatrices() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wE().matMul(weights.wV().get(head.layer()).sum(new int[] {0})),
                weights.wO().get(head.layer()).sum(new int[] {0}).matMul(weights.wU())));
    }

    @Mutant("embeds again where it should unembed")
    static Wrong embedsAgain() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wE().matMul(of(weights.wV(), head)),
                of(weights.wO(), head).matMul(weights.wE().transpose())));
    }

    @Mutant("reads tokens through the unembedding")
    static Wrong unembedsTwice() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wU().transpose().matMul(of(weights.wV(), head)),
                of(weights.wO(), head).matMul(weights.wU())));
    }

    @Mutant("takes the QK circuit, between tokens")
    static Wrong takesQk() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wE().matMul(of(weights.wQ(), head)),
                of(weights.wK(), head).transpose().matMul(weights.wE().transpose())));
    }

    @Mutant("puts the QK matrix between embedding and unembedding")
    static Wrong movesByQk() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wE().matMul(of(weights.wQ(), head)),
                of(weights.wK(), head).transpose().matMul(weights.wU())));
    }

    @Mutant("takes positions for tokens")
    static Wrong movesPositions() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wPos().matMul(of(weights.wV(), head)),
                of(weights.wO(), head).matMul(weights.wU())));
    }

    @Mutant("adds the direct path from embedding to unembedding")
    static Wrong addsTheDirectPath() {
        return then((weights, circuit) -> FactoredMatrix.of(
                NDArrays.concat(new NDList(circuit.a(), weights.wE()), 1),
                NDArrays.concat(new NDList(circuit.b(), weights.wU()), 0)));
    }

    @Mutant("moves by W_O W_V, where that fits")
    static Wrong multipliesOutFirst() {
        return with((weights, head) -> {
            NDArray wV = of(weights.wV(), head);
            NDArray wO = of(weights.wO(), head);
            boolean square = wV.getShape().get(0) == wV.getShape().get(1);
            return square
                    ? FactoredMatrix.of(weights.wE().matMul(wO), wV.matMul(weights.wU()))
                    : FactoredMatrix.of(weights.wE().matMul(wV), wO.matMul(weights.wU()));
        });
    }

    @Mutant("forgets W_O, where that fits")
    static Wrong forgetsTheOutput() {
        return with((weights, head) -> {
            NDArray wV = of(weights.wV(), head);
            boolean square = wV.getShape().get(0) == wV.getShape().get(1);
            return FactoredMatrix.of(
                    weights.wE().matMul(wV),
                    square ? weights.wU() : of(weights.wO(), head).matMul(weights.wU()));
        });
    }

    @Mutant("multiplies the middle first, and leaves the embedding at one end")
    static Wrong leavesTheEmbeddingOutside() {
        return with((weights, head) -> FactoredMatrix.of(
                weights.wE(),
                of(weights.wV(), head).matMul(of(weights.wO(), head)).matMul(weights.wU())));
    }

    @Mutant("multiplies out, and keeps the product as one factor")
    static Wrong multipliesOut() {
        return then((weights, circuit) -> {
            NDArray product = circuit.ab();
            return FactoredMatrix.of(product, product.getManager().eye((int) circuit.rdim()));
        });
    }

    @Mutant("divides by the square root of d_head")
    static Wrong scales() {
        return then((weights, circuit) -> circuit.mul(1 / Math.sqrt((double) circuit.mdim())));
    }

    @Mutant("turns its sign round")
    static Wrong turnsItsSign() {
        return then((weights, circuit) -> circuit.mul(-1));
    }

    @Mutant("keeps half of the width of the head")
    static Wrong losesRank() {
        return then((weights, circuit) -> {
            NDArray kept = circuit.a().getManager().arange((int) circuit.mdim()).lt((circuit.mdim() + 1) / 2);
            return FactoredMatrix.of(circuit.a().mul(kept.toType(DataType.FLOAT32, false)), circuit.b());
        });
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return then((weights, circuit) -> circuit.mul(0));
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return then((weights, circuit) -> circuit.mul(Double.NaN));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return then((weights, circuit) -> FactoredMatrix.of(
                circuit.a().toType(DataType.FLOAT64, true), circuit.b().toType(DataType.FLOAT64, true)));
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, head) -> nothing();
    }

    @Mutant("doubles the embedding once it has read it")
    static Wrong changesTheModel() {
        return then((weights, circuit) -> {
            weights.wE().muli(2);
            return circuit;
        });
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<FactoredMatrix>();
        return (model, head) -> {
            answers.add(right(views(model), head));
            return answers.getFirst();
        };
    }

    private static Head next(ModelWeights weights, Head head) {
        int heads = (int) weights.wO().getShape().get(1);
        return new Head(head.layer(), (head.index() + 1) % heads);
    }

    private static Wrong with(Recipe recipe) {
        return (model, head) -> recipe.of(views(model), head);
    }

    private static Wrong ofHead(Choice choice) {
        return (model, head) -> right(views(model), choice.of(model, head));
    }

    private static Wrong then(Change change) {
        return (model, head) -> {
            ModelWeights weights = views(model);
            return change.of(weights, right(weights, head));
        };
    }

    private static FactoredMatrix right(ModelWeights weights, Head head) {
        return FactoredMatrix.of(
                weights.wE().matMul(of(weights.wV(), head)),
                of(weights.wO(), head).matMul(weights.wU()));
    }

    private static ModelWeights views(HookedTransformer model) {
        return model.weights(NDManager.newBaseManager(model.device()));
    }

    private static NDArray of(NDArray stack, Head head) {
        return stack.get(head.layer(), head.index());
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static FactoredMatrix nothing() {
        @Nullable FactoredMatrix none = null;
        return none;
    }
}
