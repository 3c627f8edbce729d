package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import hookworks.lens.CachedRun;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Runs of a model on repeated tokens in which some heads are ablated, by numbers that plain loops make. */
final class AblatedRuns {
    private final RepeatedText text;

    /** What becomes of a layer's heads where one of them is ablated. */
    @FunctionalInterface
    private interface Ablation {
        HeadActivation of(HeadActivation before, Head head);
    }

    AblatedRuns(RepeatedText text) {
        this.text = text;
    }

    /** Every head of the model, by layer, then by index. */
    List<Head> heads() {
        return IntStream.range(0, text.layers() * text.heads())
                .mapToObj(each -> new Head(each / text.heads(), each % text.heads()))
                .toList();
    }

    RunLoss clean() {
        try (NDArray logits = text.model().forward(text.tokens())) {
            return new RunLoss(logits, text.tokens());
        }
    }

    RunLoss zeroed(Predicate<Head> ablated) {
        return without(ablated, (before, head) -> before.zeroed(head.index()));
    }

    /** With each head's mean over what arrives in that same run. */
    RunLoss meaned(Predicate<Head> ablated) {
        return without(ablated, (before, head) -> before.meaned(head.index()));
    }

    /** With the mean that each head has in a run without ablation. */
    RunLoss cleanlyMeaned(Predicate<Head> ablated) {
        var clean = new ArrayList<HeadActivation>();
        try (CachedRun run = text.model().runWithCache(text.tokens(), HookFilter.matching(AblatedRuns::isZ))) {
            for (int layer = 0; layer < text.layers(); layer++) {
                clean.add(HeadActivation.of(run.cache().get("z", layer)));
            }
        }
        return without(ablated, (before, head) -> {
            double[] mean = clean.get(head.layer()).mean(head.index(), 0, before.batch());
            return before.changed((row, pos, each, channel) ->
                    each == head.index() ? mean[channel] : before.at(row, pos, each, channel));
        });
    }

    private RunLoss without(Predicate<Head> ablated, Ablation ablation) {
        Hook hook = Hook.replacing(AblatedRuns::isZ, (z, point) -> ablated(z, point, ablated, ablation));
        try (NDArray logits = text.model().runWithHooks(text.tokens(), List.of(hook))) {
            return new RunLoss(logits, text.tokens());
        }
    }

    private static boolean isZ(String hookName) {
        return hookName.endsWith("hook_z");
    }

    private NDArray ablated(NDArray z, HookPoint point, Predicate<Head> ablated, Ablation ablation) {
        HeadActivation left = HeadActivation.of(z);
        for (int index = 0; index < text.heads(); index++) {
            var head = new Head(point.layer(), index);
            if (ablated.test(head)) {
                left = ablation.of(left, head);
            }
        }
        return left.tensor(z.getManager());
    }
}
