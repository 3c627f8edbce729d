package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import java.util.List;
import java.util.stream.IntStream;

/** One layer's attention on one text, {@code [head, query, key]}, read out into Java. Not changed once made. */
final class LayerPattern {
    private final int heads;
    private final int length;
    private final float[] cells;

    LayerPattern(int heads, int length, float[] cells) {
        this.heads = heads;
        this.length = length;
        this.cells = cells;
    }

    static LayerPattern of(NDArray pattern) {
        Shape shape = pattern.getShape();
        return new LayerPattern(Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)), pattern.toFloatArray());
    }

    /** Of every layer, in order. */
    static List<LayerPattern> allOf(ActivationCache cache) {
        return IntStream.range(0, cache.nLayers())
                .mapToObj(layer -> of(cache.get("pattern", layer)))
                .toList();
    }

    int heads() {
        return heads;
    }

    int length() {
        return length;
    }

    float at(int head, int query, int key) {
        return cells[(head * length + query) * length + key];
    }

    /** The attention at a place, averaged over the queries that have one; 0 where none has. */
    double mean(int head, Place place) {
        return IntStream.range(0, length)
                .filter(query -> place.key(query, length) >= 0)
                .mapToDouble(query -> at(head, query, place.key(query, length)))
                .average()
                .orElse(0);
    }

    NDArray tensor(NDManager manager) {
        return manager.create(cells, new Shape(heads, length, length));
    }

    /** Scores whose softmax over the keys is this pattern: minus infinity where a key lies after its query. */
    NDArray scores(NDManager manager) {
        float[] scores = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            int query = i / length % length;
            int key = i % length;
            scores[i] = key > query ? Float.NEGATIVE_INFINITY : (float) (Math.log(cells[i]) + query);
        }
        return manager.create(scores, new Shape(heads, length, length));
    }
}
