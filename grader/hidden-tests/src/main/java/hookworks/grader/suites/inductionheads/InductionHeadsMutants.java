package hookworks.grader.suites.inductionheads;

import hookworks.exercises.InductionHeads;
import hookworks.grader.suites.Mutant;
import hookworks.lens.ActivationCache;
import hookworks.lens.heads.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link InductionHeadsTest} must reject, each with its story. */
final class InductionHeadsMutants {
    private static final Place PLACE = HeadKind.INDUCTION.place();
    private static final HeadScore RIGHT = HeadKind.INDUCTION.score();

    private InductionHeadsMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends InductionHeads {
        @Override
        List<Head> inductionHeads(ActivationCache cache);
    }

    @Mutant("looks at the previous copy itself, S back")
    static Wrong looksAtTheCopyItself() {
        return cache -> WrongDetectors.scan(cache, HeadScore.mean(Place.pastTheCopy(0)));
    }

    @Mutant("looks before the previous copy, S + 1 back")
    static Wrong looksBeforeTheCopy() {
        return cache -> WrongDetectors.scan(cache, HeadScore.mean(Place.pastTheCopy(-1)));
    }

    @Mutant("looks two past the previous copy, S - 2 back")
    static Wrong looksTwoPastTheCopy() {
        return cache -> WrongDetectors.scan(cache, HeadScore.mean(Place.pastTheCopy(2)));
    }

    @Mutant("takes the offset above the diagonal, where every query looks ahead")
    static Wrong looksAhead() {
        return cache -> WrongDetectors.scan(
                cache,
                (pattern, head) -> pattern.mean(head, (query, length) -> {
                    int key = query + (length - 1) / 2 - 1;
                    return key < length ? key : -1;
                }));
    }

    @Mutant("counts heads that look at the copy too")
    static Wrong countsDuplicateTokenHeads() {
        return cache -> WrongDetectors.scan(
                cache, (pattern, head) -> Math.max(RIGHT.of(pattern, head), pattern.mean(head, Place.pastTheCopy(0))));
    }

    @Mutant("counts previous-token heads too")
    static Wrong countsPreviousTokenHeads() {
        return cache -> WrongDetectors.scan(
                cache, (pattern, head) -> Math.max(RIGHT.of(pattern, head), pattern.mean(head, Place.back(1))));
    }

    @Mutant("takes S for half the length and one more")
    static Wrong takesALongerBlock() {
        return cache -> WrongDetectors.scan(cache, HeadScore.mean((query, length) -> query - length / 2));
    }

    @Mutant("takes S for the whole length less BOS")
    static Wrong takesTheLengthForTheBlock() {
        return cache -> WrongDetectors.scan(cache, HeadScore.mean((query, length) -> query - (length - 2)));
    }

    @Mutant("hard-codes a block of 7")
    static Wrong hardCodesTheBlock() {
        return cache -> WrongDetectors.scan(cache, HeadScore.mean(Place.back(6)));
    }

    @Mutant("hard-codes a block of 50")
    static Wrong hardCodesALongBlock() {
        return cache -> WrongDetectors.scan(cache, HeadScore.mean(Place.back(49)));
    }

    @Mutant("leaves the first layer out, where no induction head can be")
    static Wrong leavesTheFirstLayerOut() {
        return cache -> WrongDetectors.scanLayers(cache, RIGHT, layer -> layer > 0);
    }

    @Mutant("looks at layer 1 only")
    static Wrong looksAtLayerOne() {
        return cache -> WrongDetectors.scanLayers(cache, RIGHT, layer -> layer == 1);
    }

    @Mutant("adds the attention up instead of averaging it")
    static Wrong addsUp() {
        return cache -> WrongDetectors.scan(cache, HeadScore.sum(PLACE));
    }

    @Mutant("takes the largest attention instead of the mean")
    static Wrong takesTheLargest() {
        return cache -> WrongDetectors.scan(cache, HeadScore.largest(PLACE));
    }

    @Mutant("looks at the last query only")
    static Wrong looksAtTheLastQuery() {
        return cache -> WrongDetectors.scan(cache, HeadScore.lastQuery(PLACE));
    }

    @Mutant("counts the queries whose largest attention goes there")
    static Wrong countsLargestCells() {
        return cache -> WrongDetectors.scan(cache, HeadScore.shareOfLargest(PLACE));
    }

    @Mutant("averages over all queries and keys")
    static Wrong averagesTheWholePattern() {
        return cache -> WrongDetectors.scan(cache, (pattern, head) -> 1.0 / pattern.length());
    }

    @Mutant("exchanges layer and index")
    static Wrong exchangesLayerAndIndex() {
        return cache -> WrongDetectors.exchanged(cache, RIGHT);
    }

    @Mutant("counts layers and heads from 1")
    static Wrong countsFromOne() {
        return cache -> WrongDetectors.countedFromOne(cache, RIGHT);
    }

    @Mutant("looks at layer 0 only")
    static Wrong looksAtLayerZero() {
        return cache -> WrongDetectors.scanLayers(cache, RIGHT, layer -> layer == 0);
    }

    @Mutant("hard-codes 2 layers")
    static Wrong hardCodesTwoLayers() {
        return cache -> WrongDetectors.scanLayers(cache, RIGHT, layer -> layer < 2);
    }

    @Mutant("scores the last layer's pattern for every layer")
    static Wrong scoresTheLastLayer() {
        return cache -> WrongDetectors.lastLayerForAll(cache, RIGHT);
    }

    @Mutant("hard-codes 12 heads")
    static Wrong hardCodesTwelveHeads() {
        return cache -> WrongDetectors.scan(cache, (pattern, head) -> head < 12 ? RIGHT.of(pattern, head) : 0);
    }

    @Mutant("gives every head of a layer the best head's score")
    static Wrong takesTheBestOfTheLayer() {
        return cache -> WrongDetectors.bestOfLayer(cache, RIGHT);
    }

    @Mutant("averages over the heads of a layer")
    static Wrong averagesOverHeads() {
        return cache -> WrongDetectors.meanOfLayer(cache, RIGHT);
    }

    @Mutant("takes scores before the softmax for the pattern")
    static Wrong takesScores() {
        return cache -> WrongDetectors.scanOf(cache, "attn_scores", RIGHT);
    }

    @Mutant("lists each head twice")
    static Wrong listsTwice() {
        return cache -> WrongDetectors.twice(cache, RIGHT);
    }

    @Mutant("lists every head")
    static Wrong listsEveryHead() {
        return cache -> WrongDetectors.everyHead(cache);
    }

    @Mutant("lists none")
    static Wrong listsNone() {
        return cache -> List.of();
    }

    @Mutant("lists the head of the course's example")
    static Wrong listsTheExample() {
        return cache -> List.of(new Head(1, 4), new Head(1, 10));
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        return WrongDetectors.repeatingTheFirstAnswer(RIGHT)::apply;
    }

    @Mutant("keeps what earlier calls have found")
    static Wrong keepsEarlierHeads() {
        return WrongDetectors.gathering(RIGHT)::apply;
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return cache -> nothing();
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static List<Head> nothing() {
        @Nullable List<Head> none = null;
        return none;
    }
}
