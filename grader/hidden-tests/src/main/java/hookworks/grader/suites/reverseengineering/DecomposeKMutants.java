package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;

/** Mistakes that {@link DecomposeKTest} must reject, each with its story. */
final class DecomposeKMutants {
    private static final Projection RIGHT = Projection.KEY;

    private DecomposeKMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        NDArray decomposeK(NDArray qkInput, HookedTransformer model, Head head);
    }

    @Mutant("multiplies by W_Q")
    static Wrong takesQueryWeights() {
        return WrongProjections.then(Projection.QUERY, all -> all)::of;
    }

    @Mutant("multiplies by W_V")
    static Wrong takesValueWeights() {
        return WrongProjections.then(Projection.VALUE, all -> all)::of;
    }

    @Mutant("takes layer 0 whatever the layer")
    static Wrong takesLayerZero() {
        return WrongProjections.ofLayer(RIGHT, 0)::of;
    }

    @Mutant("takes the last layer whatever the layer")
    static Wrong takesTheLastLayer() {
        return WrongProjections.ofLayer(RIGHT, -1)::of;
    }

    @Mutant("takes layer 1, since that's where induction heads are")
    static Wrong hardCodesLayerOne() {
        return WrongProjections.ofHead(
                RIGHT, (model, head) -> new Head(Math.min(1, model.config().nLayers() - 1), head.index()))::of;
    }

    @Mutant("takes head 0 of the layer")
    static Wrong takesHeadZero() {
        return WrongProjections.ofHead(RIGHT, (model, head) -> new Head(head.layer(), 0))::of;
    }

    @Mutant("exchanges layer and index")
    static Wrong exchangesLayerAndIndex() {
        return WrongProjections.exchanged(RIGHT)::of;
    }

    @Mutant("takes the head after it")
    static Wrong takesTheNextHead() {
        return WrongProjections.ofHead(
                RIGHT,
                (model, head) -> new Head(
                        head.layer(), (head.index() + 1) % model.config().nHeads()))::of;
    }

    @Mutant("answers for every head of the layer")
    static Wrong answersForEveryHead() {
        return WrongProjections.everyHead(RIGHT)::of;
    }

    @Mutant("averages over the heads of the layer")
    static Wrong averagesOverHeads() {
        return WrongProjections.meanHead(RIGHT)::of;
    }

    @Mutant("adds the components up")
    static Wrong addsUp() {
        return WrongProjections.then(RIGHT, right -> right.sum(new int[] {0}))::of;
    }

    @Mutant("gives every component the average")
    static Wrong averagesComponents() {
        return WrongProjections.then(
                RIGHT,
                right -> right.mean(new int[] {0}, true)
                        .repeat(0, right.getShape().get(0)))::of;
    }

    @Mutant("leaves the first component out, which it takes for a batch")
    static Wrong leavesTheFirstOut() {
        return WrongProjections.then(RIGHT, right -> right.get("1:"))::of;
    }

    @Mutant("sums over positions, where these are as many as the stream is wide")
    static Wrong sumsOverPositions() {
        return WrongProjections.overPositions(RIGHT)::of;
    }

    @Mutant("multiplies by the transposed matrix, where that fits")
    static Wrong transposesTheMatrix() {
        return WrongProjections.transposed(RIGHT)::of;
    }

    @Mutant("returns positions before components")
    static Wrong putsPositionsFirst() {
        return WrongProjections.then(RIGHT, right -> right.swapAxes(0, 1))::of;
    }

    @Mutant("returns d_head before positions")
    static Wrong putsWidthSecond() {
        return WrongProjections.then(RIGHT, right -> right.swapAxes(1, 2))::of;
    }

    @Mutant("divides by the square root of d_head already")
    static Wrong scales() {
        return WrongProjections.scaled(RIGHT)::of;
    }

    @Mutant("makes every vector one long")
    static Wrong normalises() {
        return WrongProjections.then(RIGHT, right -> right.div(right.norm(new int[] {2}, true)))::of;
    }

    @Mutant("returns the norm of each vector")
    static Wrong returnsNorms() {
        return WrongProjections.then(RIGHT, right -> right.norm(new int[] {2}))::of;
    }

    @Mutant("doubles the model's weights once it has read them")
    static Wrong doublesTheWeights() {
        return WrongProjections.doublingTheWeights(RIGHT)::of;
    }

    @Mutant("goes on with the head that it was asked for first")
    static Wrong keepsTheFirstHead() {
        return WrongProjections.keepingTheFirstHead(RIGHT)::of;
    }

    @Mutant("returns its input")
    static Wrong returnsItsInput() {
        return (qkInput, model, head) -> qkInput;
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return WrongProjections.zeros(RIGHT)::of;
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return WrongProjections.notANumber(RIGHT)::of;
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return WrongProjections.doubles(RIGHT)::of;
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        return WrongProjections.repeatingTheFirstAnswer(RIGHT)::of;
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return WrongProjections.none()::of;
    }
}
