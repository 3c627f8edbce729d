package hookworks.grader.suites.hooks;

import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Slip;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The loss of a model with some heads only, and what is taken for it by each known mistake. */
final class CircuitLoss {
    private final AblatedRuns runs;
    private final Set<Head> keep;
    private final boolean meanAblate;
    private final RunLoss run;

    CircuitLoss(RepeatedText text, List<Head> keep, boolean meanAblate) {
        this.runs = new AblatedRuns(text);
        this.keep = new TreeSet<>(keep);
        this.meanAblate = meanAblate;
        this.run = without(this::isAblated);
    }

    private boolean isAblated(Head head) {
        return !keep.contains(head);
    }

    private RunLoss without(Predicate<Head> ablated) {
        return meanAblate ? runs.meaned(ablated) : runs.zeroed(ablated);
    }

    double right() {
        return run.right();
    }

    List<Slip<Double>> slips() {
        var slips = new ArrayList<Slip<Double>>();
        RunLoss clean = runs.clean();
        slips.add(slip(Misconception.NOTHING_ABLATED, clean, RunLoss::right));
        slips.add(slip(Misconception.KEEP_INVERTED, without(keep::contains), RunLoss::right));
        slips.add(slip(
                Misconception.EVERY_LAYER,
                without(head -> keep.stream().noneMatch(kept -> kept.index() == head.index())),
                RunLoss::right));
        slips.add(slip(
                Misconception.OTHER_ABLATION,
                meanAblate ? runs.zeroed(this::isAblated) : runs.meaned(this::isAblated),
                RunLoss::right));
        if (meanAblate) {
            slips.add(slip(Misconception.CLEAN_MEANS, runs.cleanlyMeaned(this::isAblated), RunLoss::right));
        }
        slips.addAll(oneAtATime());
        slips.addAll(ofOtherLosses(clean));
        return slips;
    }

    private List<Slip<Double>> oneAtATime() {
        var losses = runs.heads().stream()
                .filter(this::isAblated)
                .map(head -> without(head::equals).right())
                .toList();
        if (losses.isEmpty()) {
            return List.of();
        }
        double mean = losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return List.of(
                new Slip<>(Misconception.ONE_AT_A_TIME, mean),
                new Slip<>(Misconception.ONE_AT_A_TIME, losses.getLast()));
    }

    private List<Slip<Double>> ofOtherLosses(RunLoss clean) {
        return List.of(
                slip(Misconception.UNPREDICTABLE_COUNTED, run, RunLoss::withTheUnpredictable),
                slip(Misconception.LOSS_RANGE, run, RunLoss::ofTheWhole),
                slip(Misconception.LOSS_RANGE, run, RunLoss::ofTheFirstCopy),
                slip(Misconception.NEXT_TOKEN_SHIFT, run, RunLoss::unshifted),
                slip(Misconception.SUM_INSTEAD_OF_MEAN, run, RunLoss::addedUp),
                slip(Misconception.SUM_INSTEAD_OF_MEAN, run, RunLoss::addedUpOverPositions),
                slip(Misconception.BATCH_COLLAPSED, run, RunLoss::ofTheFirstRow),
                slip(Misconception.LOGITS_FOR_LOSS, run, RunLoss::logit),
                slip(Misconception.LOGITS_FOR_LOSS, run, loss -> -loss.logit()),
                slip(Misconception.LOGITS_FOR_LOSS, run, loss -> -loss.right()),
                slip(Misconception.LOGITS_FOR_LOSS, run, RunLoss::probability),
                new Slip<>(Misconception.CLEAN_LOSS_TAKEN_OFF, run.right() - clean.right()));
    }

    private static Slip<Double> slip(Misconception misconception, RunLoss run, ToDoubleFunction<RunLoss> measure) {
        return new Slip<>(misconception, measure.applyAsDouble(run));
    }
}
