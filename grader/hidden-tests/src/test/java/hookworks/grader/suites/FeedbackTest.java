package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.exercises.Hooks;
import hookworks.exercises.InductionHeads;
import hookworks.exercises.LensIntroduction;
import hookworks.exercises.ReverseEngineering;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Feedback")
final class FeedbackTest {
    private final Suites suites = Suites.ofCourse();

    @ParameterizedTest(name = "{1} of {0}")
    @DisplayName("says which misconception a wrong answer gives away")
    @CsvSource({
        "induction-score-hook, looksAtTheCopyItself, DIAGONAL_OFF_BY_ONE",
        "induction-score-hook, looksTwoPastTheCopy, DIAGONAL_OFF_BY_ONE",
        "induction-score-hook, looksAhead, AXIS_SWAPPED",
        "induction-score-hook, averagesInductionCellsAlone, WHOLE_STRIPE",
        "induction-score-hook, usesTheFirstRow, BATCH_COLLAPSED",
        "induction-score-hook, averagesOverHeads, MEAN_OVER_WRONG_AXIS",
        "induction-score-hook, sumsTheStripe, SUM_INSTEAD_OF_MEAN",
        "induction-score-hook, dividesByBlock, DIVIDED_BY_WRONG_COUNT",
        "induction-score-hook, writesRowZero, WRONG_LAYER",
        "induction-score-hook, clearsOtherRows, OTHER_ROWS_CHANGED",
        "correct-predictions, comparesWithTheSameToken, NEXT_TOKEN_SHIFT",
        "correct-predictions, comparesWithTheTokenBefore, NEXT_TOKEN_SHIFT",
        "correct-predictions, leavesTheFirstOut, BOS_COUNTED",
        "correct-predictions, neverHitsAtTheFirst, BOS_COUNTED",
        "correct-predictions, repeatsTheFirstRow, BATCH_COLLAPSED",
        "inspect-model, answersForGpt2, HARD_CODED_SIZE",
        "inspect-model, countsAllHeads, HEADS_OF_ALL_LAYERS",
        "inspect-model, derivesHeadWidth, HEAD_WIDTH_DERIVED",
        "inspect-model, takesTheOutputVocabulary, OUTPUT_VOCABULARY",
        "tokens-and-strings, forgetsBos, BOS_FORGOTTEN",
        "tokens-and-strings, leavesBosOutOfStrings, BOS_FORGOTTEN",
        "tokens-and-strings, followsTheHabit, BOS_FORGOTTEN",
        "tokens-and-strings, putsBosTwice, BOS_TWICE",
        "tokens-and-strings, spellsBosOut, BOS_TWICE",
        "tokens-and-strings, dropsTheBatchAxis, BATCH_AXIS_DROPPED",
        "tokens-and-strings, splitsOnSpaces, SPLIT_ON_SPACES",
        "tokens-and-strings, keepsBos, BOS_KEPT",
        "tokens-and-strings, handsTheTextBack, TEXT_HANDED_BACK",
        "tokens-and-strings, trimsTheRoundTrip, EDGES_STRIPPED",
        "tokens-and-strings, joinsStrings, DECODED_ALONE",
        "tokens-and-strings, dropsSpecialTokens, SPECIAL_TOKENS_DROPPED",
        "pattern-from-qk, forgetsTheScale, SCALE_MISSING",
        "pattern-from-qk, scalesByModelWidth, SCALE_BY_MODEL_WIDTH",
        "pattern-from-qk, scalesByHeadWidth, SCALE_BY_MODEL_WIDTH",
        "pattern-from-qk, forgetsTheMask, MASK_MISSING",
        "pattern-from-qk, masksAfterSoftmax, MASK_AFTER_SOFTMAX",
        "pattern-from-qk, invertsTheMask, MASK_INVERTED",
        "pattern-from-qk, hidesItself, MASK_HIDES_ITSELF",
        "pattern-from-qk, hidesItselfForGood, MASK_HIDES_ITSELF",
        "pattern-from-qk, masksWithZero, MASK_TOO_WEAK",
        "pattern-from-qk, masksWithTen, MASK_TOO_WEAK",
        "pattern-from-qk, masksWithHundred, MASK_TOO_WEAK",
        "pattern-from-qk, overflows, EXP_OVERFLOWS",
        "pattern-from-qk, softmaxOverQueries, SOFTMAX_AXIS",
        "pattern-from-qk, exchangesQueriesAndKeys, AXIS_SWAPPED",
        "pattern-from-qk, transposesTheResult, AXIS_SWAPPED",
        "pattern-from-qk, putsHeadsLast, AXIS_SWAPPED",
        "pattern-from-qk, repeatsTheFirstText, BATCH_COLLAPSED",
        "pattern-from-qk, averagesOverHeads, HEADS_AVERAGED",
        "attention-heads-view, listsTokensWithoutBos, BOS_FORGOTTEN",
        "attention-heads-view, leavesTheBatchAxis, BATCH_AXIS_LEFT",
        "attention-heads-view, givesScores, SCORES_FOR_PATTERN",
        "attention-heads-view, showsLayerZero, OTHER_LAYER",
        "attention-heads-view, countsLayersFromOne, OTHER_LAYER",
        "attention-heads-view, putsHeadsLast, AXIS_SWAPPED",
        "attention-heads-view, exchangesQueryAndKey, AXIS_SWAPPED",
        "attention-heads-view, averagesOverHeads, HEADS_AVERAGED",
        "attention-heads-view, countsHeadsFromOne, COUNTED_FROM_ONE",
        "attention-heads-view, namesLayerZero, OTHER_LAYER",
        "current-token-heads, looksAtThePositionBefore, OTHER_DISTANCE",
        "current-token-heads, addsUp, EVERY_HEAD_PASSED",
        "current-token-heads, averagesTheWholePattern, NO_HEAD_PASSED",
        "current-token-heads, exchangesLayerAndIndex, HEAD_EXCHANGED",
        "current-token-heads, looksAtLayerZero, LAYERS_LEFT_OUT",
        "previous-token-heads, looksTwoBack, OTHER_DISTANCE",
        "previous-token-heads, looksAhead, NO_HEAD_PASSED",
        "previous-token-heads, countsLargestCells, LARGEST_CELLS_COUNTED",
        "previous-token-heads, takesTheLargest, SUM_INSTEAD_OF_MEAN",
        "first-token-heads, takesTheSecondColumn, OTHER_KEY",
        "first-token-heads, takesTheCorner, EVERY_HEAD_PASSED",
        "first-token-heads, looksAtTheLastQuery, ONE_QUERY",
        "first-token-heads, hardCodesTwoLayers, LAYERS_LEFT_OUT",
        "repeated-tokens, drawsTheSecondCopy, BLOCK_NOT_REPEATED",
        "repeated-tokens, putsBosTwice, BOS_NOT_ONCE",
        "repeated-tokens, takesZeroForBos, BOS_NOT_ONCE",
        "repeated-tokens, sharesTheBlock, ROWS_ALIKE",
        "repeated-tokens, leavesOutTheLast, OUTSIDE_VOCABULARY",
        "repeated-tokens, drawsBeyond, OUTSIDE_VOCABULARY",
        "repeated-tokens, ignoresTheSeed, SEED_IGNORED",
        "repeated-tokens, keepsItsGenerator, SEED_IGNORED",
        "repeated-tokens, transposes, AXIS_SWAPPED",
        "run-repeated-tokens, cachesAnotherDraw, ANOTHER_DRAW",
        "run-repeated-tokens, takesLogitsOfAnotherDraw, ANOTHER_DRAW",
        "run-repeated-tokens, addsASecondBos, BOS_NOT_ONCE",
        "run-repeated-tokens, keepsTheLastRow, BATCH_COLLAPSED",
        "run-repeated-tokens, keepsTheFirstRowsCache, BATCH_COLLAPSED",
        "run-repeated-tokens, dropsTheSeed, SEED_IGNORED",
        "token-log-probs, looksUpTheCurrentToken, NEXT_TOKEN_SHIFT",
        "token-log-probs, looksUpTheTokenBefore, NEXT_TOKEN_SHIFT",
        "token-log-probs, looksUpEveryToken, NEXT_TOKEN_SHIFT",
        "token-log-probs, givesLogits, NOT_NORMALISED",
        "token-log-probs, givesProbabilities, LOG_BASE",
        "token-log-probs, takesBaseTwo, LOG_BASE",
        "token-log-probs, normalisesOverPositions, SOFTMAX_OVER_VOCABULARY",
        "token-log-probs, normalisesOverTheBatch, SOFTMAX_OVER_VOCABULARY",
        "token-log-probs, givesTheLoss, SIGN_FLIPPED",
        "token-log-probs, underflows, UNDERFLOW",
        "token-log-probs, overflows, UNDERFLOW",
        "token-log-probs, looksUpTheFirstRow, BATCH_COLLAPSED",
        "induction-heads, looksAtTheCopyItself, DIAGONAL_OFF_BY_ONE",
        "induction-heads, looksTwoPastTheCopy, DIAGONAL_OFF_BY_ONE",
        "induction-heads, looksAhead, NO_HEAD_PASSED",
        "induction-heads, addsUp, SUM_INSTEAD_OF_MEAN",
        "induction-heads, leavesTheFirstLayerOut, LAYERS_LEFT_OUT",
        "find-induction-heads, looksAtTheCopyItself, DIAGONAL_OFF_BY_ONE",
        "find-induction-heads, averagesInductionCellsAlone, WHOLE_STRIPE",
        "find-induction-heads, usesTheFirstRow, BATCH_COLLAPSED",
        "find-induction-heads, averagesOverHeads, MEAN_OVER_WRONG_AXIS",
        "find-induction-heads, addsUp, SUM_INSTEAD_OF_MEAN",
        "find-induction-heads, readsScores, SCORES_FOR_PATTERN",
        "find-induction-heads, filesInRowZero, WRONG_LAYER",
        "find-induction-heads, filesInTheLastRow, WRONG_LAYER",
        "find-induction-heads, repeatsTheLastLayer, WRONG_LAYER",
        "find-induction-heads, hardCodesTwoLayers, HARD_CODED_SIZE",
        "find-induction-heads, transposes, AXIS_SWAPPED",
        "find-induction-heads, addsASecondBos, BOS_NOT_ONCE",
        "find-induction-heads, leavesItsHooks, HOOK_LEFT_BEHIND",
        "logit-attribution, scoresTheCurrentToken, NEXT_TOKEN_SHIFT",
        "logit-attribution, takesComponentsOfTheNextPosition, NEXT_TOKEN_SHIFT",
        "logit-attribution, scoresEveryPosition, NEXT_TOKEN_SHIFT",
        "logit-attribution, wrapsAround, BOS_COUNTED",
        "logit-attribution, ordersByHead, COMPONENTS_REORDERED",
        "logit-attribution, beginsWithTheLastLayer, COMPONENTS_REORDERED",
        "logit-attribution, putsTheDirectPathLast, COMPONENTS_REORDERED",
        "logit-attribution, takesTheWholeStream, WHOLE_STREAM",
        "logit-attribution, centres, CENTRED_UNEMBEDDING",
        "logit-attribution, givesLogProbabilities, NOT_LINEAR",
        "logit-attribution, givesProbabilities, NOT_LINEAR",
        "logit-attribution, addsUpHeads, HEADS_ADDED_UP",
        "logit-attribution, repeatsTheLayersSum, HEADS_ADDED_UP",
        "logit-attribution, averagesHeads, HEADS_ADDED_UP",
        "logit-attribution, gathersRows, AXIS_SWAPPED",
        "logit-attribution, transposes, AXIS_SWAPPED",
        "logit-attribution, hardCodesTwoLayers, HARD_CODED_SIZE",
        "half-logit-attribution, doesNotOverlap, HALVES_MISCUT",
        "half-logit-attribution, givesTooFewTokens, HALVES_MISCUT",
        "half-logit-attribution, leavesTheFirstTokenOut, HALVES_MISCUT",
        "half-logit-attribution, splitsAfterTheFact, HALVES_MISCUT",
        "half-logit-attribution, exchangesHalves, HALVES_EXCHANGED",
        "half-logit-attribution, sharesTokens, CUT_UNALIKE",
        "half-logit-attribution, sharesHeadResults, CUT_UNALIKE",
        "half-logit-attribution, sharesTheEmbedding, CUT_UNALIKE",
        "half-logit-attribution, addsPositions, POSITION_IN_VALUES",
        "half-logit-attribution, transposes, ATTRIBUTION_FIRST",
        "head-zero-ablation, zeroesAPosition, AXIS_SWAPPED",
        "head-zero-ablation, zeroesAChannel, AXIS_SWAPPED",
        "head-zero-ablation, zeroesTheFirstRow, BATCH_COLLAPSED",
        "head-zero-ablation, zeroesEverything, ABLATES_ALL",
        "head-zero-ablation, zeroesTheOthers, OTHER_HEADS_ABLATED",
        "head-zero-ablation, countsFromOne, WRONG_HEAD",
        "head-zero-ablation, zeroesTheNeighbourToo, WRONG_HEAD",
        "head-zero-ablation, returnsTheSlice, HEAD_ALONE",
        "head-zero-ablation, negates, HEAD_STILL_WRITES",
        "head-zero-ablation, returnsItsInput, CHANGE_NOT_RETURNED",
        "head-zero-ablation, returnsNothing, CHANGE_NOT_RETURNED",
        "head-mean-ablation, averagesChannels, HEAD_MEAN_AXES",
        "head-mean-ablation, averagesTheBatch, HEAD_MEAN_AXES",
        "head-mean-ablation, averagesPositions, HEAD_MEAN_AXES",
        "head-mean-ablation, averagesHeads, HEAD_MEAN_AXES",
        "head-mean-ablation, takesTheMeanOfAllHeads, HEAD_MEAN_AXES",
        "head-mean-ablation, addsUp, SUM_INSTEAD_OF_MEAN",
        "head-mean-ablation, zeroesFirst, MEAN_OF_ZEROS",
        "head-mean-ablation, replacesEveryHead, ABLATES_ALL",
        "head-mean-ablation, replacesTheOthers, OTHER_HEADS_ABLATED",
        "head-mean-ablation, countsFromOne, WRONG_HEAD",
        "head-mean-ablation, returnsTheHead, HEAD_ALONE",
        "head-mean-ablation, takesTheFirstRowsMean, BATCH_COLLAPSED",
        "ablation-scores, turnsTheSignRound, CLEAN_MINUS_ABLATED",
        "ablation-scores, takesTheWholeSequence, LOSS_RANGE",
        "ablation-scores, countsTheUnpredictable, UNPREDICTABLE_COUNTED",
        "ablation-scores, comparesWithTheSameToken, NEXT_TOKEN_SHIFT",
        "ablation-scores, takesLogits, LOGITS_FOR_LOSS",
        "ablation-scores, addsUp, SUM_INSTEAD_OF_MEAN",
        "ablation-scores, usesTheFirstRow, BATCH_COLLAPSED",
        "ablation-scores, givesTheLoss, DIFFERENCE_FORGOTTEN",
        "ablation-scores, givesARatio, DIFFERENCE_FORGOTTEN",
        "ablation-scores, accumulatesHooks, HOOK_LEFT_BEHIND",
        "ablation-scores, ablatesTheLastHead, WRONG_HEAD",
        "ablation-scores, ablatesInLayerZero, OTHER_LAYER",
        "ablation-scores, ablatesInEveryLayer, EVERY_LAYER",
        "ablation-scores, ablatesTheOthers, OTHER_HEADS_ABLATED",
        "ablation-scores, transposes, AXIS_SWAPPED",
        "circuit-only-loss, ablatesTheKept, KEEP_INVERTED",
        "circuit-only-loss, keepsByIndex, EVERY_LAYER",
        "circuit-only-loss, keepsAllForNone, NOTHING_ABLATED",
        "circuit-only-loss, ablatesOneAtATime, ONE_AT_A_TIME",
        "circuit-only-loss, alwaysZeroes, OTHER_ABLATION",
        "circuit-only-loss, invertsTheFlag, OTHER_ABLATION",
        "circuit-only-loss, takesCleanMeans, CLEAN_MEANS",
        "circuit-only-loss, countsTheUnpredictable, UNPREDICTABLE_COUNTED",
        "circuit-only-loss, takesTheWholeSequence, LOSS_RANGE",
        "circuit-only-loss, givesTheDifference, CLEAN_LOSS_TAKEN_OFF",
        "circuit-only-loss, usesTheFirstRow, BATCH_COLLAPSED",
        "decompose-qk-input, leavesPositionsOut, POSITION_LEFT_OUT",
        "decompose-qk-input, mergesTokensAndPositions, PARTS_MERGED",
        "decompose-qk-input, takesHeadsTogether, PARTS_MERGED",
        "decompose-qk-input, putsPositionsFirst, PART_ORDER",
        "decompose-qk-input, putsHeadsFirst, PART_ORDER",
        "decompose-qk-input, reshapesInsteadOfTransposing, AXIS_SWAPPED",
        "decompose-qk-input, forgetsToTranspose, AXIS_SWAPPED",
        "decompose-qk-input, addsTheStream, COUNTED_TWICE",
        "decompose-qk-input, takesLayerOne, OTHER_LAYER",
        "decompose-qk-input, takesZ, Z_FOR_RESULT",
        "decompose-q, takesKeyWeights, WRONG_MATRIX",
        "decompose-q, takesValueWeights, WRONG_MATRIX",
        "decompose-q, takesLayerZero, OTHER_LAYER",
        "decompose-q, exchangesLayerAndIndex, OTHER_HEAD",
        "decompose-q, answersForEveryHead, EVERY_HEAD_ANSWERED",
        "decompose-q, addsUp, COMPONENTS_SUMMED",
        "decompose-q, scales, SCALED_TOO_EARLY",
        "decompose-q, putsPositionsFirst, AXIS_SWAPPED",
        "decompose-q, transposesTheMatrix, AXIS_SWAPPED",
        "decompose-k, takesQueryWeights, WRONG_MATRIX",
        "decompose-k, takesHeadZero, OTHER_HEAD",
        "decompose-attn-scores, forgetsTheScale, SCALE_MISSING",
        "decompose-attn-scores, scalesByHeadWidth, SCALE_BY_MODEL_WIDTH",
        "decompose-attn-scores, masksForGood, MASK_UNASKED",
        "decompose-attn-scores, takesTheSoftmax, SOFTMAX_OF_PARTS",
        "decompose-attn-scores, takesPatterns, SOFTMAX_OF_PARTS",
        "decompose-attn-scores, exchangesComponents, AXIS_SWAPPED",
        "decompose-attn-scores, exchangesPositions, AXIS_SWAPPED",
        "decompose-attn-scores, putsPositionsSecond, AXIS_SWAPPED",
        "decompose-attn-scores, pairsLikeComponents, MATCHING_COMPONENTS",
        "decompose-attn-scores, addsUp, COMPONENTS_SUMMED",
        "k-composition-circuit, transposes, CIRCUIT_TRANSPOSED",
        "k-composition-circuit, movesByTheInductionHead, HEADS_EXCHANGED",
        "k-composition-circuit, exchangesTheHeads, HEADS_EXCHANGED",
        "k-composition-circuit, preparesTheQuery, Q_COMPOSITION",
        "k-composition-circuit, exchangesQueryAndKey, WRONG_MATRIX",
        "k-composition-circuit, fixesTheLayers, OTHER_LAYER",
        "k-composition-circuit, unembedsQueries, UNEMBEDDED",
        "k-composition-circuit, unembedsKeys, UNEMBEDDED",
        "k-composition-circuit, scales, CIRCUIT_SCALED",
        "k-composition-circuit, multipliesOut, FACTORED_TOO_WIDE",
        "batched-composition-scores, flattens, LEADING_AXES_LOST",
        "batched-composition-scores, keepsAnAxisOfOne, LEADING_AXES_LOST",
        "batched-composition-scores, exchangesTheStacks, AXIS_SWAPPED",
        "batched-composition-scores, pairsOff, PAIRED_OFF",
        "batched-composition-scores, takesJointNorms, JOINT_NORM",
        "batched-composition-scores, takesAJointNormOfReaders, JOINT_NORM",
        "batched-composition-scores, takesNormsOfFactors, NORMS_OF_FACTORS",
        "batched-composition-scores, multipliesTheFirstOut, MATERIALISED",
        "batched-composition-scores, multipliesTheSecondOut, MATERIALISED",
        "batched-composition-scores, multipliesBothOut, MATERIALISED",
        "batched-composition-scores, takesLongGrams, MATERIALISED",
        "prev-head-ablation, readsInAnotherRun, ABLATION_WITHOUT_EFFECT",
        "prev-head-ablation, dropsTheCopy, ABLATION_WITHOUT_EFFECT",
        "prev-head-ablation, silencesInLayerZero, EVERY_LAYER",
        "prev-head-ablation, silencesTheFirst, SOME_HEADS_LEFT",
        "prev-head-ablation, silencesAllOthers, OTHER_HEADS_ABLATED",
        "prev-head-ablation, takesNoneForHeadZero, NONE_ABLATES_NONE",
        "prev-head-ablation, takesNoneForTheLast, NONE_ABLATES_NONE",
        "prev-head-ablation, takesNoneForAll, NONE_ABLATES_NONE",
        "prev-head-ablation, readsTheFirstRow, BATCH_COLLAPSED",
        "prev-head-ablation, looksAtTheCopyItself, DIAGONAL_OFF_BY_ONE",
        "prev-head-ablation, averagesInductionCellsAlone, WHOLE_STRIPE",
        "prev-head-ablation, addsUp, SUM_INSTEAD_OF_MEAN",
        "prev-head-ablation, dividesByBlock, DIVIDED_BY_WRONG_COUNT",
        "prev-head-ablation, averagesOverHeads, OTHER_HEAD_SCORED",
        "prev-head-ablation, scoresHeadZero, OTHER_HEAD_SCORED",
        "prev-head-ablation, scoresInLayerOne, OTHER_HEAD_SCORED",
        "prev-head-ablation, givesTheChange, CHANGE_FOR_SCORE",
        "prev-head-ablation, givesTheDrop, CHANGE_FOR_SCORE",
        "prev-head-ablation, leavesItsHooks, HOOK_LEFT_BEHIND",
    })
    void namesTheMisconception(String exercise, String mutant, Misconception misconception) {
        assertThat(feedback(exercise, mutant).getFirst()).startsWith(misconception.sentence() + "\n");
    }

    @ParameterizedTest(name = "{1} of {0}")
    @DisplayName("names the first difference by its axes, or what is wrong with the answer's kind")
    @CsvSource(
            delimiter = '~',
            value = {
                "induction-score-hook ~ looksAtTheCopyItself ~ at layer \\d+, head \\d+: expected -?\\d+\\.\\d{4}, got",
                "induction-score-hook ~ returnsNothing ~ the returned store is null; expected \\[layer, head\\] = \\(4, \\d+\\)",
                "induction-score-hook ~ returnsDoubles ~ wrong type: expected .* of type float32, got .* of type float64",
                "induction-score-hook ~ returnsNaN ~ at layer \\d, head 0 is NaN",
                "induction-score-hook ~ appendsARow ~ wrong shape: expected \\[layer, head\\] = \\(4, \\d+\\), got \\(5, \\d+\\)",
                "correct-predictions ~ comparesWithTheSameToken ~ hits at batch \\d+, pos \\d+: expected (true|false), got (true|false)",
                "correct-predictions ~ returnsNull ~ correctPredictions returned null",
                "correct-predictions ~ leavesHitsNull ~ hits is null; expected \\[batch, pos\\]",
                "current-token-heads ~ looksAtTheFirstPosition ~ head \\d\\.\\d (is missing|doesn't belong there): its attention to its own position is (only )?0\\.\\d{4} on average \\(expected \\[\\d\\.\\d.*\\], got \\[",
                "current-token-heads ~ returnsNull ~ the list of heads is null",
                "previous-token-heads ~ listsTwice ~ head \\d\\.\\d is listed twice",
                "first-token-heads ~ countsFromOne ~ head \\d\\.\\d (is missing|doesn't belong)",
                "repeated-tokens ~ reversesTheSecondCopy ~ tokens at batch \\d, pos \\d+: expected \\d+ as at pos \\d+, got \\d+",
                "repeated-tokens ~ drawsWithoutReplacement ~ 40 draws from 53 tokens gave 40 different ones",
                "repeated-tokens ~ returnsFloats ~ wrong type: expected \\[batch, pos\\] = \\(3, \\d+\\) of type int64, got .* of type float32",
                "run-repeated-tokens ~ returnsNull ~ runRepeatedTokens returned null",
                "run-repeated-tokens ~ keepsPatterns ~ the cache has no 'hook_embed'; expected every activation of the run, \\d+ of them, got 2",
                "run-repeated-tokens ~ givesTheLastLogits ~ logits has the wrong shape: expected \\[batch, pos, d_vocab\\]",
                "token-log-probs ~ underflows ~ at batch \\d, pos \\d+: expected -\\d+\\.\\d{4}, got -Infinity",
                "token-log-probs ~ fillsUp ~ wrong shape: expected \\[batch, pos\\]",
                "induction-heads ~ looksBeforeTheCopy ~ its attention to the token after the previous copy is (only )?0\\.\\d{4} on average",
                "find-induction-heads ~ returnsNull ~ the induction scores is null; expected \\[layer, head\\]",
                "find-induction-heads ~ drawsItsOwnTokens ~ the induction scores at layer 0, head 0: expected",
                "logit-attribution ~ sharesEvenly ~ the attribution at pos 0, component 0: expected -?\\d+\\.\\d{4}, got",
                "logit-attribution ~ leavesTheDirectPathOut ~ wrong shape: expected \\[pos, component\\]",
                "half-logit-attribution ~ fillsUp ~ second at row 0, component 0: expected",
                "half-logit-attribution ~ returnsNull ~ halfLogitAttribution returned null",
                "head-zero-ablation ~ zeroesTheLastPosition ~ the ablated activation at batch 0, pos 0, head [1-3], d_head 0: expected -?0\\.0000, got",
                "head-mean-ablation ~ centres ~ the ablated activation at batch 0, pos 0, head [1-3], d_head 0: expected",
                "ablation-scores ~ ablatesByMeans ~ the ablation scores at layer 0, head 0: expected -?\\d+\\.\\d{4}, got",
                "circuit-only-loss ~ returnsNaN ~ the loss: expected \\d+\\.\\d{4}, got NaN",
                "circuit-only-loss ~ givesThePerplexity ~ the loss: expected \\d+\\.\\d{4}, got \\d+\\.\\d{4}",
                "correct-predictions ~ totalsOneRow ~ total: expected \\d+, got \\d+; each of 3 rows",
                "inspect-model ~ countsKeyHeads ~ heads: expected 6, got [23]; each of the \\d layers has 6 heads",
                "inspect-model ~ judgesByNormalization ~ attentionOnly: expected true, got false; the model has no MLP",
                "inspect-model ~ callsAllShortformer ~ positions: expected 'standard', got 'shortformer'",
                "inspect-model ~ leavesPositionsNull ~ positions is null; expected 'shortformer'",
                "tokens-and-strings ~ putsBosLast ~ tokens at batch 0, pos 0: expected \\d+, got \\d+",
                "tokens-and-strings ~ stripsStrings ~ strTokens at position \\d+: expected ' ",
                "tokens-and-strings ~ leavesRoundTripNull ~ roundTrip is null; expected '",
                "pattern-from-qk ~ spreadsEvenly ~ the pattern at batch 0, head 0, query 1, key 0: expected",
                "pattern-from-qk ~ dropsTheBatch ~ wrong shape: expected \\[batch, head, query, key\\] = \\(3, 5,",
                "attention-heads-view ~ namesAsPapersDo ~ headNames at head 0: expected 'L0H0', got '0.0'",
                "attention-heads-view ~ reversesHeads ~ pattern at head 0, query \\d+, key \\d+: expected",
                "decompose-qk-input ~ takesTokensTwice ~ the components at component 1, pos 0, d_model 0: expected",
                "decompose-qk-input ~ leavesTheLastHeadOut ~ wrong shape: expected \\[component, pos, d_model\\] = \\(7, \\d+, 17\\), got \\(6,",
                "decompose-q ~ takesTheNextHead ~ the queries of head 1\\.2 at component 0, pos 0, d_head 0: expected",
                "decompose-k ~ returnsNull ~ the keys of head 1\\.2 is null",
                "decompose-attn-scores ~ masksForGood ~ query component 0, key component 0, query 0, key 1: expected -?\\d+\\.\\d{4}, got -Infinity",
                "k-composition-circuit ~ multipliesOut ~ mdim of the circuit: expected 4, which is d_head, got \\d\\d",
                "k-composition-circuit ~ movesPositions ~ wrong shape: expected \\[query token, key token\\]",
                "k-composition-circuit ~ turnsItsSign ~ the circuit of 0\\.3 and 1\\.2 at query token 0, key token 0: expected",
                "attention-heads-view ~ namesAllHeads ~ got 'L1H0' \\(expected \\d texts, got \\d+\\)",
                "batched-composition-scores ~ returnsNull ~ the scores is null; expected \\[first, second\\] = \\(3, 5\\) of type float32",
                "batched-composition-scores ~ flattens ~ expected \\[axis 0 of the first, axis 1 of the first, second\\] = \\(2, 3, 4\\), got \\(6, 4\\)",
                "batched-composition-scores ~ forgetsTheRoot ~ the scores at first 0, second 0: expected 0\\.\\d{4}, got 0\\.\\d{4}",
                "batched-composition-scores ~ dividesZeroByZero ~ is NaN, not a number: look for 0/0",
                "prev-head-ablation ~ rounds ~ the induction score of head 1\\.\\d without \\[0\\.\\d\\]: expected 0\\.\\d{4}, got 0\\.\\d{4}",
                "prev-head-ablation ~ takesNoneForAll ~ the induction score of head 1\\.\\d without any ablation: expected 0\\.\\d{4}, got",
                "prev-head-ablation ~ returnsNaN ~ got NaN",
            })
    void namesTheDifference(String exercise, String mutant, String words) {
        assertThat(feedback(exercise, mutant).getFirst()).containsPattern(words);
    }

    @Test
    @DisplayName("never shows a class, a file or a trace of the grader's")
    void showsNothingOfOurs() {
        for (String exercise : suites.exercises()) {
            for (var mutant : suites.mutantsOf(exercise).getDeclaredMethods()) {
                if (mutant.isAnnotationPresent(Mutant.class)) {
                    assertThat(feedback(exercise, mutant.getName()))
                            .isNotEmpty()
                            .allSatisfy(text -> assertThat(text)
                                    .doesNotContain("hookworks.")
                                    .doesNotContain(".java")
                                    .doesNotContain("\tat ")
                                    .doesNotContain("@"));
                }
            }
        }
    }

    private List<String> feedback(String exercise, String mutant) {
        var listener = new RecordingListener();
        try (var subject = InProcessSubject.of(made(exercise, mutant))) {
            new SuiteLauncher(suites).launch(List.of(exercise), subject, 6, listener);
        }
        return listener.problems().stream()
                .map(problem -> problem.problem().orElseThrow())
                .filter(WrongAnswer.class::isInstance)
                .map(wrong -> ((WrongAnswer) wrong).feedback())
                .toList();
    }

    private Object made(String exercise, String name) {
        try {
            var method = suites.mutantsOf(exercise).getDeclaredMethod(name);
            method.setAccessible(true);
            Object mutant = Objects.requireNonNull(method.invoke(null));
            assertThat(mutant)
                    .isInstanceOfAny(
                            Hooks.class, InductionHeads.class, LensIntroduction.class, ReverseEngineering.class);
            return mutant;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot make the mutant " + name, e);
        }
    }
}
