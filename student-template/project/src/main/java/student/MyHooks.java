package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.exercises.NotImplementedYet;
import hookworks.lens.hooks.HookPoint;

/** Section 3, "TransformerLens: hooks". */
public final class MyHooks implements Hooks {
    /**
     * Exercise {@code induction-score-hook}: what a hook on each layer's attention pattern would do, in order to find
     * induction heads on repeated tokens {@code [BOS, r1..rS, r1..rS]}.
     *
     * <p>A head's score is the mean attention along the induction stripe, over the whole batch. The stripe is the whole
     * diagonal on which a query at {@code q} looks at the key {@code q - (S - 1)}, one past the previous copy of its
     * token: {@code S + 2} cells, whose queries go from {@code S - 1} to {@code 2 S}.
     *
     * <p>Right means: each score within 0.0001, for S odd or even and from 1 up, any batch, any number of heads and
     * layers (more than ten, too), and all other rows of the store as they came.
     *
     * @param pattern attention after softmax, {@code [batch, head, query, key]} float32; query and key are both
     *     {@code 2 S + 1} long, and 0 wherever the key lies after the query
     * @param hook the point that the pattern passes; {@link HookPoint#layer()} is its layer, from 0
     * @param store {@code [layer, head]} float32, the scores filed so far; other rows may hold anything
     * @return {@code [layer, head]} float32: the store with row {@code hook.layer()} replaced by this layer's scores;
     *     the argument is a copy, so writing into it is not enough
     */
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new NotImplementedYet();
    }
}
