package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import java.util.List;

/** Section 4, "Reverse-engineering induction circuits": prove from the weights what the patterns only show. */
public interface ReverseEngineering {
    /**
     * Finds out about two large products from their thin factors, without making either of them.
     *
     * @param a {@code [m, rank]} float32
     * @param b {@code [rank, m]} float32
     * @param c {@code [rank, n]} float32; m and n may differ, and neither is less than the rank
     * @return the trace of {@code A B} and a small matrix with its eigenvalues, and the singular value decomposition of
     *     {@code A C}; its tensors belong to the manager of {@code a}
     */
    @Exercise("factored-matrix")
    default LowRank lowRank(NDArray a, NDArray b, NDArray c) {
        throw new NotImplementedYet();
    }

    /**
     * Makes a head's full OV circuit: how much looking at a token moves the logit of each token.
     *
     * @param head of any layer
     * @return {@code W_E W_V W_O W_U}, {@code [source token, output token]}; factored through {@code d_head}; the caller's to
     *     close
     */
    @Exercise("full-ov-circuit")
    default FactoredMatrix fullOvCircuit(HookedTransformer model, Head head) {
        throw new NotImplementedYet();
    }

    /**
     * Multiplies out what some tokens have to do with each other in a circuit, and nothing else of it.
     *
     * @param circuit {@code [token, token]}, perhaps far too large to be multiplied out
     * @param indices {@code [n]} int64, tokens in any order, some perhaps more than once
     * @return {@code [n, n]} float32: cell {@code [i, j]} is the circuit's at row {@code indices[i]}, column {@code
     *     indices[j]}; belongs to the circuit's manager
     */
    @Exercise("ov-circuit-sample")
    default NDArray circuitSample(FactoredMatrix circuit, NDArray indices) {
        throw new NotImplementedYet();
    }

    /**
     * Measures how nearly a circuit is the identity, as far as the largest entries go.
     *
     * @param circuit square, {@code float32} factors; a row is a source, a column what it moves or finds
     * @param batchSize how many rows are made at a time, at least 1; may be more than there are
     * @return the share of rows whose largest entry is on the diagonal, 0..1
     */
    @Exercise("top-1-accuracy")
    default double top1Accuracy(FactoredMatrix circuit, int batchSize) {
        throw new NotImplementedYet();
    }

    /**
     * Measures how nearly a circuit is the identity, where a near miss counts.
     *
     * @param circuit square, {@code float32} factors
     * @param k at least 1; may be more than there are columns
     * @param batchSize how many rows are made at a time, at least 1; may be more than there are
     * @return the share of rows in which fewer than {@code k} entries are larger than the one on the diagonal, 0..1
     */
    @Exercise("top-k-accuracy")
    default double topKAccuracy(FactoredMatrix circuit, int k, int batchSize) {
        throw new NotImplementedYet();
    }

    /**
     * Finds what several heads do together to the logits where all of them look at the same token.
     *
     * @param heads at least one, each once, of whatever layers
     * @return the sum of {@code W_E W_V W_O W_U} over the heads, {@code [token, logit]}; factored through {@code d_head} of
     *     each head, so {@code [d_vocab, n * d_head]} times {@code [n * d_head, d_vocab]}; the caller's to close
     */
    @Exercise("effective-ov-circuit")
    default FactoredMatrix effectiveOvCircuit(HookedTransformer model, List<Head> heads) {
        throw new NotImplementedYet();
    }

    /**
     * Finds where a head looks if it goes by positions alone.
     *
     * @param model with positions that are learned, and read by queries and keys
     * @return {@code [query, key]} float32, with a row and a column for each position of the context: the softmax of {@code
     *     W_pos W_Q (W_pos W_K)ᵀ}, divided by the square root of {@code d_head}, over the keys that come no later than the
     *     query; the caller's to close
     */
    @Exercise("pos-by-pos-pattern")
    default NDArray posByPosPattern(HookedTransformer model, Head head) {
        throw new NotImplementedYet();
    }

    /**
     * Lists what the queries and keys of layer 1 read, part by part, in a model with shortformer positions.
     *
     * @param cache of one text, without a batch axis and without its model; it holds every activation of a run, {@code
     *     hook_result} of each layer too
     * @return {@code [2 + head, pos, d_model]} float32: the embedded tokens, the positions, and what each head of layer 0
     *     wrote, in the order of the heads
     */
    @Exercise("decompose-qk-input")
    default NDArray decomposeQkInput(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Finds what each part of a head's input adds to its queries.
     *
     * @param qkInput {@code [component, pos, d_model]} float32
     * @return {@code [component, pos, d_head]} float32: each component times the head's {@code W_Q}, without bias or scale
     */
    @Exercise("decompose-q")
    default NDArray decomposeQ(NDArray qkInput, HookedTransformer model, Head head) {
        throw new NotImplementedYet();
    }

    /**
     * Finds what each part of a head's input adds to its keys.
     *
     * @param qkInput {@code [component, pos, d_model]} float32
     * @return {@code [component, pos, d_head]} float32: each component times the head's {@code W_K}, without bias or scale
     */
    @Exercise("decompose-k")
    default NDArray decomposeK(NDArray qkInput, HookedTransformer model, Head head) {
        throw new NotImplementedYet();
    }

    /**
     * Finds what each pair of a query's part and a key's part adds to a head's attention scores.
     *
     * @param q {@code [query component, pos, d_head]} float32
     * @param k {@code [key component, pos, d_head]} float32; there may be more or fewer components than of {@code q}
     * @return {@code [query component, key component, query, key]} float32: products over {@code d_head}, divided by its
     *     square root; nothing is hidden
     */
    @Exercise("decompose-attn-scores")
    default NDArray decomposeAttnScores(NDArray q, NDArray k) {
        throw new NotImplementedYet();
    }

    /**
     * Finds how much a head wants to look at a position whose token an earlier head has fetched there.
     *
     * @param previous the earlier head, which writes into the keys' positions the token that it looks at
     * @param induction the head that reads this, in a later layer
     * @return {@code W_E W_Q (W_E W_V W_O W_K)ᵀ}, {@code [query token, key token]}, with {@code W_V} and {@code W_O} of
     *     {@code previous}, the others of {@code induction}; factored through {@code d_head}, unscaled; the caller's to close
     */
    @Exercise("k-composition-circuit")
    default FactoredMatrix kCompositionCircuit(HookedTransformer model, Head previous, Head induction) {
        throw new NotImplementedYet();
    }

    /**
     * Measures how much of what one matrix writes another one reads.
     *
     * @param wA {@code [i, j]} float32, which writes
     * @param wB {@code [j, k]} float32, which reads
     * @return {@code |A B| / (|A| |B|)} in Frobenius norms, from 0 to 1; 0 where either matrix is all zeros
     */
    @Exercise("composition-score")
    default double compositionScore(NDArray wA, NDArray wB) {
        throw new NotImplementedYet();
    }

    /**
     * Scores each head of layer 0 with each head of layer 1, in the three ways in which they may compose.
     *
     * @param model of two layers or more
     * @return the scores of {@code W_V W_O} of layer 0 with {@code W_Q W_Kᵀ}, {@code W_K W_Qᵀ} and {@code W_V W_O} of layer
     *     1; the caller's to close
     */
    @Exercise("qkv-composition-scores")
    default QkvCompositionScores compositionScores(HookedTransformer model) {
        throw new NotImplementedYet();
    }

    /**
     * Draws two random matrices of the shape and rank of a head's, and scores them.
     *
     * @param dModel width of the stream: the matrices are {@code [d_model, d_model]}
     * @param dHead width of a head, from 1 to {@code dModel}: the matrices' rank
     * @param seed decides the draw: the same seed gives the same score
     * @return the composition score of {@code X Yᵀ} with {@code Z Wᵀ}, whose four factors {@code [d_model, d_head]} are drawn
     *     independently, each entry evenly about 0
     */
    @Exercise("random-composition-score")
    default double randomCompositionScore(int dModel, int dHead, long seed) {
        throw new NotImplementedYet();
    }

    /**
     * Finds the composition scores of each matrix of one stack with each of another.
     *
     * @param wAs {@code [*first, i, j]} float32, which write
     * @param wBs {@code [*second, j, k]} float32, which read; either stack may have any number of leading axes, or none
     * @return {@code [*first, *second]} float32: {@code |A B| / (|A| |B|)} in Frobenius norms; 0 where either is all zeros
     */
    @Exercise("batched-composition-scores")
    default NDArray batchedCompositionScores(FactoredMatrix wAs, FactoredMatrix wBs) {
        throw new NotImplementedYet();
    }

    /**
     * Finds how much of a head's attention still does induction where other heads are silent.
     *
     * @param repeatedTokens {@code [batch, 2 S + 1]} int64, with S at least 2
     * @param ablate heads whose values are all zero, together in one run; where there is none, the model runs as it is
     * @param induction the head that is scored, whether it is ablated or not
     * @return the mean of its pattern over the batch and the whole diagonal of {@code S + 2} cells, in that same run
     */
    @Exercise("prev-head-ablation")
    default double ablatedInductionScore(
            HookedTransformer model, NDArray repeatedTokens, List<Head> ablate, Head induction) {
        throw new NotImplementedYet();
    }
}
