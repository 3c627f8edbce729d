package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.ActivationCache;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link DecomposeQkInputTest} must reject, each with its story. */
final class DecomposeQkInputMutants {
    private DecomposeQkInputMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        NDArray decomposeQkInput(ActivationCache cache);
    }

    @Mutant("leaves positions out, as if queries and keys read the stream alone")
    static Wrong leavesPositionsOut() {
        return cache -> joined(embed(cache), heads(cache));
    }

    @Mutant("adds positions to tokens, as one component")
    static Wrong mergesTokensAndPositions() {
        return cache -> joined(embed(cache).add(positions(cache)), heads(cache));
    }

    @Mutant("adds positions to tokens, and lists them again")
    static Wrong countsPositionsTwice() {
        return cache -> joined(embed(cache).add(positions(cache)), positions(cache), heads(cache));
    }

    @Mutant("adds positions to every component")
    static Wrong addsPositionsToAll() {
        return cache -> right(cache).add(positions(cache));
    }

    @Mutant("takes the tokens for the positions")
    static Wrong takesTokensTwice() {
        return cache -> joined(embed(cache), embed(cache), heads(cache));
    }

    @Mutant("puts positions before tokens")
    static Wrong putsPositionsFirst() {
        return cache -> joined(positions(cache), embed(cache), heads(cache));
    }

    @Mutant("puts heads before the embeddings")
    static Wrong putsHeadsFirst() {
        return cache -> joined(heads(cache), embed(cache), positions(cache));
    }

    @Mutant("lists heads from the last to the first")
    static Wrong reversesHeads() {
        return cache -> joined(embed(cache), positions(cache), heads(cache).flip(0));
    }

    @Mutant("reshapes to heads first instead of transposing")
    static Wrong reshapesInsteadOfTransposing() {
        return cache -> {
            NDArray results = cache.get("result", 0);
            Shape shape = results.getShape();
            return joined(embed(cache), positions(cache), results.reshape(shape.get(1), shape.get(0), shape.get(2)));
        };
    }

    @Mutant("joins heads as they come, position by position")
    static Wrong forgetsToTranspose() {
        return cache -> joined(embed(cache), positions(cache), cache.get("result", 0));
    }

    @Mutant("returns positions before components")
    static Wrong putsPositionsAxisFirst() {
        return cache -> right(cache).swapAxes(0, 1);
    }

    @Mutant("takes z, which is not written into the stream before W_O")
    static Wrong takesZ() {
        return cache -> joined(embed(cache), positions(cache), cache.get("z", 0).swapAxes(0, 1));
    }

    @Mutant("takes layer 1's heads")
    static Wrong takesLayerOne() {
        return cache -> joined(embed(cache), positions(cache), headsOf(cache, 1));
    }

    @Mutant("takes the last layer's heads")
    static Wrong takesTheLastLayer() {
        return cache -> joined(embed(cache), positions(cache), headsOf(cache, -1));
    }

    @Mutant("lists the heads of all layers")
    static Wrong takesAllLayers() {
        return cache -> {
            NDArray parts = right(cache);
            for (int layer = 1; layer < cache.nLayers(); layer++) {
                parts = parts.concat(headsOf(cache, layer), 0);
            }
            return parts;
        };
    }

    @Mutant("lists layer 1's stream as well, which is what the others add up to")
    static Wrong addsTheStream() {
        return cache -> right(cache).concat(cache.get("resid_pre", 1).expandDims(0), 0);
    }

    @Mutant("lists layer 0's stream as well, which is the embedding once more")
    static Wrong addsTheStreamBefore() {
        return cache -> joined(cache.get("resid_pre", 0), right(cache));
    }

    @Mutant("takes all heads together, attn_out")
    static Wrong takesHeadsTogether() {
        return cache -> joined(embed(cache), positions(cache), cache.get("attn_out", 0));
    }

    @Mutant("adds everything up")
    static Wrong addsUp() {
        return cache -> right(cache).sum(new int[] {0});
    }

    @Mutant("divides by the number of components")
    static Wrong averages() {
        return cache -> right(cache).div(right(cache).getShape().get(0));
    }

    @Mutant("makes every vector one long")
    static Wrong normalises() {
        return cache -> right(cache).div(right(cache).norm(new int[] {2}, true));
    }

    @Mutant("leaves the last head out")
    static Wrong leavesTheLastHeadOut() {
        return cache -> right(cache).get(":-1");
    }

    @Mutant("hard-codes twelve heads")
    static Wrong hardCodesTwelveHeads() {
        return cache -> right(cache)
                .get(new NDIndex(":{}", Math.min(14, right(cache).getShape().get(0))));
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return cache -> right(cache).zerosLike();
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return cache -> right(cache).zerosLike().div(0f);
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return cache -> right(cache).toType(DataType.FLOAT64, true);
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return cache -> nothing();
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return cache -> {
            answers.add(right(cache));
            return answers.getFirst();
        };
    }

    private static NDArray right(ActivationCache cache) {
        return joined(embed(cache), positions(cache), heads(cache));
    }

    private static NDArray embed(ActivationCache cache) {
        return cache.get("embed");
    }

    private static NDArray positions(ActivationCache cache) {
        return cache.get("pos_embed");
    }

    private static NDArray heads(ActivationCache cache) {
        return headsOf(cache, 0);
    }

    private static NDArray headsOf(ActivationCache cache, int layer) {
        return cache.get("result", layer).swapAxes(0, 1);
    }

    /** Along the axis of components, which {@code [pos, d_model]} gets first. */
    private static NDArray joined(NDArray... parts) {
        var all = new NDList();
        for (NDArray part : parts) {
            all.add(part.getShape().dimension() == 2 ? part.expandDims(0) : part);
        }
        return NDArrays.concat(all, 0);
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
