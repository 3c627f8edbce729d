package hookworks.grader.suites.reverseengineering;

import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.NumberAnswer;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.hooks.RepeatedText;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A question for the induction score of one head without others, and what is taken for the answer by each known mistake.
 *
 * @param before heads that an earlier question on the same model had silenced
 */
record AblatedInduction(RepeatedText text, List<Head> ablate, Head induction, List<Head> before) {
    void judge(double answered) {
        InductionWithout run = without(new HashSet<>(ablate)::contains);
        String what = "the induction score of head %s without %s"
                .formatted(induction, ablate.isEmpty() ? "any ablation" : ablate);
        NumberAnswer.named(what, answered).mustEqual(run.score(induction), Tolerance.FLOAT32_SUM, () -> slips(run));
    }

    private InductionWithout without(Predicate<Head> silent) {
        return InductionWithout.heads(text, silent);
    }

    private List<Slip<Double>> slips(InductionWithout run) {
        var slips = new ArrayList<Slip<Double>>();
        slips.addAll(ofOtherHeads());
        slips.addAll(ofOtherCells(run));
        for (int layer = 0; layer < text.layers(); layer++) {
            slips.add(new Slip<>(Misconception.OTHER_HEAD_SCORED, run.ofLayer(layer)));
            for (int index = 0; index < text.heads(); index++) {
                slips.add(new Slip<>(Misconception.OTHER_HEAD_SCORED, run.score(new Head(layer, index))));
            }
        }
        return slips;
    }

    private List<Slip<Double>> ofOtherHeads() {
        var slips = new ArrayList<Slip<Double>>();
        double baseline = score(head -> false);
        if (ablate.isEmpty()) {
            slips.add(silencing(Misconception.NONE_ABLATES_NONE, Set.of(new Head(0, 0))));
            slips.add(silencing(Misconception.NONE_ABLATES_NONE, Set.of(new Head(0, text.heads() - 1))));
            slips.add(new Slip<>(Misconception.NONE_ABLATES_NONE, score(head -> true)));
        } else {
            slips.add(new Slip<>(Misconception.ABLATION_WITHOUT_EFFECT, baseline));
            ablate.forEach(head -> slips.add(silencing(Misconception.SOME_HEADS_LEFT, Set.of(head))));
        }
        var still = new HashSet<>(ablate);
        still.addAll(before);
        slips.add(silencing(Misconception.HOOK_LEFT_BEHIND, still));
        slips.add(new Slip<>(Misconception.EVERY_LAYER, score(head -> hasIndexOfOne(head))));
        slips.add(new Slip<>(
                Misconception.EVERY_LAYER, score(head -> hasIndexOfOne(head) && head.layer() == induction.layer())));
        slips.add(new Slip<>(Misconception.EVERY_LAYER, score(head -> hasIndexOfOne(head) && head.layer() == 0)));
        slips.add(new Slip<>(Misconception.OTHER_HEADS_ABLATED, score(head -> !ablate.contains(head))));
        double change = score(ablate::contains) - baseline;
        slips.add(new Slip<>(Misconception.CHANGE_FOR_SCORE, change));
        slips.add(new Slip<>(Misconception.CHANGE_FOR_SCORE, -change));
        return slips;
    }

    private boolean hasIndexOfOne(Head head) {
        return ablate.stream().anyMatch(each -> each.index() == head.index());
    }

    private Slip<Double> silencing(Misconception misconception, Set<Head> heads) {
        return new Slip<>(misconception, score(heads::contains));
    }

    private double score(Predicate<Head> silent) {
        return without(silent).score(induction);
    }

    private List<Slip<Double>> ofOtherCells(InductionWithout run) {
        int block = text.block();
        double right = run.score(induction);
        return List.of(
                new Slip<>(Misconception.BATCH_COLLAPSED, run.ofRow(induction, 0)),
                new Slip<>(Misconception.BATCH_COLLAPSED, run.ofRow(induction, text.batch() - 1)),
                new Slip<>(Misconception.DIAGONAL_OFF_BY_ONE, run.along(induction, block)),
                new Slip<>(Misconception.DIAGONAL_OFF_BY_ONE, run.along(induction, block - 2)),
                new Slip<>(Misconception.DIAGONAL_OFF_BY_ONE, run.along(induction, block + 1)),
                new Slip<>(Misconception.WHOLE_STRIPE, run.ofInductionCells(induction)),
                new Slip<>(Misconception.SUM_INSTEAD_OF_MEAN, right * (block + 2)),
                new Slip<>(Misconception.SUM_INSTEAD_OF_MEAN, right * (block + 2) * text.batch()),
                new Slip<>(Misconception.DIVIDED_BY_WRONG_COUNT, right * (block + 2) / block),
                new Slip<>(Misconception.SCORES_FOR_PATTERN, run.ofRawScores(induction)));
    }
}
