package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries and keys, the attention patterns that they make, and what these would be after each mistake that is
 * recognised. Worked out in plain loops, apart from any tensor library's product and softmax.
 */
final class QueriesAndKeys {
    /** Hides a score from the softmax, or not: what stands in the cell instead. */
    @FunctionalInterface
    interface Hiding {
        double of(int query, int key, double score);
    }

    /** One way to the weights of a query: {@code [key]} of its scores. */
    @FunctionalInterface
    interface Softmax {
        double[] of(double[] scores);
    }

    /** A cell of a pattern. */
    @FunctionalInterface
    interface Cell {
        double at(int row, int head, int query, int key);
    }

    private static final Hiding CAUSAL = (query, key, score) -> key > query ? Double.NEGATIVE_INFINITY : score;

    private final NDManager manager;
    private final NDArray q;
    private final NDArray k;
    private final Vectors queries;
    private final Vectors keys;

    QueriesAndKeys(NDArray q, NDArray k) {
        this.manager = q.getManager();
        this.q = q;
        this.k = k;
        this.queries = Vectors.of(q);
        this.keys = Vectors.of(k);
    }

    NDArray q() {
        return q;
    }

    NDArray k() {
        return k;
    }

    NDArray right() {
        return tensor(rightCells());
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        addScales(mistakes);
        addMasks(mistakes);
        addAxes(mistakes);
        return mistakes;
    }

    private void addScales(List<Mistake> mistakes) {
        int width = queries.width();
        int heads = queries.heads();
        mistakes.add(new Mistake(Misconception.SCALE_MISSING, tensor(cells(1, CAUSAL))));
        for (double scale : new double[] {Math.sqrt((double) width * heads), width, (double) width * heads}) {
            if (scale != scale()) {
                mistakes.add(new Mistake(Misconception.SCALE_BY_MODEL_WIDTH, tensor(cells(scale, CAUSAL))));
            }
        }
    }

    private void addMasks(List<Mistake> mistakes) {
        Cell unmasked = cells(scale(), (query, key, score) -> score);
        mistakes.add(new Mistake(Misconception.MASK_MISSING, tensor(unmasked)));
        mistakes.add(new Mistake(
                Misconception.MASK_AFTER_SOFTMAX,
                tensor((row, head, query, key) -> key > query ? 0 : unmasked.at(row, head, query, key))));
        for (double hidden : new double[] {Double.NEGATIVE_INFINITY, -1e9}) {
            addHiding(mistakes, Misconception.MASK_INVERTED, (query, key, score) -> key < query ? hidden : score);
            addHiding(mistakes, Misconception.MASK_INVERTED, (query, key, score) -> key <= query ? hidden : score);
            addHiding(mistakes, Misconception.MASK_HIDES_ITSELF, (query, key, score) -> key >= query ? hidden : score);
        }
        for (double hidden : new double[] {0, -10, -100}) {
            addHiding(mistakes, Misconception.MASK_TOO_WEAK, (query, key, score) -> key > query ? hidden : score);
            addHiding(
                    mistakes, Misconception.MASK_TOO_WEAK, (query, key, score) -> key > query ? score + hidden : score);
        }
        mistakes.add(new Mistake(
                Misconception.EXP_OVERFLOWS, tensor(cells(scale(), CAUSAL, QueriesAndKeys::softmaxOfLargeScores))));
    }

    private void addHiding(List<Mistake> mistakes, Misconception misconception, Hiding hiding) {
        mistakes.add(new Mistake(misconception, tensor(cells(scale(), hiding))));
    }

    private void addAxes(List<Mistake> mistakes) {
        Cell right = rightCells();
        mistakes.add(new Mistake(Misconception.SOFTMAX_AXIS, tensor(softmaxOverQueries())));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, new QueriesAndKeys(k, q).right()));
        mistakes.add(new Mistake(
                Misconception.AXIS_SWAPPED, tensor((row, head, query, key) -> right.at(row, head, key, query))));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, headsLast(right)));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, headsThird(right)));
        mistakes.add(new Mistake(
                Misconception.BATCH_COLLAPSED, tensor((row, head, query, key) -> right.at(0, head, query, key))));
        mistakes.add(new Mistake(
                Misconception.HEADS_AVERAGED, tensor((row, head, query, key) -> averaged(right, row, query, key))));
    }

    private double scale() {
        return Math.sqrt(queries.width());
    }

    private Cell rightCells() {
        return cells(scale(), CAUSAL);
    }

    private Cell cells(double scale, Hiding hiding) {
        return cells(scale, hiding, QueriesAndKeys::softmax);
    }

    private Cell cells(double scale, Hiding hiding, Softmax softmax) {
        int length = queries.length();
        double[][][][] weights = new double[queries.batch()][queries.heads()][length][];
        for (int row = 0; row < weights.length; row++) {
            for (int head = 0; head < weights[row].length; head++) {
                for (int query = 0; query < length; query++) {
                    double[] scores = new double[length];
                    for (int key = 0; key < length; key++) {
                        double score = queries.product(row, query, head, keys, key) / scale;
                        scores[key] = hiding.of(query, key, score);
                    }
                    weights[row][head][query] = softmax.of(scores);
                }
            }
        }
        return (row, head, query, key) -> weights[row][head][query][key];
    }

    private Cell softmaxOverQueries() {
        int length = queries.length();
        double[][][][] byKey = new double[queries.batch()][queries.heads()][length][];
        for (int row = 0; row < byKey.length; row++) {
            for (int head = 0; head < byKey[row].length; head++) {
                for (int key = 0; key < length; key++) {
                    double[] scores = new double[length];
                    for (int query = 0; query < length; query++) {
                        double score = queries.product(row, query, head, keys, key) / scale();
                        scores[query] = CAUSAL.of(query, key, score);
                    }
                    byKey[row][head][key] = softmax(scores);
                }
            }
        }
        return (row, head, query, key) -> byKey[row][head][key][query];
    }

    /** NaN where every score is minus infinity, as in any softmax. */
    private static double[] softmax(double[] scores) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double[] weights = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            weights[i] = Math.exp(scores[i] - largest);
            sum += weights[i];
        }
        for (int i = 0; i < scores.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** By the formula to the letter, in float32: exp of more than 88 is infinite. */
    private static double[] softmaxOfLargeScores(double[] scores) {
        double[] weights = new double[scores.length];
        float sum = 0;
        for (int i = 0; i < scores.length; i++) {
            weights[i] = (float) Math.exp(scores[i]);
            sum += (float) weights[i];
        }
        for (int i = 0; i < scores.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private double averaged(Cell cells, int row, int query, int key) {
        double sum = 0;
        for (int head = 0; head < queries.heads(); head++) {
            sum += cells.at(row, head, query, key);
        }
        return sum / queries.heads();
    }

    /** {@code [batch, head, query, key]}. */
    private NDArray tensor(Cell cell) {
        int length = queries.length();
        float[] cells = new float[queries.batch() * queries.heads() * length * length];
        for (int i = 0; i < cells.length; i++) {
            int map = i / length / length;
            cells[i] = (float) cell.at(map / queries.heads(), map % queries.heads(), i / length % length, i % length);
        }
        return manager.create(cells, new Shape(queries.batch(), queries.heads(), length, length));
    }

    private NDArray headsLast(Cell cell) {
        return tensor(cell).transpose(0, 2, 3, 1);
    }

    private NDArray headsThird(Cell cell) {
        return tensor(cell).transpose(0, 2, 1, 3);
    }
}
