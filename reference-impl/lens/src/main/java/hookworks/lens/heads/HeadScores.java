package hookworks.lens.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** A score for each head that was looked at. Immutable, and holds no native memory. */
public final class HeadScores {
    private static final float NOT_LOOKED_AT = -1;

    private final int layers;
    private final int heads;
    private final SequencedMap<Head, Double> scores;

    HeadScores(int layers, int heads, Map<Head, Double> scores) {
        this.layers = layers;
        this.heads = heads;
        this.scores = inOrder(scores);
    }

    private static SequencedMap<Head, Double> inOrder(Map<Head, Double> scores) {
        return new TreeMap<>(scores);
    }

    /** The mean of scores of the same heads. */
    static HeadScores mean(List<HeadScores> all) {
        HeadScores first = all.getFirst();
        var means = new LinkedHashMap<>(first.scores);
        means.replaceAll((head, score) ->
                all.stream().mapToDouble(each -> each.of(head)).average().orElseThrow());
        return new HeadScores(first.layers, first.heads, means);
    }

    /**
     * The score of a head.
     *
     * @throws IllegalArgumentException where it was not looked at
     */
    public double of(Head head) {
        Double score = scores.get(head);
        if (score == null) {
            throw new IllegalArgumentException(
                    "head %s was not looked at; these were: %s".formatted(head, scores.keySet()));
        }
        return score;
    }

    /** The heads that were looked at, the best first. */
    public List<HeadScore> ranked() {
        return scores.entrySet().stream()
                .map(entry -> new HeadScore(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(HeadScore::score).reversed())
                .toList();
    }

    /** {@code [layer][head]}; -1 where none was looked at, as in TransformerLens. The caller's. */
    public float[][] rows() {
        var rows = new float[layers][heads];
        for (float[] row : rows) {
            Arrays.fill(row, NOT_LOOKED_AT);
        }
        scores.forEach((head, score) -> rows[head.layer()][head.index()] = score.floatValue());
        return rows;
    }

    /** {@link #rows} as a tensor, {@code [layer, head]} float32; belongs to {@code manager}. */
    public NDArray toArray(NDManager manager) {
        return manager.create(rows());
    }

    /** The ranking in a line. */
    @Override
    public String toString() {
        return ranked().toString();
    }
}
