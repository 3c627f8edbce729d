package hookworks.lens.train;

import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.RepeatLosses;
import hookworks.lens.evals.RepeatedTokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a two-layer model was found to do: the facts that a page may quote, and that decide whether a trained model is
 * good enough to ship. Jackson writes it as it stands.
 *
 * @param chance the loss of guessing, the logarithm of the vocabulary's size
 * @param repeats losses on fresh random repeats
 * @param withoutBestInductionHead the same while the layer-1 head of the highest induction score is silent
 * @param heads scores on the same repeats, layer after layer
 * @param inductionWithout the best induction head's score while each first-layer head, in order, is silent
 * @param positions how far each first-layer head looks one back by position alone
 * @param keyComposition of each first-layer head with each second-layer head
 * @param copying of each second-layer head, and last of the two best induction heads together
 * @param bitsPerByte on the held-out text, null where none was given
 */
public record ModelFacts(
        double chance,
        RepeatLosses repeats,
        RepeatLosses withoutBestInductionHead,
        List<HeadScore> heads,
        List<Double> inductionWithout,
        List<PositionStripe> positions,
        KeyComposition keyComposition,
        List<Copying> copying,
        @Nullable Double bitsPerByte) {
    public ModelFacts {
        heads = List.copyOf(heads);
        inductionWithout = List.copyOf(inductionWithout);
        positions = List.copyOf(positions);
        copying = List.copyOf(copying);
    }

    /**
     * Measures a model of two layers and at least two heads. The model is left as it was.
     *
     * @throws IllegalArgumentException where the model has another shape, or a period does not fit its context
     */
    public static ModelFacts measure(HookedTransformer model, Measuring measuring, @Nullable HeldOut heldOut) {
        requireTwoLayers(model);
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            List<RepeatedTokens> repeats = measuring.draw(manager);
            var scoring = new HeadScores(model, repeats);
            List<HeadScore> scores = scoring.all();
            List<HeadScore> induction = byInduction(scores);
            HeadScore best = induction.getFirst();
            return new ModelFacts(
                    Math.log(model.config().dVocab()),
                    RepeatLosses.of(model, repeats),
                    lossesWithout(best, model, repeats),
                    scores,
                    inductionWithout(scoring, scores, best),
                    firstLayer(scores)
                            .map(score -> PositionStripe.of(model, score.head(), manager))
                            .toList(),
                    KeyComposition.of(model, measuring.seed(), manager),
                    copying(model, induction, manager),
                    heldOut == null ? null : BitsPerByte.of(model, measuring.special(), heldOut));
        }
    }

    private static void requireTwoLayers(HookedTransformer model) {
        if (model.config().nLayers() != 2 || model.config().nHeads() < 2) {
            throw new IllegalArgumentException(
                    "these facts are of models with two layers and two heads or more, got " + model);
        }
    }

    private static Stream<HeadScore> firstLayer(List<HeadScore> scores) {
        return scores.stream().filter(score -> score.layer() == 0);
    }

    private static List<HeadScore> byInduction(List<HeadScore> scores) {
        return scores.stream()
                .filter(score -> score.layer() == 1)
                .sorted(Comparator.comparingDouble(HeadScore::induction).reversed())
                .toList();
    }

    private static RepeatLosses lossesWithout(HeadScore silent, HookedTransformer model, List<RepeatedTokens> repeats) {
        try (var _ = model.hooks(List.of(Ablation.of(silent)))) {
            return RepeatLosses.of(model, repeats);
        }
    }

    private static List<Double> inductionWithout(HeadScores scoring, List<HeadScore> scores, HeadScore best) {
        int place = scores.indexOf(best);
        return firstLayer(scores)
                .map(silent -> scoring.without(silent).get(place).induction())
                .toList();
    }

    private static List<Copying> copying(HookedTransformer model, List<HeadScore> induction, NDManager manager) {
        List<List<Integer>> groups = new ArrayList<>(
                IntStream.range(0, induction.size()).mapToObj(List::of).toList());
        groups.add(List.of(induction.get(0).head(), induction.get(1).head()));
        return groups.stream().map(heads -> Copying.of(model, heads, manager)).toList();
    }
}
