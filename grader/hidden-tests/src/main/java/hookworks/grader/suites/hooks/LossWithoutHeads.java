package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What the loss on repeated tokens is with each head zeroed, and what tables are made of that by each known mistake. */
final class LossWithoutHeads {
    private final RepeatedText text;
    private final AblatedRuns runs;
    private final RunLoss clean;
    private final List<RunLoss> without;

    LossWithoutHeads(RepeatedText text) {
        this.text = text;
        this.runs = new AblatedRuns(text);
        this.clean = runs.clean();
        this.without = zeroed(head -> head::equals);
    }

    NDArray right() {
        return tensor(difference(without, RunLoss::right));
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        mistakes.add(mistake(Misconception.CLEAN_MINUS_ABLATED, negative(difference(without, RunLoss::right))));
        mistakes.add(of(Misconception.UNPREDICTABLE_COUNTED, RunLoss::withTheUnpredictable));
        mistakes.add(of(Misconception.LOSS_RANGE, RunLoss::ofTheWhole));
        mistakes.add(of(Misconception.LOSS_RANGE, RunLoss::ofTheFirstCopy));
        mistakes.add(of(Misconception.NEXT_TOKEN_SHIFT, RunLoss::unshifted));
        mistakes.add(of(Misconception.LOGITS_FOR_LOSS, RunLoss::logit));
        mistakes.add(of(Misconception.LOGITS_FOR_LOSS, loss -> -loss.logit()));
        mistakes.add(of(Misconception.LOGITS_FOR_LOSS, RunLoss::probability));
        mistakes.add(of(Misconception.LOGITS_FOR_LOSS, loss -> -loss.probability()));
        mistakes.add(of(Misconception.SUM_INSTEAD_OF_MEAN, RunLoss::addedUp));
        mistakes.add(of(Misconception.SUM_INSTEAD_OF_MEAN, RunLoss::addedUpOverPositions));
        mistakes.add(of(Misconception.BATCH_COLLAPSED, RunLoss::ofTheFirstRow));
        mistakes.add(mistake(
                Misconception.DIFFERENCE_FORGOTTEN,
                (layer, head) -> loss(without, layer, head).right()));
        mistakes.add(mistake(
                Misconception.DIFFERENCE_FORGOTTEN,
                (layer, head) -> loss(without, layer, head).right() / clean.right()));
        mistakes.addAll(ofOtherHeads());
        HeadTable right = difference(without, RunLoss::right);
        mistakes.add(
                new Mistake(Misconception.AXIS_SWAPPED, right.transposed(text.manager(), text.layers(), text.heads())));
        mistakes.add(new Mistake(
                Misconception.HARD_CODED_SIZE, right.tensor(text.manager(), Math.min(2, text.layers()), text.heads())));
        return mistakes;
    }

    private List<Mistake> ofOtherHeads() {
        Head last = runs.heads().getLast();
        HeadTable right = difference(without, RunLoss::right);
        HeadTable inEveryLayer = difference(zeroed(head -> other -> other.index() == head.index()), RunLoss::right);
        HeadTable soFar = difference(zeroed(head -> other -> other.compareTo(head) <= 0), RunLoss::right);
        HeadTable soFarInLayer = difference(
                zeroed(head -> other -> other.layer() == head.layer() && other.index() <= head.index()),
                RunLoss::right);
        HeadTable allOthers = difference(zeroed(head -> other -> !other.equals(head)), RunLoss::right);
        HeadTable wholeLayer = difference(zeroed(head -> other -> other.layer() == head.layer()), RunLoss::right);
        return List.of(
                mistake(Misconception.HOOK_LEFT_BEHIND, soFar),
                mistake(Misconception.HOOK_LEFT_BEHIND, soFarInLayer),
                mistake(Misconception.EVERY_LAYER, inEveryLayer),
                mistake(Misconception.ABLATES_ALL, wholeLayer),
                mistake(Misconception.OTHER_HEADS_ABLATED, allOthers),
                mistake(Misconception.WRONG_HEAD, (layer, head) -> right.at(layer, 0)),
                mistake(Misconception.WRONG_HEAD, (layer, head) -> right.at(layer, last.index())),
                mistake(Misconception.WRONG_HEAD, (layer, head) -> right.at(last.layer(), last.index())),
                mistake(Misconception.OTHER_LAYER, (layer, head) -> right.at(last.layer(), head)),
                mistake(Misconception.OTHER_LAYER, (layer, head) -> right.at(0, head)));
    }

    private List<RunLoss> zeroed(Function<Head, Predicate<Head>> ablated) {
        return runs.heads().stream()
                .map(head -> runs.zeroed(ablated.apply(head)))
                .toList();
    }

    private RunLoss loss(List<RunLoss> losses, int layer, int head) {
        return losses.get(layer * text.heads() + head);
    }

    private HeadTable difference(List<RunLoss> losses, ToDoubleFunction<RunLoss> measure) {
        double before = measure.applyAsDouble(clean);
        return (layer, head) -> measure.applyAsDouble(loss(losses, layer, head)) - before;
    }

    private static HeadTable negative(HeadTable table) {
        return (layer, head) -> -table.at(layer, head);
    }

    private Mistake of(Misconception misconception, ToDoubleFunction<RunLoss> measure) {
        return mistake(misconception, difference(without, measure));
    }

    private Mistake mistake(Misconception misconception, HeadTable table) {
        return new Mistake(misconception, tensor(table));
    }

    private NDArray tensor(HeadTable table) {
        return table.tensor(text.manager(), text.layers(), text.heads());
    }
}
