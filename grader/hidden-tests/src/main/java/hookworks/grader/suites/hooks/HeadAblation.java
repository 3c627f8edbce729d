package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One head of an activation to be ablated, what must come of it, and what comes of it after each known mistake. */
final class HeadAblation {
    private final NDManager manager;
    private final HeadActivation before;
    private final int head;

    HeadAblation(NDManager manager, HeadActivation before, int head) {
        this.manager = manager;
        this.before = before;
        this.head = head;
    }

    void judgeZeros(@Nullable NDArray answer) {
        judge(answer, before.zeroed(head), this::mistakesOfZeros);
    }

    private List<Mistake> mistakesOfZeros() {
        var mistakes = new ArrayList<Mistake>();
        mistakes.addAll(anotherHead(before::zeroed));
        mistakes.addAll(throughoutAndElsewhere((row, pos, each, channel) -> 0));
        mistakes.add(changing(Misconception.HEAD_STILL_WRITES, value -> -value));
        mistakes.add(changing(Misconception.HEAD_STILL_WRITES, value -> value / 2));
        mistakes.add(changing(Misconception.HEAD_STILL_WRITES, value -> 1));
        return mistakes;
    }

    void judgeMeans(@Nullable NDArray answer) {
        judge(answer, before.meaned(head), this::mistakesOfMeans);
    }

    private List<Mistake> mistakesOfMeans() {
        var mistakes = new ArrayList<Mistake>();
        mistakes.addAll(anotherHead(before::meaned));
        double[][] means = means();
        mistakes.addAll(overOtherAxes(means));
        mistakes.addAll(throughoutAndElsewhere((row, pos, each, channel) -> means[each][channel]));
        mistakes.add(changing(Misconception.MEAN_OF_ZEROS, value -> 0));
        double[] ofFirstRow = before.mean(head, 0, 1);
        int places = before.batch() * before.length();
        mistakes.add(
                replacing(Misconception.SUM_INSTEAD_OF_MEAN, (row, pos, channel) -> means[head][channel] * places));
        mistakes.add(replacing(Misconception.BATCH_COLLAPSED, (row, pos, channel) -> ofFirstRow[channel]));
        return mistakes;
    }

    /** Of every head, by channel. */
    private double[][] means() {
        return IntStream.range(0, before.heads())
                .mapToObj(each -> before.mean(each, 0, before.batch()))
                .toArray(double[][]::new);
    }

    private void judge(@Nullable NDArray answer, HeadActivation right, Supplier<List<Mistake>> mistakes) {
        if (answer == null) {
            throw new WrongAnswer(Misconception.CHANGE_NOT_RETURNED.sentence() + "\nthe ablated activation is null");
        }
        TensorAnswer.named("the ablated activation", answer, "batch", "pos", "head", "d_head")
                .mustEqual(right.tensor(manager), Tolerance.FLOAT32_SUM, () -> withTheCommon(right, mistakes.get()));
    }

    /** As likely after either ablation: first that nothing has changed, last that nothing else has come back. */
    private List<Mistake> withTheCommon(HeadActivation right, List<Mistake> mistakes) {
        var all = new ArrayList<Mistake>();
        if (!right.isLike(before)) {
            all.add(new Mistake(Misconception.CHANGE_NOT_RETURNED, before.tensor(manager)));
        }
        all.addAll(mistakes);
        all.add(new Mistake(Misconception.HEAD_ALONE, right.alone(manager, head)));
        return all;
    }

    /** Where something is put in place of one head's numbers. */
    @FunctionalInterface
    private interface OfHead {
        double at(int row, int pos, int channel);
    }

    private List<Mistake> anotherHead(IntFunction<HeadActivation> ablation) {
        var mistakes = new ArrayList<Mistake>();
        for (int other : new int[] {head - 1, head + 1}) {
            if (other >= 0 && other < before.heads()) {
                HeadActivation one = ablation.apply(head);
                HeadActivation wrong = ablation.apply(other);
                mistakes.add(mistake(Misconception.WRONG_HEAD, wrong));
                mistakes.add(mistake(
                        Misconception.WRONG_HEAD,
                        one.changed((row, pos, each, channel) ->
                                each == other ? wrong.at(row, pos, each, channel) : one.at(row, pos, each, channel))));
            }
        }
        return mistakes;
    }

    /** All heads, all but the one, along other axes, or in some rows only. */
    private List<Mistake> throughoutAndElsewhere(HeadActivation.Cell ablated) {
        return List.of(
                where(Misconception.ABLATES_ALL, ablated, (row, pos, each, channel) -> 1),
                where(Misconception.OTHER_HEADS_ABLATED, ablated, (row, pos, each, channel) -> each == head ? 0 : 1),
                where(Misconception.AXIS_SWAPPED, ablated, (row, pos, each, channel) -> pos == head ? 1 : 0),
                where(Misconception.AXIS_SWAPPED, ablated, (row, pos, each, channel) -> channel == head ? 1 : 0),
                where(Misconception.AXIS_SWAPPED, ablated, (row, pos, each, channel) -> row == head ? 1 : 0),
                where(Misconception.BATCH_COLLAPSED, ablated, inRow(0)),
                where(Misconception.BATCH_COLLAPSED, ablated, inRow(before.batch() - 1)));
    }

    private HeadActivation.Cell inRow(int only) {
        return (row, pos, each, channel) -> each == head && row == only ? 1 : 0;
    }

    private Mistake where(Misconception misconception, HeadActivation.Cell ablated, HeadActivation.Cell isAblated) {
        return mistake(
                misconception,
                before.changed((row, pos, each, channel) -> isAblated.at(row, pos, each, channel) > 0
                        ? ablated.at(row, pos, each, channel)
                        : before.at(row, pos, each, channel)));
    }

    private List<Mistake> overOtherAxes(double[][] means) {
        double number = DoubleStream.of(means[head]).average().orElseThrow();
        return List.of(
                replacing(
                        Misconception.HEAD_MEAN_AXES,
                        (row, pos, channel) -> average(before.width(), each -> before.at(row, pos, head, each))),
                replacing(
                        Misconception.HEAD_MEAN_AXES,
                        (row, pos, channel) -> average(before.batch(), each -> before.at(each, pos, head, channel))),
                replacing(
                        Misconception.HEAD_MEAN_AXES,
                        (row, pos, channel) -> average(before.length(), each -> before.at(row, each, head, channel))),
                replacing(
                        Misconception.HEAD_MEAN_AXES,
                        (row, pos, channel) -> average(before.heads(), each -> before.at(row, pos, each, channel))),
                replacing(Misconception.HEAD_MEAN_AXES, (row, pos, channel) -> number),
                replacing(
                        Misconception.HEAD_MEAN_AXES,
                        (row, pos, channel) -> average(before.heads(), each -> means[each][channel])));
    }

    private static double average(int count, IntToDoubleFunction numbers) {
        return IntStream.range(0, count).mapToDouble(numbers).average().orElseThrow();
    }

    private Mistake changing(Misconception misconception, DoubleUnaryOperator change) {
        return replacing(
                misconception, (row, pos, channel) -> change.applyAsDouble(before.at(row, pos, head, channel)));
    }

    private Mistake replacing(Misconception misconception, OfHead replacement) {
        return mistake(
                misconception,
                before.changed((row, pos, each, channel) ->
                        each == head ? replacement.at(row, pos, channel) : before.at(row, pos, each, channel)));
    }

    private Mistake mistake(Misconception misconception, HeadActivation wrong) {
        return new Mistake(misconception, wrong.tensor(manager));
    }
}
