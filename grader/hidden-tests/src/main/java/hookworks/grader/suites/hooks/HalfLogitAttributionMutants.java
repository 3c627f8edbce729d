package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.HalfAttribution;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.Mutant;
import hookworks.lens.ActivationCache;
import hookworks.solutions.ReferenceHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link HalfLogitAttributionTest} must reject, each with its story. */
final class HalfLogitAttributionMutants {
    private static final Hooks RIGHT = new ReferenceHooks();

    private HalfLogitAttributionMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends Hooks {
        @Override
        HalfAttribution halfLogitAttribution(ActivationCache cache, NDArray wU, NDArray tokens);
    }

    /** Positions, {@code to} not included. */
    private record Cut(long from, long to) {
        NDArray of(NDArray tensor) {
            return tensor.get(new NDIndex("{}:{}", from, to));
        }
    }

    /** Where both halves are cut, of a block length. */
    @FunctionalInterface
    private interface Cutting {
        List<Cut> halves(long block);
    }

    /** Attributes the second half, where the first is right. */
    @FunctionalInterface
    private interface Second {
        NDArray of(ActivationCache cache, NDArray wU, NDArray tokens, Cut first, Cut second);
    }

    @Mutant("lets the halves not overlap, so that the second has a row too few")
    static Wrong doesNotOverlap() {
        return cutting(block -> List.of(new Cut(0, block + 1), new Cut(block + 1, 2 * block + 1)));
    }

    @Mutant("cuts without the shared token, and fills the second half up with a row of zeros")
    static Wrong fillsUp() {
        return (cache, wU, tokens) -> {
            HalfAttribution right = RIGHT.halfLogitAttribution(cache, wU, tokens);
            NDArray second = right.second();
            return new HalfAttribution(
                    right.first(), second.get("1:").concat(second.get("0:1").zerosLike(), 0));
        };
    }

    @Mutant("gives each half S tokens, and so S - 1 rows")
    static Wrong givesTooFewTokens() {
        return cutting(block -> List.of(new Cut(0, block), new Cut(block, 2 * block)));
    }

    @Mutant("leaves the first token out")
    static Wrong leavesTheFirstTokenOut() {
        return cutting(block -> List.of(new Cut(1, block + 2), new Cut(block, 2 * block + 1)));
    }

    @Mutant("leaves the last token out")
    static Wrong leavesTheLastTokenOut() {
        return cutting(block -> List.of(new Cut(0, block + 1), new Cut(block - 1, 2 * block)));
    }

    @Mutant("takes S for one more than it is")
    static Wrong takesALongerBlock() {
        return cutting(block -> List.of(new Cut(0, block + 2), new Cut(block + 1, 2 * block + 1)));
    }

    @Mutant("exchanges the halves")
    static Wrong exchangesHalves() {
        return cutting(block -> List.of(new Cut(block, 2 * block + 1), new Cut(0, block + 1)));
    }

    @Mutant("gives the first half twice")
    static Wrong repeatsTheFirstHalf() {
        return cutting(block -> List.of(new Cut(0, block + 1), new Cut(0, block + 1)));
    }

    @Mutant("gives the whole attribution twice")
    static Wrong givesTheWhole() {
        return cutting(block -> List.of(new Cut(0, 2 * block + 1), new Cut(0, 2 * block + 1)));
    }

    @Mutant("splits the whole attribution at row S - 1")
    static Wrong splitsAfterTheFact() {
        return (cache, wU, tokens) -> {
            NDArray whole = RIGHT.logitAttribution(cache.get("embed"), results(cache, part -> part), wU, tokens);
            long block = (tokens.size() - 1) / 2;
            return new HalfAttribution(new Cut(0, block - 1).of(whole), new Cut(block - 1, 2 * block).of(whole));
        };
    }

    @Mutant("uses the first half's tokens for the second")
    static Wrong sharesTokens() {
        return onSecond((cache, wU, tokens, first, second) -> RIGHT.logitAttribution(
                second.of(cache.get("embed")), results(cache, second::of), wU, first.of(tokens)));
    }

    @Mutant("uses the first half's embedding for the second")
    static Wrong sharesTheEmbedding() {
        return onSecond((cache, wU, tokens, first, second) -> RIGHT.logitAttribution(
                first.of(cache.get("embed")), results(cache, second::of), wU, second.of(tokens)));
    }

    @Mutant("uses the first half's head results for the second")
    static Wrong sharesHeadResults() {
        return onSecond((cache, wU, tokens, first, second) -> RIGHT.logitAttribution(
                second.of(cache.get("embed")), results(cache, first::of), wU, second.of(tokens)));
    }

    @Mutant("adds positions to the direct path")
    static Wrong addsPositions() {
        return onDirectPath(cache -> cache.get("embed").add(cache.get("pos_embed")));
    }

    @Mutant("takes the last layer's stream for the direct path")
    static Wrong takesTheStream() {
        return onDirectPath(cache -> cache.get("resid_post", -1));
    }

    @Mutant("hard-codes two layers")
    static Wrong hardCodesTwoLayers() {
        return (cache, wU, tokens) -> {
            long heads = cache.get("result", 0).getShape().get(1);
            HalfAttribution right = RIGHT.halfLogitAttribution(cache, wU, tokens);
            long columns = 1 + Math.min(2, cache.nLayers()) * heads;
            var firstTwo = new NDIndex(":, :{}", columns);
            return new HalfAttribution(
                    right.first().get(firstTwo), right.second().get(firstTwo));
        };
    }

    @Mutant("hard-codes S = 6")
    static Wrong hardCodesTheBlock() {
        return cutting(block -> List.of(
                new Cut(0, Math.min(7, 2 * block + 1)), new Cut(Math.min(6, block), Math.min(13, 2 * block + 1))));
    }

    @Mutant("begins with the last layer's heads")
    static Wrong reordersColumns() {
        return changed(half -> half.get(":, 0:1").concat(half.get(":, 1:").flip(1), 1));
    }

    @Mutant("keeps components as rows")
    static Wrong transposes() {
        return changed(NDArray::transpose);
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return changed(NDArray::zerosLike);
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return changed(half -> half.zerosLike().div(0f));
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<HalfAttribution>();
        return (cache, wU, tokens) -> {
            answers.add(RIGHT.halfLogitAttribution(cache, wU, tokens));
            return answers.getFirst();
        };
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (cache, wU, tokens) -> nothing();
    }

    private static Wrong changed(UnaryOperator<NDArray> change) {
        return (cache, wU, tokens) -> {
            HalfAttribution right = RIGHT.halfLogitAttribution(cache, wU, tokens);
            return new HalfAttribution(change.apply(right.first()), change.apply(right.second()));
        };
    }

    private static Wrong cutting(Cutting cutting) {
        return (cache, wU, tokens) -> {
            List<Cut> halves = cutting.halves((tokens.size() - 1) / 2);
            return new HalfAttribution(
                    attribution(cache, wU, tokens, halves.getFirst()),
                    attribution(cache, wU, tokens, halves.getLast()));
        };
    }

    private static Wrong onDirectPath(Function<ActivationCache, NDArray> direct) {
        return (cache, wU, tokens) -> {
            NDArray whole = RIGHT.logitAttribution(direct.apply(cache), results(cache, part -> part), wU, tokens);
            long block = (tokens.size() - 1) / 2;
            return new HalfAttribution(new Cut(0, block).of(whole), new Cut(block, 2 * block).of(whole));
        };
    }

    private static Wrong onSecond(Second answer) {
        return (cache, wU, tokens) -> {
            long block = (tokens.size() - 1) / 2;
            var first = new Cut(0, block + 1);
            var second = new Cut(block, 2 * block + 1);
            return new HalfAttribution(
                    attribution(cache, wU, tokens, first), answer.of(cache, wU, tokens, first, second));
        };
    }

    private static NDArray attribution(ActivationCache cache, NDArray wU, NDArray tokens, Cut cut) {
        return RIGHT.logitAttribution(cut.of(cache.get("embed")), results(cache, cut::of), wU, cut.of(tokens));
    }

    private static List<NDArray> results(ActivationCache cache, UnaryOperator<NDArray> part) {
        return IntStream.range(0, cache.nLayers())
                .mapToObj(layer -> part.apply(cache.get("result", layer)))
                .toList();
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static HalfAttribution nothing() {
        @Nullable HalfAttribution none = null;
        return none;
    }
}
