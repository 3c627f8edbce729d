package hookworks.lens.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Searches a model for heads whose attention looks like a pattern, as TransformerLens' {@code detect_head}. Of several
 * sequences, each is scored by itself and heads get the mean, under the same options (the reference forgets them
 * there). Hooks that are on the model stay in effect.
 *
 * <p>Threads may share it. Nothing stays in native memory.
 */
public final class HeadDetector {
    private final HookedTransformer model;

    private HeadDetector(HookedTransformer model) {
        this.model = model;
    }

    /** Makes a detector for a model, which stays the caller's. */
    public static HeadDetector of(HookedTransformer model) {
        return new HeadDetector(model);
    }

    /** As {@link #detect(DetectionPattern, NDArray, DetectionOptions)}, by the share of all attention. */
    public HeadScores detect(DetectionPattern pattern, NDArray tokens) {
        return detect(pattern, tokens, DetectionOptions.standard());
    }

    /**
     * Scores heads on sequences of one length.
     *
     * @param tokens {@code [pos]} or {@code [batch, pos]} integers, from 2 positions to {@code n_ctx}
     */
    public HeadScores detect(DetectionPattern pattern, NDArray tokens, DetectionOptions options) {
        return detect(pattern, rows(tokens), options);
    }

    /** Scores heads on a text, with a first token if that is the model's habit. */
    public HeadScores detect(DetectionPattern pattern, String text, DetectionOptions options) {
        return detectTexts(pattern, List.of(text), options);
    }

    /** As {@link #detect(DetectionPattern, String, DetectionOptions)}, on texts of any lengths. */
    public HeadScores detectTexts(DetectionPattern pattern, List<String> texts, DetectionOptions options) {
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            List<long[]> sequences = texts.stream()
                    .map(text -> model.texts().toTokens(text, manager).toLongArray())
                    .toList();
            return detect(pattern, sequences, options);
        }
    }

    /** Scores heads on sequences of any lengths. */
    public HeadScores detect(DetectionPattern pattern, List<long[]> sequences, DetectionOptions options) {
        if (sequences.isEmpty()) {
            throw new IllegalArgumentException("heads are detected on at least one sequence, got none");
        }
        var scoring = new PatternScoring(model.config(), options);
        return HeadScores.mean(sequences.stream()
                .map(tokens -> scored(scoring, pattern, tokens))
                .toList());
    }

    /**
     * Scores heads from what a run has stored.
     *
     * @param tokens of that run, one sequence
     * @param cache holds {@code pattern} of every layer that is looked at, with or without a batch axis
     */
    public HeadScores detect(DetectionPattern pattern, long[] tokens, ActivationCache cache, DetectionOptions options) {
        requireLength(tokens);
        return new PatternScoring(model.config(), options).of(cache, pattern.matrix(tokens));
    }

    private HeadScores scored(PatternScoring scoring, DetectionPattern pattern, long[] tokens) {
        requireLength(tokens);
        float[][] expected = pattern.matrix(tokens);
        List<Integer> layers = scoring.layers();
        String[] names = layers.stream().map(HookName::pattern).toArray(String[]::new);
        try (NDManager manager = NDManager.newBaseManager(model.device());
                CachedRun run = model.runWithCache(
                        manager.create(new long[][] {tokens}), HookFilter.names(names), layers.getLast() + 1)) {
            return scoring.of(run.cache(), expected);
        }
    }

    private void requireLength(long[] tokens) {
        int longest = model.config().nCtx();
        if (tokens.length < 2 || tokens.length > longest) {
            throw new IllegalArgumentException(
                    "heads are detected on 2 to %d tokens (n_ctx; a BOS counts), got a sequence of %d"
                            .formatted(longest, tokens.length));
        }
    }

    private static List<long[]> rows(NDArray tokens) {
        Shape shape = tokens.getShape();
        int axes = shape.dimension();
        if (axes != 1 && axes != 2) {
            throw new IllegalArgumentException("sequences must be [pos] or [batch, pos], got " + shape);
        }
        int width = Math.toIntExact(shape.get(axes - 1));
        int count = axes == 1 ? 1 : Math.toIntExact(shape.get(0));
        long[] flat;
        try (NDArray numbers = tokens.toType(DataType.INT64, true)) {
            flat = numbers.toLongArray();
        }
        return IntStream.range(0, count)
                .mapToObj(row -> Arrays.copyOfRange(flat, row * width, (row + 1) * width))
                .toList();
    }
}
