package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.exercises.HalfAttribution;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import hookworks.grader.suites.hooks.PlantedStream.Size;
import hookworks.lens.ActivationCache;
import hookworks.lens.hooks.HookName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A planted stream on {@code 2 S + 1} tokens that do not repeat, so that each half has tokens of its own: what the
 * attribution of its halves is, and how it can go wrong.
 */
final class PlantedHalves {
    private final NDManager manager;
    private final PlantedStream stream;
    private final float[] positions;
    private final int block;

    /** One half, and what might be taken for it. */
    private record Half(PlantedStream right, PlantedStream other, int from) {}

    private PlantedHalves(NDManager manager, PlantedStream stream, float[] positions, int block) {
        this.manager = manager;
        this.stream = stream;
        this.positions = positions;
        this.block = block;
    }

    static PlantedHalves drawn(Scenarios scenarios, int block, int layers, int heads) {
        int length = 2 * block + 1;
        var size = new Size(length, layers, heads, scenarios.between(13, 17), scenarios.between(23, 31));
        var stream = PlantedStream.drawn(scenarios, size);
        float[] positions = scenarios.normal(1, (long) length * size.width()).toFloatArray();
        return new PlantedHalves(scenarios.manager(), stream, positions, block);
    }

    /** Without a batch axis: what the attribution needs, and much that it doesn't. */
    ActivationCache cache() {
        var activations = new LinkedHashMap<String, NDArray>();
        NDArray resid = stream.embed(manager);
        activations.put(HookName.EMBED, resid);
        activations.put(HookName.POS_EMBED, manager.create(positions, resid.getShape()));
        List<NDArray> results = stream.headResults(manager);
        for (int layer = 0; layer < results.size(); layer++) {
            activations.put(HookName.residPre(layer), resid.duplicate());
            activations.put(HookName.result(layer), results.get(layer));
            NDArray out = results.get(layer).sum(new int[] {1});
            activations.put(HookName.attnOut(layer), out);
            resid = resid.add(out);
            activations.put(HookName.residPost(layer), resid);
        }
        return ActivationCache.withoutBatchDim(activations);
    }

    NDArray wU() {
        return stream.wU(manager);
    }

    NDArray tokens() {
        return stream.tokens(manager);
    }

    void judge(@Nullable HalfAttribution answer) {
        if (answer == null) {
            throw new WrongAnswer("halfLogitAttribution returned null; expected HalfAttribution(first, second)");
        }
        var first = new Half(part(0), part(block), 0);
        var second = new Half(part(block), part(0), block);
        judge("first", answer.first(), first);
        judge("second", answer.second(), second);
    }

    private void judge(String name, @Nullable NDArray answer, Half half) {
        TensorAnswer.named(name, answer, "row", "component")
                .mustEqual(right(half.right()), Tolerance.FLOAT32_SUM, () -> mistakes(half));
    }

    private List<Mistake> mistakes(Half half) {
        var mistakes = new ArrayList<Mistake>();
        mistakes.add(new Mistake(Misconception.HALVES_EXCHANGED, right(half.other())));
        PlantedStream labelled = half.right().part(0, block + 1, half.other().tokens());
        PlantedStream written = half.other().part(0, block + 1, half.right().tokens());
        mistakes.add(new Mistake(Misconception.CUT_UNALIKE, right(labelled)));
        mistakes.add(new Mistake(Misconception.CUT_UNALIKE, right(written)));
        mistakes.add(new Mistake(
                Misconception.CUT_UNALIKE, right(written.withEmbed(half.right().embed()))));
        mistakes.add(new Mistake(
                Misconception.CUT_UNALIKE,
                right(half.right().withEmbed(half.other().embed()))));
        mistakes.add(new Mistake(Misconception.POSITION_IN_VALUES, right(withPositions(half))));
        for (int from = Math.max(0, half.from() - 1); from <= half.from() + 1; from++) {
            for (int to = from + 2; to <= stream.size().length(); to++) {
                if (from != half.from() || to != half.from() + block + 1) {
                    mistakes.add(new Mistake(Misconception.HALVES_MISCUT, right(stream.part(from, to))));
                }
            }
        }
        new Attribution(manager, half.right())
                .mistakes()
                .forEach(wrong -> mistakes.add(new Mistake(Misconception.ATTRIBUTION_FIRST, wrong.answer())));
        return mistakes;
    }

    private PlantedStream withPositions(Half half) {
        int width = stream.size().width();
        float[] there = Arrays.copyOfRange(positions, half.from() * width, (half.from() + block + 1) * width);
        for (int i = 0; i < there.length; i++) {
            there[i] += half.right().embed()[i];
        }
        return half.right().withEmbed(there);
    }

    private PlantedStream part(int from) {
        return stream.part(from, from + block + 1);
    }

    private NDArray right(PlantedStream part) {
        return new Attribution(manager, part).right();
    }
}
