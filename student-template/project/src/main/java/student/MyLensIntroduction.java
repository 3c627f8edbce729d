package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.AttentionView;
import hookworks.exercises.Guesses;
import hookworks.exercises.LensIntroduction;
import hookworks.exercises.ModelShape;
import hookworks.exercises.NotImplementedYet;
import hookworks.exercises.TokenView;
import hookworks.lens.HookedTransformer;

/** Section 1, "TransformerLens: introduction". */
public final class MyLensIntroduction implements LensIntroduction {
    /**
     * Exercise {@code inspect-model}: what is the model built like?
     *
     * <p>Right means: every figure is exact, for any number of layers and heads, for heads of any width (side by side they
     * need not be as wide as the stream), for vocabularies that differ in size between reading and predicting, with and
     * without MLPs, with any normalization, and for all four kinds of positions.
     *
     * @param model any model; its config has the answers
     * @return its sizes; {@code heads} are those of one layer, {@code vocabulary} is how many tokens it can read, and
     *     {@code positions} is {@code standard}, {@code shortformer}, {@code rotary} or {@code alibi}
     */
    @Override
    public ModelShape inspectModel(HookedTransformer model) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code tokens-and-strings}, for extra credit: a text as the model sees it, and what comes back.
     *
     * <p>Right means: exact, for any text (parts of words, spaces around it, line ends, emoji, nothing at all) and for
     * models with different tokenizers. One BOS goes in front, also where the model's own habit is to do without.
     *
     * @param model a model with a tokenizer
     * @param text where it spells out a BOS, that is a token of the text, and stays on the way back
     * @return {@code tokens}: {@code [1, pos]} int64, the BOS first; {@code strTokens}: what each token stands for when
     *     alone, {@code pos} strings, that of the BOS first; {@code roundTrip}: what the tokens stand for together,
     *     without the BOS that was put in front
     */
    @Override
    public TokenView tokenView(HookedTransformer model, String text) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code correct-predictions}: at how many positions does the model guess the next token?
     *
     * <p>Run the model, find its most likely token at each position, and compare that with the token which really
     * follows. Every row of the batch counts, and so does the first position. The last position of a row has nothing
     * that follows.
     *
     * <p>Right means: {@code hits} is exact in every cell, for any model, batch and length from 2 tokens up, and each
     * time that it is asked. Use the tokens as they are: a beginning-of-sequence token is already there.
     *
     * @param model the model to run; leave it as you found it, without hooks of yours
     * @param tokens {@code [batch, pos]} int64
     * @return {@code hits}: {@code [batch, pos - 1]} bool, whether position {@code p} predicts token {@code p + 1};
     *     {@code correct}: how many cells of {@code hits} are true; {@code total}: how many cells it has
     */
    @Override
    public Guesses correctPredictions(HookedTransformer model, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code pattern-from-qk}: the attention patterns that queries and keys make.
     *
     * <p>Four steps: scores, divided by the square root of {@code d_head}, keys after the query hidden, softmax over the
     * keys.
     *
     * @param q {@code [batch, pos, head, d_head]} float32, what each position looks for
     * @param k {@code [batch, pos, head, d_head]} float32, what each position offers to be found by
     * @return {@code [batch, head, query, key]} float32, each cell within 0.0001, for any batch, length, number and width
     *     of heads, and for scores of up to 300 either way; each query's weights add up to 1, and no query looks at a
     *     later key
     */
    @Override
    public NDArray attentionPattern(NDArray q, NDArray k) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code attention-heads-view}: what a picture of one layer's heads is drawn from.
     *
     * <p>Right means: for any model with a tokenizer, any layer of it (more than ten, too) and any text, the empty one
     * included.
     *
     * @param model the model to run; leave it as you found it, without hooks of yours
     * @param text what the model reads, after one BOS
     * @param layer from 0
     * @return {@code tokens}: the strings of the tokens that the model read, that of the BOS first; {@code pattern}:
     *     {@code [head, query, key]} float32, after softmax, each cell within 0.0001; {@code headNames}: {@code L0H3} for
     *     head 3 of layer 0, and so on
     */
    @Override
    public AttentionView attentionView(HookedTransformer model, String text, int layer) {
        throw new NotImplementedYet();
    }
}
