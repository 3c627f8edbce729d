package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.InductionHeads;
import hookworks.exercises.NotImplementedYet;
import hookworks.exercises.RepeatedRun;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import java.util.List;

/** Section 2, "Finding induction heads". */
public final class MyInductionHeads implements InductionHeads {
    /**
     * Exercise {@code current-token-heads}: which heads attend to the position that they are at?
     *
     * <p>A head's score is its attention to its own position, averaged over all queries. List the heads whose score is
     * above 0.4.
     *
     * <p>Right means: exactly those heads, each once, in any order, for any number of layers, heads and positions.
     *
     * @param cache activations of one text, without a batch axis: {@code cache.get("pattern", layer)} is
     *     {@code [head, query, key]} float32, for each layer from 0 to {@code cache.nLayers() - 1}
     * @return the heads, both layer and index counted from 0; empty where no head is of the kind
     */
    @Override
    public List<Head> currentTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code previous-token-heads}: which heads attend to the position before the one that they are at?
     *
     * <p>As {@code current-token-heads}, with the attention to the position before, averaged over the {@code N - 1}
     * queries that have one.
     *
     * @param cache activations of one text of at least two tokens, without a batch axis
     * @return the heads whose score is above 0.4, in any order
     */
    @Override
    public List<Head> previousTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code first-token-heads}: which heads attend to the first position, wherever they are?
     *
     * <p>As {@code current-token-heads}, with the attention to key 0, averaged over all queries, the first included.
     *
     * @param cache activations of one text, without a batch axis
     * @return the heads whose score is above 0.4, in any order
     */
    @Override
    public List<Head> firstTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code repeated-tokens}: draw random tokens that are repeated once.
     *
     * <p>Each row is the model's BOS, then S tokens, each of them any of {@code 0} to {@code d_vocab - 1} with equal
     * chance, then the same S tokens again. Rows have blocks of their own.
     *
     * <p>Right means: exactly that, for any model with a tokenizer, any S from 1 up and any batch; the same tokens for
     * the same seed, and others for another.
     *
     * @param model whose tokenizer knows BOS and whose config knows d_vocab
     * @param blockLength S
     * @param batch how many rows
     * @param seed decides the draw
     * @return {@code [batch, 1 + 2 S]} int64, on a manager of its own
     */
    @Override
    public NDArray repeatedTokens(HookedTransformer model, int blockLength, int batch, long seed) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code run-repeated-tokens}: draw repeated tokens as above and run the model on them.
     *
     * <p>Right means: logits and every activation are those of the tokens that you return, with their batch axis, and
     * the model is left as it was.
     *
     * @return tokens {@code [batch, 1 + 2 S]}, logits {@code [batch, 1 + 2 S, d_vocab]} and the cache of one run; don't
     *     close them
     */
    @Override
    public RepeatedRun runRepeatedTokens(HookedTransformer model, int blockLength, int batch, long seed) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code token-log-probs}: how probable did the model think each token that really followed?
     *
     * <p>Right means: each cell within 0.0001, or a ten-thousandth of itself, also where the probability is too small for
     * a float.
     *
     * @param logits {@code [batch, pos, d_vocab]} float32
     * @param tokens {@code [batch, pos]} int64, at least two in a row
     * @return {@code [batch, pos - 1]} float32: the natural logarithm of the probability that position {@code p} gives
     *     to token {@code p + 1}
     */
    @Override
    public NDArray tokenLogProbs(NDArray logits, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code induction-heads}: which heads attend to the token after the previous copy of the current one?
     *
     * <p>As {@code current-token-heads}, with the attention along the induction stripe: the whole diagonal on which a
     * query at {@code q} looks at the key {@code q - (S - 1)}, {@code S + 2} cells.
     *
     * @param cache activations of one row of repeated tokens, without a batch axis; S follows from its {@code 2 S + 1}
     *     positions and is at least 5
     * @return the heads whose score is above 0.4, in any order
     */
    @Override
    public List<Head> inductionHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }
}
