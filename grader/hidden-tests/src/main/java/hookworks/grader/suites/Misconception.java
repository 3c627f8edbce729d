package hookworks.grader.suites;

/** Mistakes that a wrong answer gives away, each with the sentence that its feedback starts with. */
public enum Misconception {
    NEXT_TOKEN_SHIFT("The prediction at a position is about the next token: compare position p with token p + 1."),
    BOS_COUNTED("The first position predicts like any other, and the last has nothing to compare with."),
    BATCH_COLLAPSED("Only part of the batch was used: every row counts."),
    AXIS_SWAPPED(
            "Two axes are exchanged, or an offset has the wrong sign: say for each axis what it counts before you index"
                    + " or reduce it."),
    DIAGONAL_OFF_BY_ONE(
            "The stripe is some cells off: a query at q looks at key q - (S - 1), one past the previous copy."),
    WHOLE_STRIPE("That is the mean of the S induction cells alone; by definition the score takes the whole diagonal of"
            + " S + 2 cells, so that it can be read off with one operation."),
    SUM_INSTEAD_OF_MEAN("That is a sum or a largest value where a mean is asked for."),
    DIVIDED_BY_WRONG_COUNT("The mean divides by how many cells were added: the stripe has S + 2."),
    MEAN_OVER_WRONG_AXIS("The mean was taken over one axis too many: each head has a score of its own."),
    WRONG_LAYER("The scores belong into the row of the layer that the hook point lies in."),
    OTHER_ROWS_CHANGED("Only the row of the hook's layer changes; the other rows come back as they came."),
    HARD_CODED_SIZE("That is the figure of another model: read it from the model that you are given."),
    HEADS_OF_ALL_LAYERS("The figure counts the heads of one layer, not those of all layers together."),
    HEAD_WIDTH_DERIVED("d_head is a figure of its own: heads side by side need not be as wide as the residual stream."),
    OUTPUT_VOCABULARY("That is how many tokens the model can predict; it may read more, or fewer."),
    BOS_FORGOTTEN("The tokens begin with one BOS, in front of the text's own."),
    BOS_TWICE("There is one BOS too many: what turns text into tokens has put one in front already."),
    BOS_KEPT("The BOS that was put in front is no part of the text: leave it out on the way back."),
    BATCH_AXIS_DROPPED("Tokens for a model are a batch, also where there is one text: [1, pos]."),
    BATCH_AXIS_LEFT("The batch axis is still there: the view is of one text, so take that text out of the batch."),
    SPLIT_ON_SPACES("Tokens are no words: ask the model's own tokenizer, which splits words and keeps their spaces."),
    EDGES_STRIPPED("Spaces and line ends around a text are tokens too: leave them on."),
    TEXT_HANDED_BACK("That is the text as it came in, and not what its tokens stand for."),
    DECODED_ALONE("A character can be spread over several tokens: decode them together, not one by one."),
    SPECIAL_TOKENS_DROPPED("A BOS that the text itself spells out is part of the text: only the one in front goes."),
    SCALE_MISSING("Scores are divided by the square root of d_head before the softmax."),
    SCALE_BY_MODEL_WIDTH("Scores are divided by the square root of one head's width, d_head: not by d_head itself, and"
            + " not by the width of all heads together."),
    MASK_MISSING("A query looks at itself and at what came before it: hide the keys that come after."),
    MASK_AFTER_SOFTMAX("Keys that are hidden after the softmax have had their share by then: mask the scores, so that"
            + " each row adds up to 1."),
    MASK_INVERTED("The mask is the wrong way round: it hides the past and shows the future."),
    MASK_HIDES_ITSELF("A query may look at its own position: only the keys after it are hidden."),
    MASK_TOO_WEAK("A hidden score must lie far below every real one: 0, -10 and -100 are scores that a real one can"
            + " fall below."),
    EXP_OVERFLOWS("exp of a large score is infinite: subtract each row's largest score first, or use softmax, which"
            + " does."),
    SOFTMAX_AXIS("The softmax runs over the wrong axis: each query shares its attention out over the keys."),
    HEADS_AVERAGED("Each head has a pattern of its own: don't average over them."),
    SCORES_FOR_PATTERN("Those are scores from before the softmax; the pattern's rows add up to 1."),
    OTHER_LAYER("That is another layer's: take the one that is asked for, counted from 0."),
    COUNTED_FROM_ONE("Layers and heads count from 0."),
    OTHER_DISTANCE(
            "The heads you list look some other number of positions back than the one that is asked for, or at BOS."),
    OTHER_KEY("The key that is asked for is the very first position, number 0 on the key axis, for every query."),
    LARGEST_CELLS_COUNTED("You count in how many rows the cell is the largest. It can be the largest of its row and"
            + " still be small: average the attention itself."),
    ONE_QUERY("You look at one query only: the score is a mean over all queries that have such a key."),
    HEAD_EXCHANGED("Layer and index are exchanged in the heads you list: it is new Head(layer, index)."),
    LAYERS_LEFT_OUT("Heads of some layers are never listed: the cache says how many layers there are."),
    NO_HEAD_PASSED("No head passes your threshold: print the scores before you compare them. If they are all 0, the"
            + " offset has the wrong sign; if they are all alike, the mean runs over too many cells."),
    EVERY_HEAD_PASSED("Every head passes your threshold: print the scores before you compare them. Attention is added"
            + " up there instead of averaged, or read from a cell that is 1 in every head."),
    BOS_NOT_ONCE(
            "Each row begins with the model's own BOS token, and has it there once: not in front of the second copy,"
                    + " not at the end, and not a number that you know from another model."),
    BLOCK_NOT_REPEATED("The second copy is the first one again, token by token and in the same order: draw once, join"
            + " twice."),
    ROWS_ALIKE("Rows share their block: each row has one of its own."),
    OUTSIDE_VOCABULARY("Tokens are whole numbers from 0 to d_vocab - 1, and each of them can be drawn."),
    SEED_IGNORED("The seed decides the draw and nothing else does: the same seed gives the same tokens, another seed"
            + " others."),
    ANOTHER_DRAW(
            "Tokens, logits and cache are not all of one run: draw once, run once, and return the three together."),
    LOG_BASE("That is another measure of the same thing: the natural logarithm of the probability is asked for."),
    NOT_NORMALISED("Those are logits. A softmax over the vocabulary makes them probabilities, and its logarithm is what"
            + " is asked for."),
    SOFTMAX_OVER_VOCABULARY("The softmax runs over another axis than the vocabulary."),
    SIGN_FLIPPED(
            "That is the loss, the log-probability with its sign turned round: a log-probability is never above 0."),
    UNDERFLOW(
            "In float32 a small probability becomes 0, whose logarithm is minus infinity, and e^100 is infinite already:"
                    + " take softmax and logarithm in one step.");

    private final String sentence;

    Misconception(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
