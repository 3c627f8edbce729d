package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import java.util.List;

/**
 * Section 2, "Finding induction heads": recognise kinds of heads by their attention patterns.
 *
 * <p>The detectors are given the cache of one text, without a batch axis; its {@code hook_pattern} of each layer is
 * {@code [head, query, key]} float32. How many layers, heads and positions there are is read from it. Their lists may be
 * in any order and name no head twice.
 */
public interface InductionHeads {
    /**
     * Finds the heads that attend to the position they are at.
     *
     * @return those whose attention to their own position, averaged over all queries, is above a threshold of about 0.4
     */
    @Exercise("current-token-heads")
    default List<Head> currentTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Finds the heads that attend to the position before the one they are at.
     *
     * @return those whose attention to the position before, averaged over the {@code N - 1} queries that have one, is
     *     above a threshold of about 0.4
     */
    @Exercise("previous-token-heads")
    default List<Head> previousTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Finds the heads that attend to the first position, wherever they are.
     *
     * @return those whose attention to key 0, averaged over all queries, is above a threshold of about 0.4
     */
    @Exercise("first-token-heads")
    default List<Head> firstTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Draws random tokens that are repeated once.
     *
     * @param model whose BOS begins each row, and from whose vocabulary tokens are drawn; it has a tokenizer
     * @param blockLength S, how many tokens are repeated, at least 1
     * @param batch how many rows, each with a block of its own
     * @param seed decides the draw: the same seed gives the same tokens
     * @return {@code [batch, 1 + 2 S]} int64: BOS, S tokens drawn evenly, the same S again; the caller's to close
     */
    @Exercise("repeated-tokens")
    default NDArray repeatedTokens(HookedTransformer model, int blockLength, int batch, long seed) {
        throw new NotImplementedYet();
    }

    /**
     * Draws repeated tokens, as {@link #repeatedTokens} does, and runs the model on them once.
     *
     * @return the tokens, and the logits and all activations of that run; the caller's to close
     */
    @Exercise("run-repeated-tokens")
    default RepeatedRun runRepeatedTokens(HookedTransformer model, int blockLength, int batch, long seed) {
        throw new NotImplementedYet();
    }

    /**
     * Finds how probable a model thought each token that really followed.
     *
     * @param logits {@code [batch, pos, d_vocab]} float32
     * @param tokens {@code [batch, pos]} int64, those that the logits come from, at least two in a row
     * @return {@code [batch, pos - 1]} float32: the natural logarithm of the probability that position {@code p} gives
     *     to token {@code p + 1}
     */
    @Exercise("token-log-probs")
    default NDArray tokenLogProbs(NDArray logits, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Finds the heads that attend to the token after the previous copy of the current one.
     *
     * @param cache of one row of repeated tokens, whose S follows from their number {@code N = 2 S + 1}
     * @return those whose attention along the whole diagonal {@code query -> query - (S - 1)}, averaged over its
     *     {@code S + 2} cells, is above a threshold of about 0.4
     */
    @Exercise("induction-heads")
    default List<Head> inductionHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }
}
