package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import hookworks.lens.hooks.HookPoint;

/** Section 3, "TransformerLens: hooks": read, attribute and intervene through hooks. */
public interface Hooks {
    /**
     * Scores each head of one layer by how much it attends along the induction stripe, and files the scores.
     *
     * <p>On tokens {@code [BOS, r1..rS, r1..rS]} the stripe is the whole diagonal
     * {@code query -> query - (S - 1)}: {@code S + 2} cells, with queries {@code S - 1} to {@code 2 S}.
     *
     * @param pattern {@code [batch, head, query, key]} float32, query and key both {@code 2 S + 1} long
     * @param hook where the pattern comes from; {@link HookPoint#layer()} is its layer
     * @param store {@code [layer, head]} float32, the scores filed so far
     * @return {@code [layer, head]}: the store with row {@code hook.layer()} replaced by each head's mean over batch
     *     and stripe; writing into {@code store} itself is not seen
     */
    @Exercise("induction-score-hook")
    default NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new NotImplementedYet();
    }
}
