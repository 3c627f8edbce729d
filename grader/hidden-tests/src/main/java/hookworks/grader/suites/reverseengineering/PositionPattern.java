package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * A head's attention by position alone, and what it would be after each mistake that is recognised. Worked out in plain
 * loops, apart from any tensor library's product and softmax.
 *
 * @param manager owns the tensors that are made
 */
record PositionPattern(NDManager manager, HookedTransformer model, Head head) {
    /** Hides a score from the softmax, or not: what stands in the cell instead. */
    @FunctionalInterface
    interface Hiding {
        double of(int query, int key, double score);
    }

    private static final Hiding CAUSAL = (query, key, score) -> key > query ? Double.NEGATIVE_INFINITY : score;
    private static final Hiding NOTHING = (query, key, score) -> score;

    /** {@code [query, key]}. */
    NDArray right() {
        return pattern(scores(head), CAUSAL);
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        addScales(mistakes);
        addMasks(mistakes);
        addAxes(mistakes);
        addOtherHeads(mistakes);
        addTokens(mistakes);
        return mistakes;
    }

    private void addScales(List<Mistake> mistakes) {
        WeightMatrix products = products(positions(), head);
        double width = model.config().dHead();
        add(mistakes, Misconception.SCALE_MISSING, products, CAUSAL);
        for (double wide : new double[] {
            width, Math.sqrt(model.config().dModel()), model.config().dModel()
        }) {
            add(mistakes, Misconception.SCALE_BY_MODEL_WIDTH, products.scaled(1 / wide), CAUSAL);
        }
    }

    private void addMasks(List<Mistake> mistakes) {
        WeightMatrix scores = scores(head);
        add(mistakes, Misconception.MASK_MISSING, scores, NOTHING);
        mistakes.add(new Mistake(Misconception.MASK_AFTER_SOFTMAX, lowerTriangle(softmaxed(scores, NOTHING))));
        for (double hidden : new double[] {Double.NEGATIVE_INFINITY, -1e9}) {
            add(mistakes, Misconception.MASK_INVERTED, scores, (query, key, score) -> key < query ? hidden : score);
            add(mistakes, Misconception.MASK_INVERTED, scores, (query, key, score) -> key <= query ? hidden : score);
            add(
                    mistakes,
                    Misconception.MASK_HIDES_ITSELF,
                    scores,
                    (query, key, score) -> key >= query ? hidden : score);
            mistakes.add(new Mistake(
                    Misconception.SCORES_FOR_PATTERN,
                    tensor(hidden(scores, (query, key, score) -> key > query ? hidden : score))));
        }
        for (double hidden : new double[] {0, -10, -100}) {
            add(mistakes, Misconception.MASK_TOO_WEAK, scores, (query, key, score) -> key > query ? hidden : score);
            add(
                    mistakes,
                    Misconception.MASK_TOO_WEAK,
                    scores,
                    (query, key, score) -> key > query ? score + hidden : score);
        }
        mistakes.add(new Mistake(Misconception.SCORES_FOR_PATTERN, tensor(hidden(scores, NOTHING))));
    }

    private void addAxes(List<Mistake> mistakes) {
        WeightMatrix turned = scores(head).transposed();
        add(mistakes, Misconception.QUERY_ON_THE_RIGHT, turned, CAUSAL);
        NDArray overQueries = pattern(turned, (key, query, score) -> CAUSAL.of(query, key, score));
        mistakes.add(new Mistake(Misconception.SOFTMAX_AXIS, overQueries.transpose()));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right().transpose()));
    }

    private void addOtherHeads(List<Mistake> mistakes) {
        for (Head other : Head.ofModel(model.config().nLayers(), model.config().nHeads())) {
            if (!other.equals(head)) {
                var misconception =
                        other.index() == head.index() ? Misconception.OTHER_LAYER : Misconception.OTHER_HEAD;
                add(mistakes, misconception, scores(other), CAUSAL);
            }
        }
    }

    private void addTokens(List<Mistake> mistakes) {
        int context = model.config().nCtx();
        NDArray tokens = weights().wE();
        for (NDArray some : List.of(
                tokens, tokens.get(":" + Math.min(context, tokens.getShape().get(0))))) {
            WeightMatrix scores = scaled(products(WeightMatrix.of(some), head));
            add(mistakes, Misconception.TOKENS_FOR_POSITIONS, scores, CAUSAL);
        }
    }

    private void add(List<Mistake> mistakes, Misconception misconception, WeightMatrix scores, Hiding hiding) {
        mistakes.add(new Mistake(misconception, pattern(scores, hiding)));
    }

    private WeightMatrix scores(Head of) {
        return scaled(products(positions(), of));
    }

    private WeightMatrix scaled(WeightMatrix products) {
        return products.scaled(1 / Math.sqrt(model.config().dHead()));
    }

    private WeightMatrix products(WeightMatrix vectors, Head of) {
        WeightMatrix queries = vectors.times(WeightMatrix.ofHead(weights().wQ(), of));
        WeightMatrix keys = vectors.times(WeightMatrix.ofHead(weights().wK(), of));
        return queries.times(keys.transposed());
    }

    private WeightMatrix positions() {
        return WeightMatrix.of(weights().wPos());
    }

    private ModelWeights weights() {
        return model.weights(manager);
    }

    private NDArray pattern(WeightMatrix scores, Hiding hiding) {
        return tensor(softmaxed(scores, hiding));
    }

    private static double[][] softmaxed(WeightMatrix scores, Hiding hiding) {
        double[][] rows = hidden(scores, hiding);
        for (int query = 0; query < rows.length; query++) {
            rows[query] = softmax(rows[query]);
        }
        return rows;
    }

    private static double[][] hidden(WeightMatrix scores, Hiding hiding) {
        var rows = new double[scores.height()][scores.width()];
        for (int query = 0; query < scores.height(); query++) {
            for (int key = 0; key < scores.width(); key++) {
                rows[query][key] = hiding.of(query, key, scores.at(query, key));
            }
        }
        return rows;
    }

    /** NaN where every score is minus infinity, as in any softmax. */
    private static double[] softmax(double[] scores) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        var weights = new double[scores.length];
        double sum = 0;
        for (int key = 0; key < scores.length; key++) {
            weights[key] = Math.exp(scores[key] - largest);
            sum += weights[key];
        }
        for (int key = 0; key < scores.length; key++) {
            weights[key] /= sum;
        }
        return weights;
    }

    private NDArray lowerTriangle(double[][] rows) {
        for (int query = 0; query < rows.length; query++) {
            for (int key = query + 1; key < rows.length; key++) {
                rows[query][key] = 0;
            }
        }
        return tensor(rows);
    }

    private NDArray tensor(double[][] rows) {
        var cells = new float[rows.length][rows.length];
        for (int query = 0; query < rows.length; query++) {
            for (int key = 0; key < rows.length; key++) {
                cells[query][key] = (float) rows[query][key];
            }
        }
        return manager.create(cells);
    }
}
