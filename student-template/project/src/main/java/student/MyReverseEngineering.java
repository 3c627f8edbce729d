package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.LowRank;
import hookworks.exercises.NotImplementedYet;
import hookworks.exercises.QkvCompositionScores;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import java.util.List;

/** Section 4, "Reverse-engineering induction circuits". */
public final class MyReverseEngineering implements ReverseEngineering {
    /**
     * Exercise {@code factored-matrix}: what do thin factors A, B and C tell of AB and AC, which are too large to make?
     *
     * <p>Right means: the trace within 0.0001; a small matrix with every eigenvalue of AB but for zeros; U and V with
     * orthonormal columns, which with the singular values make AC, each cell within 0.0001. Signs of singular vectors are
     * free. There may be a million rows and columns.
     *
     * @param a {@code [m, rank]} float32
     * @param b {@code [rank, m]} float32
     * @param c {@code [rank, n]} float32; neither m nor n is less than the rank
     * @return {@code LowRank(trace, smallProduct, svd)}, the last one a {@code Svd(u, s, v)}
     */
    @Override
    public LowRank lowRank(NDArray a, NDArray b, NDArray c) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code full-ov-circuit}: how much does looking at a token move the logit of each token?
     *
     * <p>Right means: each cell of the product within 0.0001, for any head of any layer; the matrix is kept as its factors,
     * {@code [d_vocab, d_head]} and {@code [d_head, d_vocab]}. Nothing is scaled.
     *
     * @param model whose weights are read and left as they are
     * @param head in any layer
     * @return {@code [source token, output token]}
     */
    @Override
    public FactoredMatrix fullOvCircuit(HookedTransformer model, Head head) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code ov-circuit-sample}: what does a circuit say of a few tokens?
     *
     * <p>Right means: each cell within 0.0001, for circuits of any width, also of a million tokens.
     *
     * @param circuit {@code [token, token]}
     * @param indices {@code [n]} int64, in any order, some perhaps more than once
     * @return {@code [n, n]} float32, the circuit at these rows and these columns
     */
    @Override
    public NDArray circuitSample(FactoredMatrix circuit, NDArray indices) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code top-1-accuracy}: in how many rows of a circuit is the largest entry on the diagonal?
     *
     * <p>Right means: within 0.000001, for any square circuit, whatever the size of a batch. In the checks no entry is as
     * large as the one on the diagonal of its row.
     *
     * @param circuit {@code [n, n]} in two float32 factors; the whole product may be too large to make
     * @param batchSize how many rows to make at a time, at least 1; it may be more than there are
     * @return the share of rows, from 0 to 1
     */
    @Override
    public double top1Accuracy(FactoredMatrix circuit, int batchSize) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code top-k-accuracy}, for extra credit: in how many rows is the diagonal among the {@code k} largest
     * entries?
     *
     * <p>Right means the same as for {@code top-1-accuracy}, which is the case of {@code k} = 1.
     *
     * @param circuit {@code [n, n]} in two float32 factors
     * @param k at least 1; it may be more than there are columns, and then every row counts
     * @param batchSize how many rows to make at a time, at least 1; it may be more than there are
     * @return the share of rows, from 0 to 1
     */
    @Override
    public double topKAccuracy(FactoredMatrix circuit, int k, int batchSize) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code effective-ov-circuit}: what do heads that share a pattern do to the logits together?
     *
     * <p>Right means: each cell of the product within 0.0001, for any number of heads of any layers; the matrix is kept as
     * its factors, {@code [d_vocab, n * d_head]} and {@code [n * d_head, d_vocab]} for {@code n} heads.
     *
     * @param model whose weights are read and left as they are
     * @param heads at least one, each once
     * @return {@code [token that is looked at, token whose logit moves]}
     */
    @Override
    public FactoredMatrix effectiveOvCircuit(HookedTransformer model, List<Head> heads) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code pos-by-pos-pattern}: where does a head look if it goes by positions alone?
     *
     * <p>Right means: each cell within 0.0001, for any head of any layer, for narrow heads and wide ones, and for every
     * position of the context. Scores are divided by the square root of {@code d_head}, keys after the query are hidden,
     * and each row adds up to 1.
     *
     * @param model whose weights are read and left as they are
     * @return {@code [query, key]} float32, {@code n_ctx} of each
     */
    @Override
    public NDArray posByPosPattern(HookedTransformer model, Head head) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code decompose-qk-input}: what do the queries and keys of layer 1 read, part by part?
     *
     * <p>The model has shortformer positions: queries and keys read the stream <em>plus</em> the position.
     *
     * <p>Right means: each cell within 0.0001, for any length, any number of heads and layers.
     *
     * @param cache of one text, without a batch axis; it has every activation of the run, {@code hook_result} of each
     *     layer ({@code [pos, head, d_model]}) among them. It comes without its model: what needs weights can't be asked
     * @return {@code [2 + head, pos, d_model]} float32: {@code hook_embed}, {@code hook_pos_embed}, then what each head of
     *     layer 0 wrote, from head 0 on
     */
    @Override
    public NDArray decomposeQkInput(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code decompose-q}: what does each component add to a head's queries?
     *
     * <p>Right means: each cell within 0.0001, for any head of any layer of any model, and any number of components and
     * positions. No bias is added, and nothing is scaled.
     *
     * @param qkInput {@code [component, pos, d_model]} float32
     * @param model whose weights are read and left as they are
     * @param head whose queries, in any layer
     * @return {@code [component, pos, d_head]} float32
     */
    @Override
    public NDArray decomposeQ(NDArray qkInput, HookedTransformer model, Head head) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code decompose-k}: what does each component add to a head's keys?
     *
     * <p>Right means the same as for queries.
     *
     * @param qkInput {@code [component, pos, d_model]} float32
     * @param model whose weights are read and left as they are
     * @param head whose keys, in any layer
     * @return {@code [component, pos, d_head]} float32
     */
    @Override
    public NDArray decomposeK(NDArray qkInput, HookedTransformer model, Head head) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code decompose-attn-scores}: what does each pair of components add to a head's attention scores?
     *
     * <p>Right means: each cell within 0.0001, those of keys after the query too, for any number of components on either
     * side, and heads of any width. Scores are divided by the square root of {@code d_head}; there is no softmax.
     *
     * @param q {@code [query component, pos, d_head]} float32
     * @param k {@code [key component, pos, d_head]} float32, not necessarily with as many components
     * @return {@code [query component, key component, query, key]} float32
     */
    @Override
    public NDArray decomposeAttnScores(NDArray q, NDArray k) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code k-composition-circuit}: how much does a head want to look at a position for the token that an
     * earlier head has fetched there?
     *
     * <p>Right means: each cell of the product within 0.0001, for any two heads, in whichever layers; the matrix is kept as
     * its factors, {@code [d_vocab, d_head]} and {@code [d_head, d_vocab]}. Nothing is scaled.
     *
     * @param model whose weights are read and left as they are
     * @param previous the head that fetches a token
     * @param induction the head that looks for it
     * @return {@code [query token, key token]}
     */
    @Override
    public FactoredMatrix kCompositionCircuit(HookedTransformer model, Head previous, Head induction) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code composition-score}: how much of what one matrix writes does another one read?
     *
     * <p>Right means: within 0.0001 of {@code |A B| / (|A| |B|)}, in Frobenius norms, for matrices of any size and rank that
     * may be multiplied. Where either is all zeros, the score is 0.
     *
     * @param wA {@code [i, j]} float32
     * @param wB {@code [j, k]} float32
     * @return from 0 to 1
     */
    @Override
    public double compositionScore(NDArray wA, NDArray wB) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code qkv-composition-scores}: how much does each head of layer 1 read of what each head of layer 0 writes,
     * with its queries, its keys and its values?
     *
     * <p>Right means: each score within 0.0001, for any model of two layers or more; layers 0 and 1 are asked for.
     *
     * @param model whose weights are read and left as they are
     * @return three tensors {@code [head of layer 0, head of layer 1]} float32, on a manager of their own
     */
    @Override
    public QkvCompositionScores compositionScores(HookedTransformer model) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code random-composition-score}: what is a composition score worth by chance?
     *
     * <p>Right means: over many seeds, mean and standard deviation of your scores are those of {@code X Yᵀ} with {@code Z
     * Wᵀ}, where the four factors are {@code [d_model, d_head]} and their entries are drawn independently and evenly about
     * 0, give or take what chance does. The same seed gives the same score, and another seed another.
     *
     * @param dModel width of the stream
     * @param dHead from 1 to {@code dModel}
     * @param seed decides the draw
     * @return one score, from 0 to 1
     */
    @Override
    public double randomCompositionScore(int dModel, int dHead, long seed) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code batched-composition-scores}: how much of what each matrix of one stack writes does each of another
     * read?
     *
     * <p>Right means: each cell within 0.0001, for any number of leading axes, also for none; where either matrix is all
     * zeros, 0. Nothing may be multiplied out: matrices can have a million rows and columns.
     *
     * @param wAs {@code [*first, i, j]} float32
     * @param wBs {@code [*second, j, k]} float32
     * @return {@code [*first, *second]} float32: the Frobenius norm of A B, divided by those of A and of B
     */
    @Override
    public NDArray batchedCompositionScores(FactoredMatrix wAs, FactoredMatrix wBs) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code prev-head-ablation}: how much of a head's attention still does induction where other heads are
     * silent?
     *
     * <p>Right means: within 0.0001, for any heads of any layers, of which there may be none, and for any {@code S} from 2
     * on. No hook is left on the model.
     *
     * @param model whose heads are silenced, by hooks on {@code hook_v}
     * @param repeatedTokens {@code [batch, 2 S + 1]} int64: BOS, a block of S tokens and the same block again, row by row
     * @param ablate the heads whose values become zero, all of them in one run; an empty list silences none
     * @param induction the head whose pattern is read in that same run, in whichever layer
     * @return the mean of that pattern over the batch and the diagonal from query {@code S - 1} on key 0 to the last
     *     query, {@code S + 2} cells
     */
    @Override
    public double ablatedInductionScore(
            HookedTransformer model, NDArray repeatedTokens, List<Head> ablate, Head induction) {
        throw new NotImplementedYet();
    }
}
