package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.Mutant;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.Losses;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import hookworks.solutions.ReferenceHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Mistakes that {@link CircuitOnlyLossTest} must reject, each with its story. */
final class CircuitOnlyLossMutants {
    private static final Hooks RIGHT = new ReferenceHooks();

    private CircuitOnlyLossMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends Hooks {
        @Override
        double circuitOnlyLoss(HookedTransformer model, NDArray tokens, List<Head> keep, boolean meanAblate);
    }

    /** Which heads are kept in place of those that are asked for. */
    @FunctionalInterface
    private interface Keeping {
        List<Head> of(HookedTransformer model, List<Head> keep);
    }

    /** What is made of logits and tokens in place of the loss. */
    @FunctionalInterface
    private interface Measure {
        float of(NDArray logits, NDArray tokens);
    }

    @Mutant("ablates the heads that are to be kept")
    static Wrong ablatesTheKept() {
        return keeping(CircuitOnlyLossMutants::others);
    }

    @Mutant("keeps a head in every layer where one of its index is kept")
    static Wrong keepsByIndex() {
        return keeping((model, keep) -> all(model).stream()
                .filter(head -> keep.stream().anyMatch(kept -> kept.index() == head.index()))
                .toList());
    }

    @Mutant("keeps all heads where the list is empty")
    static Wrong keepsAllForNone() {
        return keeping((model, keep) -> keep.isEmpty() ? all(model) : keep);
    }

    @Mutant("keeps the first head of the list only")
    static Wrong keepsOne() {
        return keeping((model, keep) -> keep.subList(0, Math.min(1, keep.size())));
    }

    @Mutant("leaves layers alone in which no head is kept")
    static Wrong leavesLayersAlone() {
        return keeping((model, keep) -> all(model).stream()
                .filter(head -> keep.contains(head) || keep.stream().noneMatch(kept -> kept.layer() == head.layer()))
                .toList());
    }

    @Mutant("ablates in the last layer only")
    static Wrong ablatesTheLastLayer() {
        return keeping((model, keep) -> all(model).stream()
                .filter(head ->
                        keep.contains(head) || head.layer() < model.config().nLayers() - 1)
                .toList());
    }

    @Mutant("ablates in the first two layers only")
    static Wrong hardCodesTwoLayers() {
        return keeping((model, keep) -> all(model).stream()
                .filter(head -> keep.contains(head) || head.layer() > 1)
                .toList());
    }

    @Mutant("exchanges layer and index")
    static Wrong exchangesLayerAndIndex() {
        return keeping((model, keep) -> keep.stream()
                .map(head -> new Head(/* layer= */ head.index(), /* index= */ head.layer()))
                .toList());
    }

    @Mutant("ablates nothing")
    static Wrong ablatesNothing() {
        return keeping((model, keep) -> all(model));
    }

    @Mutant("ablates one head at a time and averages the losses")
    static Wrong ablatesOneAtATime() {
        return (model, tokens, keep, meanAblate) -> others(model, keep).stream()
                .mapToDouble(head -> RIGHT.circuitOnlyLoss(model, tokens, others(model, List.of(head)), meanAblate))
                .average()
                .orElseGet(() -> RIGHT.circuitOnlyLoss(model, tokens, all(model), meanAblate));
    }

    @Mutant("always zeroes")
    static Wrong alwaysZeroes() {
        return (model, tokens, keep, meanAblate) -> RIGHT.circuitOnlyLoss(model, tokens, keep, false);
    }

    @Mutant("always puts means")
    static Wrong alwaysPutsMeans() {
        return (model, tokens, keep, meanAblate) -> RIGHT.circuitOnlyLoss(model, tokens, keep, true);
    }

    @Mutant("takes true for zeros")
    static Wrong invertsTheFlag() {
        return (model, tokens, keep, meanAblate) -> RIGHT.circuitOnlyLoss(model, tokens, keep, !meanAblate);
    }

    @Mutant("takes means from a run without ablation")
    static Wrong takesCleanMeans() {
        return (model, tokens, keep, meanAblate) -> {
            if (!meanAblate) {
                return RIGHT.circuitOnlyLoss(model, tokens, keep, false);
            }
            CachedRun clean = model.runWithCache(tokens);
            return loss(model, tokens, Hook.replacing(name -> name.endsWith("hook_z"), (z, point) -> {
                NDArray means = clean.cache()
                        .get("z", point.layer())
                        .mean(new int[] {0}, true)
                        .mean(new int[] {1}, true)
                        .broadcast(z.getShape());
                return replaced(z, means, ablatedIn(point.layer(), model, keep));
            }));
        };
    }

    @Mutant("averages over the batch only, position by position")
    static Wrong averagesTheBatchOnly() {
        return (model, tokens, keep, meanAblate) -> {
            if (!meanAblate) {
                return RIGHT.circuitOnlyLoss(model, tokens, keep, false);
            }
            return loss(model, tokens, Hook.replacing(name -> name.endsWith("hook_z"), (z, point) -> {
                NDArray means = z.mean(new int[] {0}, true).broadcast(z.getShape());
                return replaced(z, means, ablatedIn(point.layer(), model, keep));
            }));
        };
    }

    @Mutant("ablates the pattern in place of z")
    static Wrong ablatesThePattern() {
        return (model, tokens, keep, meanAblate) ->
                loss(model, tokens, Hook.replacing(name -> name.endsWith("hook_pattern"), (pattern, point) -> {
                    NDArray left = pattern.duplicate();
                    for (int head : ablatedIn(point.layer(), model, keep)) {
                        left.set(
                                new NDIndex(":, {}", head),
                                meanAblate ? pattern.mean().getFloat() : 0);
                    }
                    return left;
                }));
    }

    @Mutant("takes the loss over the whole sequence")
    static Wrong takesTheWholeSequence() {
        return measuring((logits, tokens) -> Losses.mean(logits, tokens).getFloat());
    }

    @Mutant("counts position S, whose next token can't be known")
    static Wrong countsTheUnpredictable() {
        return measuring((logits, tokens) ->
                from(Losses.perToken(logits, tokens), block(tokens)).mean().getFloat());
    }

    @Mutant("adds the losses up")
    static Wrong addsUp() {
        return measuring((logits, tokens) ->
                from(Losses.perToken(logits, tokens), block(tokens) + 1).sum().getFloat());
    }

    @Mutant("uses the first row of the batch only")
    static Wrong usesTheFirstRow() {
        return (model, tokens, keep, meanAblate) -> RIGHT.circuitOnlyLoss(model, tokens.get("0:1"), keep, meanAblate);
    }

    @Mutant("takes the clean loss off")
    static Wrong givesTheDifference() {
        return (model, tokens, keep, meanAblate) -> RIGHT.circuitOnlyLoss(model, tokens, keep, meanAblate)
                - RIGHT.circuitOnlyLoss(model, tokens, all(model), meanAblate);
    }

    @Mutant("gives the log-probability")
    static Wrong turnsTheSignRound() {
        return changed(loss -> -loss);
    }

    @Mutant("gives the perplexity")
    static Wrong givesThePerplexity() {
        return changed(Math::exp);
    }

    @Mutant("returns NaN")
    static Wrong returnsNaN() {
        return changed(loss -> Double.NaN);
    }

    @Mutant("returns chance")
    static Wrong returnsChance() {
        return (model, tokens, keep, meanAblate) -> Math.log(model.config().dVocab());
    }

    @Mutant("leaves its hook on the model")
    static Wrong leavesItsHook() {
        return (model, tokens, keep, meanAblate) -> {
            double loss = RIGHT.circuitOnlyLoss(model, tokens, keep, meanAblate);
            model.addHook(Hook.replacing(HookName.z(0), (z, point) -> ablated(model, z, point, keep, false)));
            return loss;
        };
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<Double>();
        return (model, tokens, keep, meanAblate) -> {
            answers.add(RIGHT.circuitOnlyLoss(model, tokens, keep, meanAblate));
            return answers.getFirst();
        };
    }

    private static NDArray ablated(
            HookedTransformer model, NDArray z, HookPoint point, List<Head> keep, boolean meanAblate) {
        NDArray left = z;
        for (int head : ablatedIn(point.layer(), model, keep)) {
            left = meanAblate ? RIGHT.meanAblateHead(left, point, head) : RIGHT.zeroAblateHead(left, point, head);
        }
        return left;
    }

    /** Indices of the layer's heads that are not kept. */
    private static int[] ablatedIn(int layer, HookedTransformer model, List<Head> keep) {
        return others(model, keep).stream()
                .filter(head -> head.layer() == layer)
                .mapToInt(Head::index)
                .toArray();
    }

    /** Puts {@code means}, of the shape of {@code z}, in place of heads. */
    private static NDArray replaced(NDArray z, NDArray means, int[] heads) {
        NDArray left = z.duplicate();
        for (int head : heads) {
            var vectors = new NDIndex(":, :, {}", head);
            left.set(vectors, means.get(vectors));
        }
        return left;
    }

    private static Wrong keeping(Keeping keeping) {
        return (model, tokens, keep, meanAblate) ->
                RIGHT.circuitOnlyLoss(model, tokens, keeping.of(model, keep), meanAblate);
    }

    private static Wrong changed(DoubleUnaryOperator change) {
        return (model, tokens, keep, meanAblate) ->
                change.applyAsDouble(RIGHT.circuitOnlyLoss(model, tokens, keep, meanAblate));
    }

    /** Makes something else of the logits without the heads. */
    private static Wrong measuring(Measure measure) {
        return (model, tokens, keep, meanAblate) -> {
            Hook ablation = Hook.replacing(
                    name -> name.endsWith("hook_z"), (z, point) -> ablated(model, z, point, keep, meanAblate));
            return measure.of(model.runWithHooks(tokens, List.of(ablation)), tokens);
        };
    }

    private static double loss(HookedTransformer model, NDArray tokens, Hook hook) {
        NDArray losses = Losses.perToken(model.runWithHooks(tokens, List.of(hook)), tokens);
        return from(losses, block(tokens) + 1).mean().getFloat();
    }

    private static NDArray from(NDArray losses, long position) {
        return losses.get(new NDIndex(":, {}:", position));
    }

    private static long block(NDArray tokens) {
        return (tokens.getShape().get(1) - 1) / 2;
    }

    private static List<Head> others(HookedTransformer model, List<Head> heads) {
        return all(model).stream().filter(head -> !heads.contains(head)).toList();
    }

    private static List<Head> all(HookedTransformer model) {
        int heads = model.config().nHeads();
        return IntStream.range(0, model.config().nLayers() * heads)
                .mapToObj(each -> new Head(each / heads, each % heads))
                .toList();
    }
}
