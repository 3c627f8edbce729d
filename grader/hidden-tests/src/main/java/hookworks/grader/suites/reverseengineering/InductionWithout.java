package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.grader.suites.hooks.RepeatedText;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Where all heads look in one run on repeated tokens in which some heads are silent, and what is read off that. In
 * plain loops; not changed once made.
 */
final class InductionWithout {
    private final RepeatedText text;
    private final int length;
    private final List<float[]> patterns = new ArrayList<>();
    private final List<float[]> rawScores = new ArrayList<>();

    private InductionWithout(RepeatedText text) {
        this.text = text;
        this.length = 2 * text.block() + 1;
    }

    static InductionWithout heads(RepeatedText text, Predicate<Head> silent) {
        var run = new InductionWithout(text);
        var hooks = List.of(
                Hook.replacing(name -> name.endsWith("hook_v"), (v, point) -> silenced(v, point, silent)),
                Hook.reading(
                        name -> name.endsWith("hook_attn_scores"),
                        (scores, point) -> run.rawScores.add(scores.toFloatArray())),
                Hook.reading(
                        name -> name.endsWith("hook_pattern"),
                        (pattern, point) -> run.patterns.add(pattern.toFloatArray())));
        text.model().runWithHooks(text.tokens(), hooks).close();
        return run;
    }

    private static NDArray silenced(NDArray v, HookPoint point, Predicate<Head> silent) {
        float[] cells = v.toFloatArray(); // [batch, pos, head, d_head]
        int heads = Math.toIntExact(v.getShape().get(2));
        int width = Math.toIntExact(v.getShape().get(3));
        for (int cell = 0; cell < cells.length; cell++) {
            if (silent.test(new Head(point.layer(), cell / width % heads))) {
                cells[cell] = 0;
            }
        }
        return v.getManager().create(cells, v.getShape());
    }

    /** The mean over the whole batch and diagonal. */
    double score(Head head) {
        return along(head, text.block() - 1);
    }

    /** The same, of a query that looks so many cells back. */
    double along(Head head, int offset) {
        return mean(patterns, head, offset, offset, row -> true);
    }

    double ofRow(Head head, int only) {
        return mean(patterns, head, text.block() - 1, text.block() - 1, row -> row == only);
    }

    /** Over the S cells that are induction alone. */
    double ofInductionCells(Head head) {
        return mean(patterns, head, text.block() - 1, text.block() + 1, row -> true);
    }

    /** Of what comes before the softmax. */
    double ofRawScores(Head head) {
        return mean(rawScores, head, text.block() - 1, text.block() - 1, row -> true);
    }

    /** Over all heads of a layer. */
    double ofLayer(int layer) {
        return IntStream.range(0, text.heads())
                .mapToDouble(index -> score(new Head(layer, index)))
                .average()
                .orElseThrow();
    }

    private double mean(List<float[]> ofLayers, Head head, int offset, int fromQuery, IntPredicate rows) {
        float[] cells = ofLayers.get(head.layer()); // [batch, head, query, key]
        double sum = 0;
        int count = 0;
        for (int row = 0; row < text.batch(); row++) {
            int start = (row * text.heads() + head.index()) * length * length;
            for (int query = fromQuery; rows.test(row) && query < length; query++) {
                sum += cells[start + query * length + query - offset];
                count++;
            }
        }
        return sum / count;
    }
}
