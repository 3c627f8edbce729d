package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.ActivationCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What layer 1's queries and keys read, part by part, and what an answer would be after each mistake that is recognised.
 * Worked out cell by cell.
 */
final class QkInputParts {
    private final ActivationCache cache;
    private final NDManager manager;
    private final int length;
    private final int heads;
    private final int width;

    /** Of a cache without a batch axis. */
    QkInputParts(ActivationCache cache) {
        NDArray results = cache.get("result", 0);
        this.cache = cache;
        this.manager = results.getManager();
        this.length = size(results, 0);
        this.heads = size(results, 1);
        this.width = size(results, 2);
    }

    NDArray right() {
        return stacked(parts(List.of(embed(), positions()), headsOf(0)));
    }

    /** All parts together, {@code [pos, d_model]}: layer 1's stream, and the positions that are added to it there. */
    NDArray whole() {
        return stacked(List.of(added(named("resid_pre", 1), positions()))).squeeze(0);
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        addMissingParts(mistakes);
        addOrders(mistakes);
        addOtherParts(mistakes);
        return mistakes;
    }

    private void addMissingParts(List<Mistake> mistakes) {
        List<float[]> written = headsOf(0);
        add(mistakes, Misconception.POSITION_LEFT_OUT, parts(List.of(embed()), written));
        add(mistakes, Misconception.PARTS_MERGED, parts(List.of(added(embed(), positions())), written));
        add(mistakes, Misconception.PARTS_MERGED, List.of(embed(), positions(), named("attn_out", 0)));
        mistakes.add(new Mistake(Misconception.PARTS_MERGED, whole()));
    }

    private void addOrders(List<Mistake> mistakes) {
        List<float[]> written = headsOf(0);
        add(mistakes, Misconception.PART_ORDER, parts(List.of(positions(), embed()), written));
        add(mistakes, Misconception.PART_ORDER, parts(written, List.of(embed(), positions())));
        add(mistakes, Misconception.PART_ORDER, parts(written, List.of(positions(), embed())));
        add(mistakes, Misconception.PART_ORDER, parts(List.of(embed(), positions()), written.reversed()));
        add(mistakes, Misconception.AXIS_SWAPPED, parts(List.of(embed(), positions()), cutAsTheyCome()));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right().swapAxes(0, 1)));
    }

    private void addOtherParts(List<Mistake> mistakes) {
        List<float[]> ahead = List.of(embed(), positions());
        List<float[]> right = parts(ahead, headsOf(0));
        add(mistakes, Misconception.COUNTED_TWICE, parts(right, List.of(named("resid_pre", 1))));
        add(mistakes, Misconception.COUNTED_TWICE, parts(List.of(named("resid_pre", 1)), right));
        add(mistakes, Misconception.COUNTED_TWICE, parts(List.of(named("resid_pre", 0)), right));
        for (int layer = 1; layer < cache.nLayers(); layer++) {
            add(mistakes, Misconception.OTHER_LAYER, parts(ahead, headsOf(layer)));
        }
        if (size(cache.get("z", 0), 2) == width) {
            add(mistakes, Misconception.Z_FOR_RESULT, parts(ahead, heads("z", 0)));
        }
    }

    private void add(List<Mistake> mistakes, Misconception misconception, List<float[]> parts) {
        mistakes.add(new Mistake(misconception, stacked(parts)));
    }

    private float[] embed() {
        return cache.get("embed").toFloatArray();
    }

    private float[] positions() {
        return cache.get("pos_embed").toFloatArray();
    }

    private float[] named(String name, int layer) {
        return cache.get(name, layer).toFloatArray();
    }

    private List<float[]> headsOf(int layer) {
        return heads("result", layer);
    }

    private List<float[]> heads(String name, int layer) {
        float[] cells = named(name, layer);
        return IntStream.range(0, heads).mapToObj(head -> ofHead(cells, head)).toList();
    }

    /** {@code [pos, head, width]}, cut as if heads came first. */
    private List<float[]> cutAsTheyCome() {
        float[] cells = named("result", 0);
        int part = length * width;
        return IntStream.range(0, heads)
                .mapToObj(head -> Arrays.copyOfRange(cells, head * part, (head + 1) * part))
                .toList();
    }

    private float[] ofHead(float[] cells, int head) {
        var written = new float[length * width];
        for (int cell = 0; cell < written.length; cell++) {
            int position = cell / width;
            written[cell] = cells[(position * heads + head) * width + cell % width];
        }
        return written;
    }

    private static float[] added(float[] left, float[] right) {
        var sum = new float[left.length];
        for (int cell = 0; cell < sum.length; cell++) {
            sum[cell] = left[cell] + right[cell];
        }
        return sum;
    }

    private static List<float[]> parts(List<float[]> first, List<float[]> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    /** {@code [part, pos, d_model]}. */
    private NDArray stacked(List<float[]> parts) {
        var cells = new float[parts.size() * length * width];
        for (int part = 0; part < parts.size(); part++) {
            System.arraycopy(parts.get(part), 0, cells, part * length * width, length * width);
        }
        return manager.create(cells, new Shape(parts.size(), length, width));
    }

    private static int size(NDArray tensor, int axis) {
        return Math.toIntExact(tensor.getShape().get(axis));
    }
}
