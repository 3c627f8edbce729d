package hookworks.lens.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.memory.TensorScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Compares the attention that a run has stored with what is expected. */
final class PatternScoring {
    private final HookedTransformerConfig config;
    private final DetectionOptions options;
    private final List<Head> heads;

    PatternScoring(HookedTransformerConfig config, DetectionOptions options) {
        this.config = config;
        this.options = options;
        this.heads = options.heads().orElseGet(() -> all(config));
        heads.forEach(this::require);
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("there is no head to score: name some, or none to score all");
        }
    }

    private static List<Head> all(HookedTransformerConfig config) {
        return IntStream.range(0, config.nLayers() * config.nHeads())
                .mapToObj(number -> new Head(number / config.nHeads(), number % config.nHeads()))
                .toList();
    }

    private void require(Head head) {
        if (head.layer() < 0
                || head.layer() >= config.nLayers()
                || head.index() < 0
                || head.index() >= config.nHeads()) {
            throw new IllegalArgumentException("there is no head %s: the model has heads 0.0 to %s"
                    .formatted(head, new Head(config.nLayers() - 1, config.nHeads() - 1)));
        }
    }

    /** The layers that have a head to score, ascending. */
    List<Integer> layers() {
        return heads.stream().map(Head::layer).distinct().sorted().toList();
    }

    /**
     * Scores the heads.
     *
     * @param cache holds the pattern of every one of the {@link #layers}
     * @param expected {@code [query][key]}
     */
    HeadScores of(ActivationCache cache, float[][] expected) {
        var scores = new LinkedHashMap<Head, Double>();
        for (int layer : layers()) {
            double[] ofLayer = scores(cache.get("pattern", layer), cache.hasBatchDim(), expected);
            heads.stream()
                    .filter(head -> head.layer() == layer)
                    .forEach(head -> scores.put(head, ofLayer[head.index()]));
        }
        return new HeadScores(config.nLayers(), config.nHeads(), scores);
    }

    private double[] scores(NDArray pattern, boolean hasBatchDim, float[][] expected) {
        int positions = expected.length;
        var wanted = new Shape(config.nHeads(), positions, positions);
        Shape found = pattern.getShape();
        if (!found.equals(hasBatchDim ? new Shape(1).addAll(wanted) : wanted)) {
            throw new IllegalArgumentException(
                    "'pattern' is %s in the cache, but one sequence of these tokens has [head, query, key] %s: is the cache of another run?"
                            .formatted(found, wanted));
        }
        try (var scope = TensorScope.within(pattern.getManager())) {
            NDManager scratch = scope.scratch();
            NDArray attention = scope.borrow(pattern).reshape(wanted).toType(DataType.FLOAT32, false);
            return options.measure()
                    .scores(attention, scratch.create(expected), scratch.create(options.counted(positions)));
        }
    }
}
