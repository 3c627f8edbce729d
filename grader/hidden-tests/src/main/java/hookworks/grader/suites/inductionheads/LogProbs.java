package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Logits and tokens, and what log-probabilities are of them, in plain loops; also after each known mistake. */
final class LogProbs {
    private final int batch;
    private final int length;
    private final int vocabulary;
    private final float[] logits;
    private final long[] tokens;

    /** One cell of an answer. */
    @FunctionalInterface
    private interface Cell {
        double at(int row, int pos);
    }

    private LogProbs(int batch, int length, int vocabulary, float[] logits, long[] tokens) {
        this.batch = batch;
        this.length = length;
        this.vocabulary = vocabulary;
        this.logits = logits;
        this.tokens = tokens;
    }

    /** Logits that are drawn with this deviation, around a number, and any tokens. */
    static LogProbs drawn(Scenarios scenarios, Shape batchPosVocabulary, double deviation, double around) {
        int batch = Math.toIntExact(batchPosVocabulary.get(0));
        int length = Math.toIntExact(batchPosVocabulary.get(1));
        int vocabulary = Math.toIntExact(batchPosVocabulary.get(2));
        float[] logits = new float[batch * length * vocabulary];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (around + deviation * scenarios.random().nextGaussian());
        }
        long[] tokens =
                scenarios.random().longs((long) batch * length, 0, vocabulary).toArray();
        return new LogProbs(batch, length, vocabulary, logits, tokens);
    }

    /** The same tokens, with logits by which the token that follows is certain, or ruled out at every other position. */
    LogProbs certain() {
        float[] certain = new float[logits.length];
        for (int row = 0; row < batch; row++) {
            for (int pos = 0; pos + 1 < length; pos++) {
                certain[start(row, pos) + (int) token(row, pos + 1)] = pos % 2 == 0 ? 60 : -60;
            }
        }
        return new LogProbs(batch, length, vocabulary, certain, tokens);
    }

    NDArray logits(NDManager manager) {
        return manager.create(logits, new Shape(batch, length, vocabulary));
    }

    NDArray tokens(NDManager manager) {
        return manager.create(tokens, new Shape(batch, length));
    }

    NDArray right(NDManager manager) {
        return cells(manager, length - 1, this::right);
    }

    List<Mistake> mistakes(NDManager manager) {
        var mistakes = new ArrayList<Mistake>();
        mistakes.add(
                mistake(Misconception.NEXT_TOKEN_SHIFT, manager, (row, pos) -> logProb(row, pos, token(row, pos))));
        mistakes.add(
                mistake(Misconception.NEXT_TOKEN_SHIFT, manager, (row, pos) -> logProb(row, pos + 1, token(row, pos))));
        mistakes.add(new Mistake(
                Misconception.NEXT_TOKEN_SHIFT,
                cells(manager, length, (row, pos) -> logProb(row, pos, token(row, pos)))));
        mistakes.add(mistake(
                Misconception.NOT_NORMALISED, manager, (row, pos) -> logit(row, pos, token(row, pos + 1))));
        mistakes.add(changed(Misconception.SIGN_FLIPPED, manager, right -> -right));
        mistakes.add(changed(Misconception.LOG_BASE, manager, Math::exp));
        mistakes.add(changed(Misconception.LOG_BASE, manager, right -> right / Math.log(2)));
        mistakes.add(changed(Misconception.LOG_BASE, manager, right -> right / Math.log(10)));
        mistakes.add(mistake(Misconception.SOFTMAX_OVER_VOCABULARY, manager, this::overPositions));
        mistakes.add(mistake(Misconception.SOFTMAX_OVER_VOCABULARY, manager, this::overBatch));
        mistakes.add(mistake(
                Misconception.BATCH_COLLAPSED, manager, (row, pos) -> logProb(row, pos, token(0, pos + 1))));
        mistakes.add(mistake(
                Misconception.BATCH_COLLAPSED, manager, (row, pos) -> logProb(0, pos, token(row, pos + 1))));
        mistakes.add(mistake(Misconception.BATCH_COLLAPSED, manager, (row, pos) -> right(0, pos)));
        return mistakes;
    }

    private double right(int row, int pos) {
        return logProb(row, pos, token(row, pos + 1));
    }

    private double overPositions(int row, int pos) {
        int token = (int) token(row, pos + 1);
        double[] column = new double[length - 1];
        for (int other = 0; other < column.length; other++) {
            column[other] = logit(row, other, token);
        }
        return logit(row, pos, token) - logSum(column);
    }

    private double overBatch(int row, int pos) {
        int token = (int) token(row, pos + 1);
        double[] column = new double[batch];
        for (int other = 0; other < batch; other++) {
            column[other] = logit(other, pos, token);
        }
        return logit(row, pos, token) - logSum(column);
    }

    private double logProb(int row, int pos, long token) {
        double[] all = new double[vocabulary];
        for (int each = 0; each < vocabulary; each++) {
            all[each] = logit(row, pos, each);
        }
        return logit(row, pos, token) - logSum(all);
    }

    private static double logSum(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }

    private double logit(int row, int pos, long token) {
        return logits[start(row, pos) + (int) token];
    }

    private int start(int row, int pos) {
        return (row * length + pos) * vocabulary;
    }

    private long token(int row, int pos) {
        return tokens[row * length + pos];
    }

    private Mistake changed(Misconception misconception, NDManager manager, DoubleUnaryOperator change) {
        return mistake(misconception, manager, (row, pos) -> change.applyAsDouble(right(row, pos)));
    }

    private Mistake mistake(Misconception misconception, NDManager manager, Cell cell) {
        return new Mistake(misconception, cells(manager, length - 1, cell));
    }

    private NDArray cells(NDManager manager, int columns, Cell cell) {
        float[] cells = new float[batch * columns];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (float) cell.at(i / columns, i % columns);
        }
        return manager.create(cells, new Shape(batch, columns));
    }
}
