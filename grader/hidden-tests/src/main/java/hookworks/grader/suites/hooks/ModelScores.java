package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.CachedRun;
import hookworks.lens.hooks.HookFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The induction scores of all heads of a model, in plain loops over its own attention; also after each known mistake.
 */
final class ModelScores {
    private final RepeatedText text;
    private final int length;
    private final List<float[]> patterns = new ArrayList<>();
    private final List<float[]> rawScores = new ArrayList<>();

    /** Where each query of a stripe looks, and which rows of the batch count. */
    private record Stripe(int fromRow, int toRow, int offset, int fromQuery) {}

    private ModelScores(RepeatedText text) {
        this.text = text;
        this.length = Math.toIntExact(text.tokens().getShape().get(1));
    }

    static ModelScores of(RepeatedText text) {
        var scores = new ModelScores(text);
        var filter = HookFilter.matching(name -> name.endsWith("pattern") || name.endsWith("attn_scores"));
        try (CachedRun run = text.model().runWithCache(text.tokens(), filter)) {
            for (int layer = 0; layer < text.layers(); layer++) {
                scores.patterns.add(run.cache().get("pattern", layer).toFloatArray());
                scores.rawScores.add(run.cache().get("attn_scores", layer).toFloatArray());
            }
        }
        return scores;
    }

    NDArray right() {
        return tensor(this::right);
    }

    private double right(int layer, int head) {
        return mean(patterns.get(layer), head, stripe(text.block() - 1));
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        int induction = text.block() - 1;
        IntStream.of(induction + 1, induction - 1, induction + 2)
                .filter(offset -> offset >= 0)
                .forEach(offset -> mistakes.add(along(Misconception.DIAGONAL_OFF_BY_ONE, stripe(offset))));
        mistakes.add(along(Misconception.WHOLE_STRIPE, new Stripe(0, text.batch(), induction, induction + 2)));
        mistakes.add(along(Misconception.BATCH_COLLAPSED, new Stripe(0, 1, induction, induction)));
        mistakes.add(
                along(Misconception.BATCH_COLLAPSED, new Stripe(text.batch() - 1, text.batch(), induction, induction)));
        mistakes.add(mistake(
                Misconception.SCORES_FOR_PATTERN,
                (layer, head) -> mean(rawScores.get(layer), head, stripe(induction))));
        mistakes.add(mistake(Misconception.AXIS_SWAPPED, (layer, head) -> 0));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, transposed()));
        mistakes.add(mistake(Misconception.MEAN_OVER_WRONG_AXIS, this::averagedOverHeads));
        mistakes.add(
                mistake(Misconception.SUM_INSTEAD_OF_MEAN, (layer, head) -> right(layer, head) * (text.block() + 2)));
        mistakes.add(mistake(
                Misconception.DIVIDED_BY_WRONG_COUNT,
                (layer, head) -> right(layer, head) * (text.block() + 2) / text.block()));
        mistakes.add(mistake(Misconception.HOOK_LEFT_BEHIND, (layer, head) -> 2 * right(layer, head)));
        mistakes.addAll(misfiled());
        mistakes.addAll(withSecondFirstToken());
        return mistakes;
    }

    private List<Mistake> misfiled() {
        int last = text.layers() - 1;
        return List.of(
                mistake(Misconception.WRONG_LAYER, (layer, head) -> right(last, head)),
                mistake(Misconception.WRONG_LAYER, (layer, head) -> right(0, head)),
                mistake(Misconception.WRONG_LAYER, (layer, head) -> right(last - layer, head)),
                mistake(Misconception.WRONG_LAYER, (layer, head) -> layer == 0 ? right(last, head) : 0),
                mistake(Misconception.WRONG_LAYER, (layer, head) -> layer == last ? right(last, head) : 0),
                mistake(Misconception.HARD_CODED_SIZE, (layer, head) -> layer < 2 ? right(layer, head) : 0),
                new Mistake(
                        Misconception.HARD_CODED_SIZE,
                        ((HeadTable) this::right).tensor(text.manager(), Math.min(2, text.layers()), text.heads())));
    }

    private List<Mistake> withSecondFirstToken() {
        if (length >= text.model().config().nCtx()) {
            return List.of();
        }
        NDArray longer = text.tokens().get(":, :1").concat(text.tokens(), 1);
        ModelScores scores = of(new RepeatedText(text.model(), longer, text.block()));
        return List.of(new Mistake(Misconception.BOS_NOT_ONCE, scores.right()));
    }

    private double averagedOverHeads(int layer, int anyHead) {
        return IntStream.range(0, text.heads())
                .mapToDouble(head -> right(layer, head))
                .average()
                .orElseThrow();
    }

    private Stripe stripe(int offset) {
        return new Stripe(0, text.batch(), offset, offset);
    }

    private double mean(float[] cells, int head, Stripe stripe) {
        double sum = 0;
        for (int row = stripe.fromRow(); row < stripe.toRow(); row++) {
            for (int query = stripe.fromQuery(); query < length; query++) {
                sum += cells[((row * text.heads() + head) * length + query) * length + query - stripe.offset()];
            }
        }
        return sum / ((stripe.toRow() - stripe.fromRow()) * (length - stripe.fromQuery()));
    }

    private Mistake along(Misconception misconception, Stripe stripe) {
        return mistake(misconception, (layer, head) -> mean(patterns.get(layer), head, stripe));
    }

    private Mistake mistake(Misconception misconception, HeadTable table) {
        return new Mistake(misconception, tensor(table));
    }

    private NDArray tensor(HeadTable table) {
        return table.tensor(text.manager(), text.layers(), text.heads());
    }

    private NDArray transposed() {
        HeadTable table = this::right;
        return table.transposed(text.manager(), text.layers(), text.heads());
    }
}
