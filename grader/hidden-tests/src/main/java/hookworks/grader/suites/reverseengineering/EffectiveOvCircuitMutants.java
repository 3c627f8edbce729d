package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link EffectiveOvCircuitTest} must reject, each with its story. */
final class EffectiveOvCircuitMutants {
    private EffectiveOvCircuitMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        FactoredMatrix effectiveOvCircuit(HookedTransformer model, List<Head> heads);
    }

    /** A circuit from the weights of some heads. */
    @FunctionalInterface
    private interface Recipe {
        FactoredMatrix of(OvBlocks blocks);
    }

    @Mutant("adds up the heads' W_V, and their W_O, before it multiplies")
    static Wrong crossesHeads() {
        return with(blocks -> blocks.toLogits(
                blocks.sum(blocks.weights().wV()), blocks.sum(blocks.weights().wO())));
    }

    @Mutant("adds up before it multiplies, and fills the factors up with zeros")
    static Wrong crossesHeadsInDisguise() {
        return with(blocks -> {
            NDArray readers = blocks.readers().mul(0);
            NDArray writers = blocks.writers().mul(0);
            NDArray wV = blocks.sum(blocks.weights().wV());
            NDArray wO = blocks.sum(blocks.weights().wO());
            long width = wO.getShape().get(0);
            readers.set(new NDIndex(":, :{}", width), wV);
            writers.set(new NDIndex(":{}", width), wO);
            return blocks.toLogits(readers, writers);
        });
    }

    @Mutant("multiplies the heads' circuits, as if one read what the other wrote")
    static Wrong chainsHeads() {
        return with(blocks -> {
            List<NDArray> readers = blocks.each(blocks.weights().wV());
            List<NDArray> writers = blocks.each(blocks.weights().wO());
            NDArray chain = readers.getFirst().matMul(writers.getFirst());
            for (int next = 1; next < readers.size(); next++) {
                chain = chain.matMul(readers.get(next)).matMul(writers.get(next));
            }
            return blocks.toLogits(
                    chain, chain.getManager().eye((int) chain.getShape().get(0)));
        });
    }

    @Mutant("takes the mean of the heads in place of their sum")
    static Wrong averagesHeads() {
        return (model, heads) -> right(model, heads).mul(1.0 / heads.size());
    }

    @Mutant("takes the first head only")
    static Wrong takesTheFirst() {
        return of((model, heads) -> heads.subList(0, 1));
    }

    @Mutant("takes the last head only")
    static Wrong takesTheLast() {
        return of((model, heads) -> heads.subList(heads.size() - 1, heads.size()));
    }

    @Mutant("takes two heads, however many there are")
    static Wrong takesTwo() {
        return of((model, heads) -> heads.subList(0, Math.min(2, heads.size())));
    }

    @Mutant("takes the first head as often as there are heads")
    static Wrong repeatsTheFirst() {
        return of((model, heads) -> heads.stream().map(head -> heads.getFirst()).toList());
    }

    @Mutant("always looks in layer 1, where there is one")
    static Wrong fixesTheLayer() {
        return of((model, heads) -> heads.stream()
                .map(head -> new Head(Math.min(1, model.config().nLayers() - 1), head.index()))
                .toList());
    }

    @Mutant("looks for every head in the first one's layer")
    static Wrong takesOneLayer() {
        return of((model, heads) -> heads.stream()
                .map(head -> new Head(heads.getFirst().layer(), head.index()))
                .toList());
    }

    @Mutant("takes heads 4 and 10, as in the original course's model, or the last there are")
    static Wrong hardCodesHeads() {
        return of((model, heads) -> {
            int last = model.config().nHeads() - 1;
            int layer = heads.getFirst().layer();
            return List.of(new Head(layer, Math.min(4, last)), new Head(layer, Math.min(10, last)));
        });
    }

    @Mutant("takes the next head each time")
    static Wrong takesTheNext() {
        return of((model, heads) -> heads.stream()
                .map(head -> new Head(
                        head.layer(), (head.index() + 1) % model.config().nHeads()))
                .toList());
    }

    @Mutant("stacks W_O in another order than W_V")
    static Wrong stacksTheOtherWayRound() {
        return with(blocks -> blocks.toLogits(
                blocks.readers(), new OvBlocks(blocks.weights(), blocks.heads().reversed()).writers()));
    }

    @Mutant("lets the channels of W_V alternate between heads, and those of W_O not")
    static Wrong interleavesReaders() {
        return with(blocks -> {
            NDArray stacked = NDArrays.stack(blocks.each(blocks.weights().wV()), 2); // [d_model, d_head, head]
            return blocks.toLogits(stacked.reshape(stacked.getShape().get(0), -1), blocks.writers());
        });
    }

    @Mutant("puts whole circuits one below another")
    static Wrong stacksCircuits() {
        return with(blocks -> {
            var tall = new NDList();
            blocks.each(blocks.weights().wV())
                    .forEach(wV -> tall.add(blocks.in().matMul(wV)));
            return FactoredMatrix.of(
                    NDArrays.concat(tall, 0), blocks.sum(blocks.weights().wO()).matMul(blocks.out()));
        });
    }

    @Mutant("puts what each logit gets down, and what is looked at across")
    static Wrong transposes() {
        return (model, heads) -> right(model, heads).transpose();
    }

    @Mutant("leaves by the embedding")
    static Wrong leavesByTheEmbedding() {
        return with(blocks -> FactoredMatrix.of(
                blocks.in().matMul(blocks.readers()),
                blocks.writers().matMul(blocks.in().transpose())));
    }

    @Mutant("enters by the unembedding")
    static Wrong entersByTheUnembedding() {
        return with(blocks -> FactoredMatrix.of(
                blocks.out().transpose().matMul(blocks.readers()),
                blocks.writers().matMul(blocks.out())));
    }

    @Mutant("takes positions for tokens")
    static Wrong takesPositions() {
        return with(blocks -> FactoredMatrix.of(
                blocks.weights().wPos().matMul(blocks.readers()),
                blocks.writers().matMul(blocks.out())));
    }

    @Mutant("multiplies by W_Q and W_K, which say where a head looks")
    static Wrong takesQk() {
        return with(blocks -> {
            NDArray queries = NDArrays.concat(blocks.each(blocks.weights().wQ()), 1);
            NDArray keys = NDArrays.concat(blocks.each(blocks.weights().wK()), 1);
            return blocks.toLogits(queries, keys.transpose());
        });
    }

    @Mutant("adds the direct path, from the embedding straight to the logits")
    static Wrong addsTheDirectPath() {
        return with(blocks -> FactoredMatrix.of(
                blocks.in().matMul(blocks.readers()).concat(blocks.in(), 1),
                blocks.writers().matMul(blocks.out()).concat(blocks.out(), 0)));
    }

    @Mutant("multiplies everything out, and keeps the product as one factor")
    static Wrong multipliesOut() {
        return then(circuit -> {
            NDArray product = circuit.ab();
            return FactoredMatrix.of(product, product.getManager().eye((int) circuit.rdim()));
        });
    }

    @Mutant("multiplies the middle first, and leaves the embedding and the unembedding as factors")
    static Wrong leavesEmbeddingsOutside() {
        return with(blocks -> FactoredMatrix.of(
                blocks.in(), blocks.readers().matMul(blocks.writers()).matMul(blocks.out())));
    }

    @Mutant("stops at the stream, in front of the unembedding")
    static Wrong stopsAtTheStream() {
        return with(blocks -> FactoredMatrix.of(blocks.in().matMul(blocks.readers()), blocks.writers()));
    }

    @Mutant("turns its sign round")
    static Wrong turnsItsSign() {
        return then(circuit -> circuit.mul(-1));
    }

    @Mutant("divides by the square root of d_head, as scores are")
    static Wrong scales() {
        return (model, heads) ->
                right(model, heads).mul(1 / Math.sqrt(model.config().dHead()));
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
        return (model, heads) -> nothing();
    }

    @Mutant("doubles the embedding once it has read it")
    static Wrong changesTheModel() {
        return (model, heads) -> {
            FactoredMatrix right = right(model, heads);
            model.weights(right.a().getManager()).wE().muli(2);
            return right;
        };
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<FactoredMatrix>();
        return (model, heads) -> {
            answers.add(right(model, heads));
            return answers.getFirst();
        };
    }

    /** Other heads than those that are asked for. */
    @FunctionalInterface
    private interface Others {
        List<Head> than(HookedTransformer model, List<Head> heads);
    }

    private static Wrong of(Others others) {
        return (model, heads) -> right(model, others.than(model, heads));
    }

    private static Wrong with(Recipe recipe) {
        return (model, heads) -> recipe.of(OvBlocks.of(model, heads));
    }

    private static Wrong then(UnaryOperator<FactoredMatrix> change) {
        return (model, heads) -> change.apply(right(model, heads));
    }

    private static FactoredMatrix right(HookedTransformer model, List<Head> heads) {
        OvBlocks blocks = OvBlocks.of(model, heads);
        return blocks.toLogits(blocks.readers(), blocks.writers());
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static FactoredMatrix nothing() {
        @Nullable FactoredMatrix none = null;
        return none;
    }
}
