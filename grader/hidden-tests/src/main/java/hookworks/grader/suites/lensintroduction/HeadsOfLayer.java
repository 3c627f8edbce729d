package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.Slip;
import hookworks.lens.CachedRun;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What a view of one layer's heads must hold for a text, and what it would hold after each known mistake. */
final class HeadsOfLayer {
    private final NDManager manager;
    private final int layer;
    private final int layers;
    private final int heads;
    private final int length;
    private final Map<String, float[]> activations; // [head, query, key]

    HeadsOfLayer(Scenarios scenarios, Reading reading, int layer) {
        this.manager = scenarios.manager();
        this.layer = layer;
        this.layers = reading.model().config().nLayers();
        this.heads = reading.model().config().nHeads();
        this.length = reading.length();
        this.activations = activations(reading, reading.tokens(scenarios));
    }

    private static Map<String, float[]> activations(Reading reading, NDArray tokens) {
        var looking = HookFilter.matching(name -> name.endsWith("hook_pattern") || name.endsWith("hook_attn_scores"));
        var activations = new HashMap<String, float[]>();
        try (CachedRun run = reading.model().runWithCache(tokens, looking)) {
            run.cache()
                    .names()
                    .forEach(name -> activations.put(name, run.cache().get(name).toFloatArray()));
        }
        return activations;
    }

    /** {@code [head, query, key]}. */
    NDArray pattern() {
        return unchanged(HookName.pattern(layer));
    }

    List<Mistake> mistakes() {
        String name = HookName.pattern(layer);
        var mistakes = new ArrayList<Mistake>();
        IntStream.range(0, layers)
                .filter(other -> other != layer)
                .forEach(other ->
                        mistakes.add(new Mistake(Misconception.OTHER_LAYER, unchanged(HookName.pattern(other)))));
        mistakes.add(new Mistake(Misconception.SCORES_FOR_PATTERN, unchanged(HookName.attnScores(layer))));
        mistakes.add(new Mistake(
                Misconception.AXIS_SWAPPED,
                cells(name, heads, (cells, head, query, key) -> cells[at(head, key, query)])));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, pattern().transpose(1, 2, 0)));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, pattern().transpose(1, 0, 2)));
        mistakes.add(new Mistake(Misconception.BATCH_AXIS_LEFT, pattern().expandDims(0)));
        mistakes.add(new Mistake(Misconception.HEADS_AVERAGED, cells(name, heads, this::averaged)));
        mistakes.add(new Mistake(Misconception.HEADS_AVERAGED, cells(name, 1, this::averaged)));
        mistakes.add(new Mistake(
                Misconception.HEADS_AVERAGED, cells(name, 1, this::averaged).squeeze(0)));
        return mistakes;
    }

    List<String> headNames() {
        return headNames(layer, 0);
    }

    List<Slip<List<String>>> nameSlips() {
        return List.of(
                new Slip<>(Misconception.COUNTED_FROM_ONE, headNames(layer, 1)),
                new Slip<>(Misconception.COUNTED_FROM_ONE, headNames(layer + 1, 1)),
                new Slip<>(Misconception.COUNTED_FROM_ONE, headNames(layer + 1, 0)),
                new Slip<>(Misconception.OTHER_LAYER, headNames(0, 0)));
    }

    private List<String> headNames(int named, int first) {
        return IntStream.range(first, first + heads)
                .mapToObj(head -> "L" + named + "H" + head)
                .toList();
    }

    /** A cell of the answer, from those of an activation {@code [head, query, key]}. */
    @FunctionalInterface
    private interface Cell {
        float of(float[] cells, int head, int query, int key);
    }

    private int at(int head, int query, int key) {
        return (head * length + query) * length + key;
    }

    private float averaged(float[] cells, int head, int query, int key) {
        double sum = 0;
        for (int each = 0; each < heads; each++) {
            sum += cells[at(each, query, key)];
        }
        return (float) (sum / heads);
    }

    private NDArray unchanged(String activation) {
        return cells(activation, heads, (cells, head, query, key) -> cells[at(head, query, key)]);
    }

    private NDArray cells(String activation, int maps, Cell cell) {
        float[] given = Objects.requireNonNull(activations.get(activation), activation);
        float[] made = new float[maps * length * length];
        for (int i = 0; i < made.length; i++) {
            made[i] = cell.of(given, i / length / length, i / length % length, i % length);
        }
        return manager.create(made, new Shape(maps, length, length));
    }
}
