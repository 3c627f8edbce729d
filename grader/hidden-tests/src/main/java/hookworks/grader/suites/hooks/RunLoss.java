package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;

/**
 * The losses of one run on repeated tokens, in plain loops over its logits: over the predictable positions
 * {@code S + 1} to {@code 2 S - 1}, and over what might be taken for them. In nats; each is a mean over all rows. Not
 * changed once made.
 */
final class RunLoss {
    private final int batch;
    private final int length;
    private final int vocabulary;
    private final float[] logits;
    private final long[] tokens;

    RunLoss(NDArray logits, NDArray tokens) {
        this.batch = Math.toIntExact(tokens.getShape().get(0));
        this.length = Math.toIntExact(tokens.getShape().get(1));
        this.vocabulary = Math.toIntExact(logits.getShape().get(2));
        this.logits = logits.toFloatArray();
        this.tokens = tokens.toLongArray();
    }

    private int block() {
        return (length - 1) / 2;
    }

    double right() {
        return over(block() + 1, 2 * block());
    }

    /** Over every position that has a next token. */
    double ofTheWhole() {
        return over(0, 2 * block());
    }

    double ofTheFirstCopy() {
        return over(1, block());
    }

    /** With position S, whose next token can't be known. */
    double withTheUnpredictable() {
        return over(block(), 2 * block());
    }

    /** Of the first row alone. */
    double ofTheFirstRow() {
        return over(0, 1, block() + 1, 2 * block());
    }

    double addedUp() {
        return right() * predictable();
    }

    double addedUpOverPositions() {
        return right() * (block() - 1);
    }

    /** By the token at each position, from S on as predictions, rather than by the one that follows. */
    double unshifted() {
        return mean(0, batch, block() + 1, 2 * block(), (row, pos) -> -logProb(row, pos, token(row, pos)));
    }

    /** The mean logit of the right token. */
    double logit() {
        return mean(0, batch, block() + 1, 2 * block(), (row, pos) -> logit(row, pos, token(row, pos + 1)));
    }

    /** The mean probability of the right token. */
    double probability() {
        return mean(0, batch, block() + 1, 2 * block(), (row, pos) -> Math.exp(logProb(row, pos, token(row, pos + 1))));
    }

    private int predictable() {
        return batch * (block() - 1);
    }

    private double over(int from, int to) {
        return over(0, batch, from, to);
    }

    private double over(int fromRow, int toRow, int from, int to) {
        return mean(fromRow, toRow, from, to, (row, pos) -> -logProb(row, pos, token(row, pos + 1)));
    }

    @FunctionalInterface
    private interface AtPosition {
        double of(int row, int pos);
    }

    private static double mean(int fromRow, int toRow, int from, int to, AtPosition number) {
        double sum = 0;
        for (int row = fromRow; row < toRow; row++) {
            for (int pos = from; pos < to; pos++) {
                sum += number.of(row, pos);
            }
        }
        return sum / ((toRow - fromRow) * (to - from));
    }

    private double logProb(int row, int pos, long token) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int each = 0; each < vocabulary; each++) {
            largest = Math.max(largest, logit(row, pos, each));
        }
        double sum = 0;
        for (int each = 0; each < vocabulary; each++) {
            sum += Math.exp(logit(row, pos, each) - largest);
        }
        return logit(row, pos, token) - largest - Math.log(sum);
    }

    private double logit(int row, int pos, long token) {
        return logits[(row * length + pos) * vocabulary + (int) token];
    }

    private long token(int row, int pos) {
        return tokens[row * length + pos];
    }
}
