package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import hookworks.lens.HookedTransformer;

/** Section 1, "TransformerLens: introduction": load, run and look inside a hooked transformer. */
public interface LensIntroduction {
    /**
     * Reads off what a model is built like.
     *
     * @param model any model: with or without MLPs, with any kind of positions, with heads of any width
     * @return its sizes
     */
    @Exercise("inspect-model")
    default ModelShape inspectModel(HookedTransformer model) {
        throw new NotImplementedYet();
    }

    /**
     * Turns a text into tokens, into the strings of its tokens, and back into a text.
     *
     * @param model a model with a tokenizer
     * @param text anything, the empty text too; where it spells out a BOS, that is a token of the text and stays
     * @return one BOS and the text's tokens, whatever the model's habit with BOS; the tensor belongs to a manager of its
     *     own, which the caller closes
     */
    @Exercise("tokens-and-strings")
    default TokenView tokenView(HookedTransformer model, String text) {
        throw new NotImplementedYet();
    }

    /**
     * Counts the positions at which the model's most likely next token is the token that follows.
     *
     * @param model the model to run
     * @param tokens {@code [batch, pos]} int64, BOS first where there is one
     * @return the count over all {@code batch * (pos - 1)} comparable positions, and which of them hit
     */
    @Exercise("correct-predictions")
    default Guesses correctPredictions(HookedTransformer model, NDArray tokens) {
        throw new NotImplementedYet();
    }

    /**
     * Makes attention patterns of queries and keys.
     *
     * @param q {@code [batch, pos, head, d_head]} float32, what each position looks for
     * @param k {@code [batch, pos, head, d_head]} float32, what each position offers to be found by
     * @return {@code [batch, head, query, key]} float32, causal: no query looks at a later key, and each query's
     *     weights add up to 1; belongs to the manager of {@code q}
     */
    @Exercise("pattern-from-qk")
    default NDArray attentionPattern(NDArray q, NDArray k) {
        throw new NotImplementedYet();
    }

    /**
     * Gathers what a picture of one layer's heads is drawn from.
     *
     * @param model a model with a tokenizer
     * @param text what the model reads, after one BOS; the empty text too
     * @param layer from 0
     * @return the tensor belongs to a manager of its own, which the caller closes
     */
    @Exercise("attention-heads-view")
    default AttentionView attentionView(HookedTransformer model, String text, int layer) {
        throw new NotImplementedYet();
    }
}
