package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookPoint;
import java.util.List;

/**
 * Section 3, "TransformerLens: hooks": read, attribute and intervene through hooks.
 *
 * <p>Repeated tokens are rows of {@code [BOS, r1..rS, r1..rS]}. The loss on them is the mean negative log-probability, in
 * nats, of what follows the predictable positions {@code S + 1} to {@code 2 S - 1}, over all rows. A model comes back as
 * it was, without hooks.
 */
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

    /**
     * Scores each head of a model by how much it attends along the induction stripe.
     *
     * @param repeatedTokens {@code [batch, 2 S + 1]} int64
     * @return {@code [layer, head]} float32: each head's mean over batch and stripe; the caller's to close
     */
    @Exercise("find-induction-heads")
    default NDArray inductionScores(HookedTransformer model, NDArray repeatedTokens) {
        throw new NotImplementedYet();
    }

    /**
     * Finds what each component of the residual stream adds to the logit of the token that follows.
     *
     * @param embed {@code [pos, d_model]} float32, the embedding of each token, alone
     * @param headResults for each layer {@code [pos, head, d_model]} float32, what each head writes
     * @param wU {@code [d_model, d_vocab]} float32, a token's direction in each column
     * @param tokens {@code [pos]} int64, at least two
     * @return {@code [pos - 1, 1 + layer * head]} float32: the direct path, then layer 0's heads, then layer 1's
     */
    @Exercise("logit-attribution")
    default NDArray logitAttribution(NDArray embed, List<NDArray> headResults, NDArray wU, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Finds the logit attribution of both copies of repeated tokens.
     *
     * @param cache of that text, without a batch axis; it holds {@code hook_embed} and each layer's {@code hook_result}
     * @param wU {@code [d_model, d_vocab]} float32
     * @param tokens {@code [2 S + 1]} int64
     * @return positions {@code 0} to {@code S}, and {@code S} to {@code 2 S}; the caller's to close
     */
    @Exercise("half-logit-attribution")
    default HalfAttribution halfLogitAttribution(ActivationCache cache, NDArray wU, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Silences one head, as a hook on what all heads of a layer read or mix.
     *
     * @param activation {@code [batch, pos, head, d_head]} float32, values or {@code z}
     * @param hook where the activation comes from
     * @param head its index within its layer
     * @return the same with that head's vectors all zero; writing into {@code activation} itself is not seen
     */
    @Exercise("head-zero-ablation")
    default NDArray zeroAblateHead(NDArray activation, HookPoint hook, int head) {
        throw new NotImplementedYet();
    }

    /**
     * Replaces what one head mixed by its mean, as a hook.
     *
     * @param z {@code [batch, pos, head, d_head]} float32
     * @param hook where {@code z} comes from
     * @param head its index within its layer
     * @return the same with each vector of that head replaced by the mean of all of them, over batch and position
     */
    @Exercise("head-mean-ablation")
    default NDArray meanAblateHead(NDArray z, HookPoint hook, int head) {
        throw new NotImplementedYet();
    }

    /**
     * Finds how much worse a model completes repeated tokens without each head.
     *
     * @param tokens {@code [batch, 2 S + 1]} int64, with S at least 2
     * @return {@code [layer, head]} float32: the loss with that head zeroed, less the loss of the model as it is; the
     *     caller's to close
     */
    @Exercise("ablation-scores")
    default NDArray ablationScores(HookedTransformer model, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Finds how well a model completes repeated tokens with some heads only.
     *
     * @param tokens {@code [batch, 2 S + 1]} int64, with S at least 2
     * @param keep the heads that stay; all others are ablated together
     * @param meanAblate whether a head is replaced by its mean over batch and position of what arrives in that same run,
     *     rather than by zeros
     * @return the loss, in nats
     */
    @Exercise("circuit-only-loss")
    default double circuitOnlyLoss(HookedTransformer model, NDArray tokens, List<Head> keep, boolean meanAblate) {
        throw new NotImplementedYet();
    }
}
