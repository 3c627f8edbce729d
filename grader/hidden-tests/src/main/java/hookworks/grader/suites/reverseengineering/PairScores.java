package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import java.util.ArrayList;
import java.util.List;

/**
 * What each pair of a query's part and a key's part adds to attention scores, and what an answer would be after each
 * mistake that is recognised. Worked out in plain loops.
 */
final class PairScores {
    /** A cell of {@code [query component, key component, query, key]}. */
    @FunctionalInterface
    interface Cell {
        double at(int queryPart, int keyPart, int query, int key);
    }

    private final NDArray q;
    private final NDArray k;
    private final WeightMatrix queries;
    private final WeightMatrix keys;

    /** Of {@code q [query component, pos, d_head]} and {@code k [key component, pos, d_head]}. */
    PairScores(NDArray q, NDArray k) {
        this.q = q;
        this.k = k;
        this.queries = WeightMatrix.of(q);
        this.keys = WeightMatrix.of(k);
    }

    NDArray right() {
        return tensor(rightCells());
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        addScales(mistakes);
        addMasks(mistakes);
        addMissingPairs(mistakes);
        addAxes(mistakes);
        return mistakes;
    }

    private void addScales(List<Mistake> mistakes) {
        int width = queries.width();
        add(mistakes, Misconception.SCALE_MISSING, cells(1));
        add(mistakes, Misconception.SCALE_BY_MODEL_WIDTH, cells(width));
        add(mistakes, Misconception.SCALE_BY_MODEL_WIDTH, cells(Math.sqrt((double) width * queryParts())));
        add(mistakes, Misconception.SCALE_BY_MODEL_WIDTH, cells(Math.sqrt((double) width * keyParts())));
    }

    private void addMasks(List<Mistake> mistakes) {
        Cell right = rightCells();
        for (double hidden : new double[] {Double.NEGATIVE_INFINITY, -1e9, 0}) {
            add(mistakes, Misconception.MASK_UNASKED, (i, j, a, b) -> b > a ? hidden : right.at(i, j, a, b));
        }
        NDArray scores = right();
        mistakes.add(new Mistake(Misconception.SOFTMAX_OF_PARTS, scores.softmax(-1)));
        NDArray masked = tensor((i, j, a, b) -> b > a ? -1e9 : right.at(i, j, a, b));
        mistakes.add(new Mistake(Misconception.SOFTMAX_OF_PARTS, masked.softmax(-1)));
    }

    private void addMissingPairs(List<Mistake> mistakes) {
        mistakes.add(new Mistake(Misconception.COMPONENTS_SUMMED, right().sum(new int[] {0, 1})));
        mistakes.add(new Mistake(Misconception.COMPONENTS_SUMMED, right().sum(new int[] {1})));
        mistakes.add(new Mistake(Misconception.COMPONENTS_SUMMED, right().sum(new int[] {0})));
        mistakes.add(new Mistake(Misconception.MATCHING_COMPONENTS, matching()));
    }

    private void addAxes(List<Mistake> mistakes) {
        NDArray right = right();
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right.swapAxes(0, 1)));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right.swapAxes(2, 3)));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right.transpose(1, 0, 3, 2)));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right.transpose(0, 2, 1, 3)));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right.transpose(2, 3, 0, 1)));
        mistakes.add(new Mistake(
                Misconception.AXIS_SWAPPED, right.transpose(0, 2, 1, 3).reshape(right.getShape())));
    }

    private static double product(WeightMatrix left, int row, WeightMatrix right, int other) {
        double sum = 0;
        for (int i = 0; i < left.width(); i++) {
            sum += left.at(row, i) * right.at(other, i);
        }
        return sum;
    }

    private Cell rightCells() {
        return cells(Math.sqrt(queries.width()));
    }

    private Cell cells(double scale) {
        return (queryPart, keyPart, query, key) ->
                product(queries, queryPart * length() + query, keys, keyPart * length() + key) / scale;
    }

    /** {@code [component, query, key]}, as many as both sides have. */
    private NDArray matching() {
        Cell right = rightCells();
        int parts = Math.min(queryParts(), keyParts());
        int square = length() * length();
        var cells = new float[parts * square];
        for (int cell = 0; cell < cells.length; cell++) {
            int part = cell / square;
            cells[cell] = (float) right.at(part, part, cell % square / length(), cell % length());
        }
        return manager().create(cells, new Shape(parts, length(), length()));
    }

    private void add(List<Mistake> mistakes, Misconception misconception, Cell cell) {
        mistakes.add(new Mistake(misconception, tensor(cell)));
    }

    private NDArray tensor(Cell cell) {
        int square = length() * length();
        var cells = new float[queryParts() * keyParts() * square];
        for (int at = 0; at < cells.length; at++) {
            int pair = at / square;
            cells[at] = (float) cell.at(pair / keyParts(), pair % keyParts(), at % square / length(), at % length());
        }
        return manager().create(cells, new Shape(queryParts(), keyParts(), length(), length()));
    }

    private int queryParts() {
        return Math.toIntExact(q.getShape().get(0));
    }

    private int keyParts() {
        return Math.toIntExact(k.getShape().get(0));
    }

    private int length() {
        return Math.toIntExact(q.getShape().get(1));
    }

    private NDManager manager() {
        return q.getManager();
    }
}
