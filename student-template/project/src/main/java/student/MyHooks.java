package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.HalfAttribution;
import hookworks.exercises.Hooks;
import hookworks.exercises.NotImplementedYet;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookPoint;
import java.util.List;

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

    /**
     * Exercise {@code find-induction-heads}: score every head of a model as above, in one run.
     *
     * <p>Right means: each score within 0.0001, for any number of layers and heads, any batch, S from 1 up, and the same
     * when the model is asked again: no hook stays on it.
     *
     * @param model any attention-only model
     * @param repeatedTokens {@code [batch, 2 S + 1]} int64, to be run as they are; they may fill the model's context
     * @return {@code [layer, head]} float32
     */
    @Override
    public NDArray inductionScores(HookedTransformer model, NDArray repeatedTokens) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code logit-attribution}: what does each component add to the logit of the token that follows?
     *
     * <p>A component's share at position {@code p} is the dot product of what it writes there and the column of
     * {@code wU} that belongs to token {@code p + 1}.
     *
     * <p>Right means: each cell within 0.0001, or a ten-thousandth of itself, for any number of layers and heads and from
     * two tokens up.
     *
     * @param embed {@code [pos, d_model]} float32, the token embeddings
     * @param headResults for each layer {@code [pos, head, d_model]} float32, what each head writes
     * @param wU {@code [d_model, d_vocab]} float32, the unembedding, not centred
     * @param tokens {@code [pos]} int64
     * @return {@code [pos - 1, 1 + layer * head]} float32: column 0 is the embedding's share, then come the heads of layer
     *     0, then those of layer 1, and so on
     */
    @Override
    public NDArray logitAttribution(NDArray embed, List<NDArray> headResults, NDArray wU, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code half-logit-attribution}: the attribution of both copies of repeated tokens.
     *
     * <p>The first half is positions {@code 0} to {@code S}, the second {@code S} to {@code 2 S}, both ends included. Each
     * has S rows, as {@code logit-attribution} gives them for these positions alone.
     *
     * <p>Right means: as there, for S from 1 up.
     *
     * @param cache of one text, without a batch axis: {@code cache.get("embed")} is {@code [pos, d_model]} and
     *     {@code cache.get("result", layer)} is {@code [pos, head, d_model]}; {@code cache.nLayers()} says how many layers
     * @param wU {@code [d_model, d_vocab]} float32
     * @param tokens {@code [2 S + 1]} int64; don't rely on their repeating
     * @return both halves, each {@code [S, 1 + layer * head]} float32
     */
    @Override
    public HalfAttribution halfLogitAttribution(ActivationCache cache, NDArray wU, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code head-zero-ablation}: silence one head.
     *
     * <p>Right means: that head's vectors are all 0, in every row and at every position, and every other number is as it
     * came.
     *
     * @param activation {@code [batch, pos, head, d_head]} float32, values or {@code z} of one layer
     * @param hook the point that the activation passes
     * @param head which one, from 0
     * @return the same shape; the argument is a copy, so writing into it is not enough
     */
    @Override
    public NDArray zeroAblateHead(NDArray activation, HookPoint hook, int head) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code head-mean-ablation}, for extra credit: replace what one head mixed by its mean.
     *
     * <p>Right means: each of that head's vectors is their mean over batch and position, within 0.0001, and every other
     * number is as it came.
     *
     * @param z {@code [batch, pos, head, d_head]} float32
     * @param hook the point that {@code z} passes
     * @param head which one, from 0
     * @return the same shape
     */
    @Override
    public NDArray meanAblateHead(NDArray z, HookPoint hook, int head) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code ablation-scores}: how much worse does a model complete repeated tokens without each head?
     *
     * <p>The loss is the mean negative log-probability of the token that follows, over the predictable positions
     * {@code S + 1} to {@code 2 S - 1} of all rows. A score is the loss with one head zeroed, less the loss of the model
     * as it is.
     *
     * <p>Right means: each score within 0.0001, or a ten-thousandth of itself, for any number of layers and heads, any
     * batch, and the same when the model is asked again.
     *
     * @param tokens {@code [batch, 2 S + 1]} int64, with S at least 2
     * @return {@code [layer, head]} float32, in nats
     */
    @Override
    public NDArray ablationScores(HookedTransformer model, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code circuit-only-loss}, for extra credit: how well does a model complete repeated tokens with some heads
     * only?
     *
     * <p>All heads that are not listed are ablated in the same run: zeroed, or where {@code meanAblate} is true replaced by
     * their mean over batch and position of what arrives at the hook in that run. The loss is that of
     * {@code ablation-scores}.
     *
     * <p>Right means: within 0.0001, or a ten-thousandth of itself, also where no head is kept, or every one.
     *
     * @param tokens {@code [batch, 2 S + 1]} int64, with S at least 2
     * @param keep the heads that stay, in any order
     * @param meanAblate means in place of zeros
     * @return the loss, in nats
     */
    @Override
    public double circuitOnlyLoss(HookedTransformer model, NDArray tokens, List<Head> keep, boolean meanAblate) {
        throw new NotImplementedYet();
    }
}
