package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link KCompositionCircuitTest} must reject, each with its story. */
final class KCompositionCircuitMutants {
    private KCompositionCircuitMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        FactoredMatrix kCompositionCircuit(HookedTransformer model, Head previous, Head induction);
    }

    /** A circuit from the weights of two heads. */
    @FunctionalInterface
    private interface Recipe {
        FactoredMatrix of(Parts parts);
    }

    /** One {@code [token, d_head]} of a circuit, from the weights of two heads. */
    @FunctionalInterface
    private interface Side {
        NDArray of(Parts parts);
    }

    /** Views of the weights that a circuit is made of. */
    private record Parts(ModelWeights weights, Head previous, Head induction) {
        NDArray tokens() {
            return weights.wE();
        }

        NDArray query(Head head) {
            return of(weights.wQ(), head);
        }

        NDArray key(Head head) {
            return of(weights.wK(), head);
        }

        NDArray moved(Head head) {
            return of(weights.wV(), head).matMul(of(weights.wO(), head));
        }

        private static NDArray of(NDArray stack, Head head) {
            return stack.get(head.layer(), head.index());
        }
    }

    private static final Side QUERIES = parts -> parts.tokens().matMul(parts.query(parts.induction()));
    private static final Side KEYS =
            parts -> parts.tokens().matMul(parts.moved(parts.previous())).matMul(parts.key(parts.induction()));

    @Mutant("puts key tokens down and query tokens across")
    static Wrong transposes() {
        return with(parts -> factored(KEYS.of(parts), QUERIES.of(parts)));
    }

    @Mutant("moves tokens by the induction head's own W_V and W_O")
    static Wrong movesByTheInductionHead() {
        return with(parts -> factored(
                QUERIES.of(parts),
                parts.tokens().matMul(parts.moved(parts.induction())).matMul(parts.key(parts.induction()))));
    }

    @Mutant("prepares the query instead of the key")
    static Wrong preparesTheQuery() {
        return with(parts -> factored(
                parts.tokens().matMul(parts.moved(parts.previous())).matMul(parts.query(parts.induction())),
                parts.tokens().matMul(parts.key(parts.induction()))));
    }

    @Mutant("prepares both query and key")
    static Wrong preparesBoth() {
        return with(parts -> {
            NDArray prepared = parts.tokens().matMul(parts.moved(parts.previous()));
            return factored(
                    prepared.matMul(parts.query(parts.induction())), prepared.matMul(parts.key(parts.induction())));
        });
    }

    @Mutant("leaves the earlier head out")
    static Wrong preparesNothing() {
        return with(parts -> factored(QUERIES.of(parts), parts.tokens().matMul(parts.key(parts.induction()))));
    }

    @Mutant("adds what the token itself offers to what the earlier head fetched")
    static Wrong addsTheDirectPath() {
        return with(parts ->
                factored(QUERIES.of(parts), KEYS.of(parts).add(parts.tokens().matMul(parts.key(parts.induction())))));
    }

    @Mutant("exchanges W_Q and W_K")
    static Wrong exchangesQueryAndKey() {
        return with(parts -> factored(
                parts.tokens().matMul(parts.key(parts.induction())),
                parts.tokens().matMul(parts.moved(parts.previous())).matMul(parts.query(parts.induction()))));
    }

    @Mutant("exchanges the two heads")
    static Wrong exchangesTheHeads() {
        return ofHeads((previous, induction) -> induction, (previous, induction) -> previous);
    }

    @Mutant("takes layer 0 for the earlier head and layer 1 for the later, whatever they are")
    static Wrong fixesTheLayers() {
        return ofHeads(
                (previous, induction) -> new Head(0, previous.index()),
                (previous, induction) -> new Head(1, induction.index()));
    }

    @Mutant("looks for the earlier head in the later one's layer")
    static Wrong takesOneLayer() {
        return ofHeads(
                (previous, induction) -> new Head(induction.layer(), previous.index()),
                (previous, induction) -> induction);
    }

    @Mutant("hard-codes head 0 of layer 0 as the earlier head")
    static Wrong hardCodesTheEarlierHead() {
        return ofHeads((previous, induction) -> new Head(0, 0), (previous, induction) -> induction);
    }

    @Mutant("unembeds on the query's side")
    static Wrong unembedsQueries() {
        return with(parts ->
                factored(parts.weights().wU().transpose().matMul(parts.query(parts.induction())), KEYS.of(parts)));
    }

    @Mutant("unembeds on the key's side")
    static Wrong unembedsKeys() {
        return with(parts -> factored(
                QUERIES.of(parts),
                parts.weights()
                        .wU()
                        .transpose()
                        .matMul(parts.moved(parts.previous()))
                        .matMul(parts.key(parts.induction()))));
    }

    @Mutant("takes positions for the query's side")
    static Wrong asksByPosition() {
        return with(parts -> factored(parts.weights().wPos().matMul(parts.query(parts.induction())), KEYS.of(parts)));
    }

    @Mutant("takes positions for the key's side")
    static Wrong movesPositions() {
        return with(parts -> factored(
                QUERIES.of(parts),
                parts.weights().wPos().matMul(parts.moved(parts.previous())).matMul(parts.key(parts.induction()))));
    }

    @Mutant("moves by W_O W_V, where that fits")
    static Wrong multipliesOutFirst() {
        return with(parts -> {
            NDArray wV = Parts.of(parts.weights().wV(), parts.previous());
            NDArray wO = Parts.of(parts.weights().wO(), parts.previous());
            boolean square = wV.getShape().get(0) == wV.getShape().get(1);
            NDArray moved = square ? wO.matMul(wV) : wV.matMul(wO);
            return factored(QUERIES.of(parts), parts.tokens().matMul(moved).matMul(parts.key(parts.induction())));
        });
    }

    @Mutant("forgets to transpose the keys, where that fits")
    static Wrong forgetsToTranspose() {
        return with(parts -> {
            NDArray keys = KEYS.of(parts);
            boolean square = keys.getShape().get(0) == keys.getShape().get(1);
            return FactoredMatrix.of(QUERIES.of(parts), square ? keys : keys.transpose());
        });
    }

    @Mutant("divides by the square root of d_head, as scores are")
    static Wrong scales() {
        return then(circuit -> circuit.mul(1 / Math.sqrt((double) circuit.mdim())));
    }

    @Mutant("turns its sign round")
    static Wrong turnsItsSign() {
        return then(circuit -> circuit.mul(-1));
    }

    @Mutant("multiplies out, and keeps the product as one factor")
    static Wrong multipliesOut() {
        return then(circuit -> {
            NDArray product = circuit.ab();
            return FactoredMatrix.of(product, product.getManager().eye((int) circuit.rdim()));
        });
    }

    @Mutant("multiplies the middle first, and leaves an embedding at either end")
    static Wrong leavesEmbeddingsOutside() {
        return with(parts -> {
            NDArray middle = parts.query(parts.induction())
                    .matMul(parts.key(parts.induction()).transpose())
                    .matMul(parts.moved(parts.previous()).transpose());
            return FactoredMatrix.of(
                    parts.tokens(), middle.matMul(parts.tokens().transpose()));
        });
    }

    @Mutant("keeps half of the width of the head")
    static Wrong losesRank() {
        return then(circuit -> FactoredMatrix.of(circuit.a().mul(firstHalf(circuit)), circuit.b()));
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return then(circuit -> circuit.mul(0));
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return then(circuit -> circuit.mul(Double.NaN));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return then(circuit -> FactoredMatrix.of(
                circuit.a().toType(DataType.FLOAT64, true), circuit.b().toType(DataType.FLOAT64, true)));
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, previous, induction) -> nothing();
    }

    @Mutant("doubles the embedding once it has read it")
    static Wrong changesTheModel() {
        return (model, previous, induction) -> {
            FactoredMatrix right = right(model, previous, induction);
            model.weights(right.a().getManager()).wE().muli(2);
            return right;
        };
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<FactoredMatrix>();
        return (model, previous, induction) -> {
            answers.add(right(model, previous, induction));
            return answers.getFirst();
        };
    }

    /** {@code [d_head]}: 1 for the first half of a head's width, 0 for the rest. */
    private static NDArray firstHalf(FactoredMatrix circuit) {
        NDManager manager = circuit.a().getManager();
        return manager.arange((int) circuit.mdim()).lt((circuit.mdim() + 1) / 2).toType(DataType.FLOAT32, false);
    }

    private static Wrong with(Recipe recipe) {
        return (model, previous, induction) -> recipe.of(parts(model, previous, induction));
    }

    private static Wrong ofHeads(BinaryOperator<Head> earlier, BinaryOperator<Head> later) {
        return (model, previous, induction) ->
                right(model, earlier.apply(previous, induction), later.apply(previous, induction));
    }

    private static Wrong then(UnaryOperator<FactoredMatrix> change) {
        return (model, previous, induction) -> change.apply(right(model, previous, induction));
    }

    private static FactoredMatrix right(HookedTransformer model, Head previous, Head induction) {
        Parts parts = parts(model, previous, induction);
        return factored(QUERIES.of(parts), KEYS.of(parts));
    }

    private static Parts parts(HookedTransformer model, Head previous, Head induction) {
        return new Parts(model.weights(NDManager.newBaseManager(model.device())), previous, induction);
    }

    private static FactoredMatrix factored(NDArray queries, NDArray keys) {
        return FactoredMatrix.of(queries, keys.transpose());
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static FactoredMatrix nothing() {
        @Nullable FactoredMatrix none = null;
        return none;
    }
}
