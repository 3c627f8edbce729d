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
    SEED_IGNORED("The seed decides the draw and nothing else does: the same seed draws the same, another seed"
            + " draws anew."),
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
                    + " take softmax and logarithm in one step."),
    HOOK_LEFT_BEHIND(
            "A hook of an earlier run is still on the model, or on it twice: runWithHooks takes its hooks off when"
                    + " the run ends, and what addHook puts on stays until resetHooks."),
    COMPONENTS_REORDERED(
            "The columns are in another order: the direct path, then all heads of layer 0, then all of layer 1,"
                    + " and so on."),
    WHOLE_STREAM("The direct path is the embedding alone: the stream at the end has every head's share in it as well."),
    CENTRED_UNEMBEDDING(
            "W_U was centred, or a mean was taken off the logits: leave it as it is, so that a row adds up to"
                    + " the logit."),
    NOT_LINEAR(
            "Those are log-probabilities or probabilities. What a component adds to a logit is a dot product; after a"
                    + " softmax nothing adds up any more."),
    HEADS_ADDED_UP("Each head has a column of its own: don't add up or average the heads of a layer."),
    POSITION_IN_VALUES("Positions only enter queries and keys here: the direct path is the token embedding, without the"
            + " positional one."),
    HALVES_MISCUT(
            "The halves share the token at S: the first is cut from positions 0 to S and the second from S to 2 S, both"
                    + " ends included, and each loses its last row."),
    HALVES_EXCHANGED("The halves are exchanged: the first is the one that begins with BOS."),
    CUT_UNALIKE("Cut embedding, head results and tokens alike: here they come from different halves."),
    ATTRIBUTION_FIRST("The halves are cut where they should be, and what is wrong is the attribution of each: mend"
            + " logit-attribution first."),
    CHANGE_NOT_RETURNED(
            "The activation comes back as it was, or not at all. What you are given is a copy, so that a change"
                    + " in place is not seen: return the changed tensor."),
    ABLATES_ALL("Every head is changed: only the one that is named may be."),
    OTHER_HEADS_ABLATED("The other way round: the head that is named is the one to change, and the others stay."),
    WRONG_HEAD("Another head is changed than the one that is named, or one too many: heads count from 0."),
    HEAD_STILL_WRITES("The head is changed and still writes something: an ablated head's vectors are all 0."),
    HEAD_ALONE("Return the whole activation, with the other heads in it, and not only the head that is named."),
    HEAD_MEAN_AXES(
            "The mean is one vector as long as d_head: batch and position vanish, the head's channels stay, and the"
                    + " other heads take no part."),
    MEAN_OF_ZEROS("The head is all zeros: the mean has to be taken of what came in, before anything is overwritten."),
    CLEAN_MINUS_ABLATED(
            "The wrong way round: a score is the loss with the head ablated, less the loss of the model as it"
                    + " is, and so above 0 where the head helped."),
    LOSS_RANGE(
            "The loss runs over other positions: only p = S + 1 to 2 S - 1 are predictable, and p predicts token p + 1."),
    UNPREDICTABLE_COUNTED(
            "Position S is in the loss. It predicts the first token of the second copy, and nothing says that a"
                    + " repetition begins there: start at S + 1."),
    DIFFERENCE_FORGOTTEN("That is the loss itself, or a ratio: take the clean loss off."),
    LOGITS_FOR_LOSS(
            "That is made of logits or probabilities: a loss is the log-softmax of the logits at the right token,"
                    + " with its sign turned round."),
    EVERY_LAYER("A head is a layer and an index: the same index in another layer is another head."),
    KEEP_INVERTED("The other way round: heads in the list stay, and all others are ablated."),
    ONE_AT_A_TIME("All heads that are not kept are ablated in the same run, and not one at a time."),
    OTHER_ABLATION("That is the other kind of ablation: true asks for means, false for zeros."),
    CLEAN_MEANS(
            "The means are those of a run without ablation. A mean is taken of what arrives in the same run, after the"
                    + " layers before have lost their heads."),
    NOTHING_ABLATED("That is the loss of the whole model: an empty list keeps no head at all."),
    CLEAN_LOSS_TAKEN_OFF("That is a difference to the whole model's loss: the loss itself is asked for."),
    POSITION_LEFT_OUT(
            "Positions are missing: in this model queries and keys read the stream plus the position, which is in"
                    + " nothing else."),
    PARTS_MERGED("Some components are added up: give each its own place, tokens, positions and every head."),
    PART_ORDER("The components are there in another order: tokens, positions, then head 0, 1, 2 and so on."),
    COUNTED_TWICE("The stream is what the other components add up to: listed as well, it counts everything twice."),
    Z_FOR_RESULT("z is not in the stream yet: what a head writes is z times its W_O, hook_result."),
    WRONG_MATRIX("That is another matrix of this head: W_Q makes queries, W_K keys, and W_V what is moved."),
    OTHER_HEAD("That is another head's matrix: the first axis of a stack of weights is the layer, the second the head"
            + " within it."),
    EVERY_HEAD_ANSWERED("Every head's answer is there: pick the one that is asked for, so that its axes go."),
    COMPONENTS_SUMMED("The components are added up: keep their axis, since telling them apart is what it's all for."),
    SCALED_TOO_EARLY("The square root of d_head divides scores, where a query meets a key, and nothing before that."),
    SOFTMAX_OF_PARTS(
            "A softmax of parts doesn't add up to the softmax of the whole: stay with scores, which are linear."),
    MASK_UNASKED("Nothing is hidden here: every pair of positions has its score."),
    MATCHING_COMPONENTS(
            "Only component i of the query with component i of the key: each meets every one of the other" + " side."),
    CIRCUIT_TRANSPOSED("Rows and columns are exchanged: query tokens go down, key tokens go across."),
    HEADS_EXCHANGED(
            "The two heads have changed places, or one plays both parts: the earlier one writes, with its W_V and"
                    + " W_O, what the later one reads, with its W_K."),
    Q_COMPOSITION("The earlier head's output is on the query side there: it is the key that has been prepared."),
    UNEMBEDDED(
            "Tokens come in through W_E on both sides: W_U is for what goes out to the logits, W_pos for positions."),
    CIRCUIT_SCALED("The circuit is the plain product of its matrices, unscaled."),
    FACTORED_TOO_WIDE(
            "The factors meet in a wide axis: multiply everything on the query's side into [d_vocab, d_head], and"
                    + " everything on the key's side too."),
    ABLATION_WITHOUT_EFFECT(
            "That is the score of the model as it is. Silence and read in one run, and return the silenced"
                    + " tensor from the hook: a copy that is dropped changes nothing."),
    SOME_HEADS_LEFT("Some of the heads in the list still write: all of them are silent in the same run."),
    CHANGE_FOR_SCORE("That is by how much the score changes: the score itself is asked for."),
    NONE_ABLATES_NONE("An empty list silences no head at all: not head 0, and not all of them."),
    OTHER_HEAD_SCORED(
            "That is another head's score, or a mean over several: read the head that is asked for, in its own"
                    + " layer."),
    MATERIALISED("That multiplies out a product which is far too large to hold: stay with its two factors, and multiply"
            + " whatever makes something small first."),
    LEADING_AXES_LOST(
            "The leading axes are flattened: the answer has those of the first stack, then those of the second,"
                    + " as they came."),
    PAIRED_OFF(
            "Matrices are paired off, first with first and second with second: each of the first stack meets each of the"
                    + " second."),
    JOINT_NORM("A norm runs over a whole stack: each matrix has a norm of its own."),
    NORMS_OF_FACTORS(
            "Those are norms of the factors, multiplied: the norm of a product is smaller, and by how much differs"
                    + " from matrix to matrix."),
    ORDER_OF_PRODUCT(
            "The matrices are multiplied in another order: AB is as large as BA is small, and W_V W_O does what no W_O W_V"
                    + " does."),
    TRANSPOSE_MISSING("A transpose is missing, or there is one too many: rows of the left factor meet columns of the"
            + " right one."),
    TRACES_MULTIPLIED("The trace of a product is no product of traces: it adds up A_ij B_ji."),
    OWN_TRANSPOSE("That is one factor times its own transpose, which knows nothing of the other factor."),
    CORNER_TAKEN("That is a corner of AB: eigenvalues belong to a whole matrix, and none of its corners has them."),
    SQUARED_VALUES("Those are singular values squared, as the product of a matrix with its own transpose has them."),
    UNSORTED_VALUES("Singular values begin with the largest, and the columns of U and V go with them."),
    CORE_LEFT_OUT("The factors' own decompositions are not the product's: the small matrix between them has to be"
            + " decomposed as well, and its two rotations carried on into U and V."),
    VECTORS_IN_ROWS("The singular vectors are the columns of U and of V: here they lie in rows."),
    OV_TRANSPOSED("Rows and columns are exchanged: the token that is looked at goes down, the token whose logit moves"
            + " goes across."),
    TWO_HEADS_MIXED("W_V and W_O are those of two different heads: what one head reads goes out through its own W_O."),
    ALL_HEADS_ADDED("All heads of the layer, or of the model, are in there: take the one that is asked for."),
    COLUMNS_JUDGED("Columns are judged there: each row is a question of its own, and its columns are what competes."),
    NUMBERED_BY_BATCH("A row's number counts from the first row of the matrix, and not of its batch."),
    ROWS_MISSED(
            "Each row counts once. Where batchSize doesn't divide their number, the last batch is smaller: leave none"
                    + " of its rows out, and count none twice."),
    BATCHES_AVERAGED("Divide the hits of all batches by the number of all rows, once and at the end."),
    SHARE_ASKED(
            "The share of rows that are hits is asked for, from 0 to 1: no count, no percentage, and not what misses."),
    NOT_THE_LARGEST("A diagonal above 0, or above the row's mean, needn't be the largest entry of its row."),
    SIGNS_IGNORED("Entries are compared with their signs: what is far below 0 is small."),
    HITS_DIVIDED_BY_K("A row with its diagonal among the k largest is one hit, and no k-th part of one."),
    RANK_OFF_BY_ONE("The diagonal is among the k largest where 0, 1, ... or k - 1 entries are larger."),
    SMALLEST_TAKEN("Those are the k smallest entries of each row."),
    OTHER_K("That is the share for another k than the one that is given."),
    MEAN_OF_HEADS("What heads write is added up in the stream: take the sum, and no mean."),
    ONE_HEAD_ONLY("Every head of the list takes part, each with its own matrices."),
    HEADS_CROSSED("The heads' matrices are added up before they are multiplied, so that what one head reads also leaves"
            + " through the others: put the W_V side by side, and the W_O one below another."),
    CIRCUITS_CHAINED(
            "The heads' circuits are multiplied, as if one head read what the other wrote: here they stand side"
                    + " by side, and what they write is added up."),
    QK_FOR_OV("That goes through W_Q and W_K, which decide where a head looks: what it moves goes through W_V and"
            + " W_O."),
    EMBEDDING_FOR_UNEMBEDDING(
            "What leads out to the logits is W_U: it is a matrix of its own, and not W_E turned" + " round."),
    WIDE_MIDDLE("The factors meet in a wide axis: multiply everything on the left of d_head into one, and everything on"
            + " its right into the other."),
    ONE_SIDE_SAMPLED("Only rows are picked there, or only columns, or nothing but the diagonal: every chosen row meets"
            + " every chosen column."),
    OTHER_INDICES(
            "Rows and columns both go by the indices that are given, in their order, also where one comes" + " twice."),
    QUERY_ON_THE_RIGHT(
            "Query and key are exchanged: a row is a query, made by W_Q, and a column a key, made by W_K. Transpose the"
                    + " keys."),
    TOKENS_FOR_POSITIONS("Those are tokens, the rows of W_E: positions are the rows of W_pos."),
    PRODUCT_ORDER(
            "The product is A times B as they stand, A on the left and nothing transposed: B reads what A writes."),
    NORM_SQUARED("A norm is there squared: Frobenius's is the root of the sum of squares, also of the product."),
    NORM_AVERAGED(
            "Squares are averaged there instead of added up: the score is then too large by the size of the stream."),
    NOT_RELATIVE(
            "The norm of the product is divided by both norms, multiplied: only then doesn't the score change when either"
                    + " matrix is made larger."),
    OTHER_NORM("That is another norm: Frobenius's is the root of the sum of all entries squared."),
    ENTRY_BY_ENTRY(
            "The two are compared entry by entry there: the matrix product is asked for, what passes through both."),
    NOTHING_WRITTEN(
            "That is 0/0: a matrix of zeros writes nothing and reads nothing, and its score is 0 by definition."),
    QK_EXCHANGED("Q and K are exchanged: the side that reads comes first, W_Q W_Kᵀ for queries and W_K W_Qᵀ for keys."),
    LAYERS_EXCHANGED(
            "Heads of layer 0 write, with their W_V W_O, and heads of layer 1 read: not the other way round, and not"
                    + " within one layer."),
    WRITES_BY_PATTERN(
            "What an earlier head writes is its W_V W_O, whoever reads it: W_Q and W_K only say where it looks."),
    READS_BY_ONE_FACTOR(
            "W_Q, W_K or W_V alone is half of what reads: take the head's whole matrix, from stream to stream."),
    LIKE_HEADS_ONLY("Each head of layer 0 meets each head of layer 1, and not only the one of its own index."),
    SCORE_FIRST(
            "The matrices are the right ones, and what is wrong is the score of two of them: mend composition-score first."),
    RANK_LOST(
            "Scores vary far more between matrices of low rank: each is a product of two factors [d_model, d_head], and one"
                    + " score is one draw."),
    NOT_CENTRED(
            "Entries are drawn evenly about 0: where all of them are positive, all matrices write and read much the same."),
    FACTORS_TURNED(
            "The factors are multiplied the short way: [d_model, d_head] times its like, transposed, is as wide as the"
                    + " stream."),
    FACTORS_SHARED("Factors are the same there: all four are drawn one after the other, from one generator.");

    private final String sentence;

    Misconception(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
