package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a store must hold after one call of the hook, and what it would hold after each mistake that is recognised.
 * Worked out in plain loops, apart from any tensor library's reductions.
 */
final class FiledScores {
    private final NDManager manager;
    private final int batch;
    private final int heads;
    private final int length;
    private final int block;
    private final float[] pattern;
    private final int layer;
    private final NDArray store;

    FiledScores(NDArray pattern, int layer, NDArray store) {
        this.manager = pattern.getManager();
        this.batch = Math.toIntExact(pattern.getShape().get(0));
        this.heads = Math.toIntExact(pattern.getShape().get(1));
        this.length = Math.toIntExact(pattern.getShape().get(2));
        this.block = (length - 1) / 2;
        this.pattern = pattern.toFloatArray();
        this.layer = layer;
        this.store = store;
    }

    NDArray right() {
        return filed(scores(block - 1));
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        for (int offset : new int[] {block, block - 2, block + 1, 1, 0}) {
            if (offset != block - 1 && offset >= 0) {
                mistakes.add(new Mistake(Misconception.DIAGONAL_OFF_BY_ONE, filed(scores(offset))));
            }
        }
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, filed(new double[heads])));
        mistakes.add(new Mistake(Misconception.WHOLE_STRIPE, filed(inductionCellsAlone())));
        mistakes.add(new Mistake(Misconception.BATCH_COLLAPSED, filed(scoresOfRow(0))));
        mistakes.add(new Mistake(Misconception.BATCH_COLLAPSED, filed(scoresOfRow(batch - 1))));
        mistakes.add(scaled(Misconception.SUM_INSTEAD_OF_MEAN, mean -> mean * (block + 2)));
        mistakes.add(scaled(Misconception.SUM_INSTEAD_OF_MEAN, mean -> mean * (block + 2) * batch));
        mistakes.add(scaled(Misconception.DIVIDED_BY_WRONG_COUNT, mean -> mean * (block + 2) / length));
        mistakes.add(scaled(Misconception.DIVIDED_BY_WRONG_COUNT, mean -> mean * (block + 2) / block));
        mistakes.add(new Mistake(Misconception.MEAN_OVER_WRONG_AXIS, filed(averagedOverHeads())));
        IntStream.range(0, layers())
                .filter(other -> other != layer)
                .forEach(other -> mistakes.add(
                        new Mistake(Misconception.WRONG_LAYER, filed(store.toFloatArray(), other, scores(block - 1)))));
        mistakes.add(new Mistake(
                Misconception.OTHER_ROWS_CHANGED, filed(new float[layers() * heads], layer, scores(block - 1))));
        return mistakes;
    }

    private Mistake scaled(Misconception misconception, DoubleUnaryOperator change) {
        return new Mistake(
                misconception,
                filed(DoubleStream.of(scores(block - 1)).map(change).toArray()));
    }

    /** Each head's mean, over the batch, of the diagonal {@code offset} cells back. */
    private double[] scores(int offset) {
        return means(0, batch, offset, offset);
    }

    private double[] scoresOfRow(int row) {
        return means(row, row + 1, block - 1, block - 1);
    }

    private double[] inductionCellsAlone() {
        return means(0, batch, block - 1, block + 1);
    }

    private double[] averagedOverHeads() {
        double[] averaged = new double[heads];
        Arrays.fill(averaged, DoubleStream.of(scores(block - 1)).average().orElseThrow());
        return averaged;
    }

    private double[] means(int fromRow, int toRow, int offset, int fromQuery) {
        double[] means = new double[heads];
        for (int head = 0; head < heads; head++) {
            for (int row = fromRow; row < toRow; row++) {
                for (int query = fromQuery; query < length; query++) {
                    means[head] += cell(row, head, query, query - offset);
                }
            }
            means[head] /= (double) (toRow - fromRow) * (length - fromQuery);
        }
        return means;
    }

    private float cell(int row, int head, int query, int key) {
        return pattern[((row * heads + head) * length + query) * length + key];
    }

    private int layers() {
        return Math.toIntExact(store.getShape().get(0));
    }

    private NDArray filed(double[] scores) {
        return filed(store.toFloatArray(), layer, scores);
    }

    private NDArray filed(float[] rows, int row, double[] scores) {
        for (int head = 0; head < heads; head++) {
            rows[row * heads + head] = (float) scores[head];
        }
        return manager.create(rows, store.getShape());
    }
}
