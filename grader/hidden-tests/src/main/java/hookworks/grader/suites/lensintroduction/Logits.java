package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.HookedTransformer;

/** A model's logits for a few tokens, read out into Java: the oracle that uses no tensor library's argmax. */
final class Logits {
    private final float[] values;
    private final int batch;
    private final int length;
    private final int vocabulary;

    private Logits(NDArray logits) {
        this.values = logits.toFloatArray();
        this.batch = Math.toIntExact(logits.getShape().get(0));
        this.length = Math.toIntExact(logits.getShape().get(1));
        this.vocabulary = Math.toIntExact(logits.getShape().get(2));
    }

    static Logits of(Scenarios scenarios, HookedTransformer model, long[][] tokens) {
        try (NDManager scratch = scenarios.manager().newSubManager()) {
            return new Logits(model.forward(tensor(scratch, tokens)));
        }
    }

    static NDArray tensor(NDManager manager, long[][] tokens) {
        long[] flat = new long[tokens.length * tokens[0].length];
        for (int row = 0; row < tokens.length; row++) {
            System.arraycopy(tokens[row], 0, flat, row * tokens[row].length, tokens[row].length);
        }
        return manager.create(flat, new Shape(tokens.length, tokens[0].length));
    }

    /** The most likely next token at each position: {@code [batch][pos]}. */
    long[][] mostLikely() {
        long[][] most = new long[batch][length];
        for (int row = 0; row < batch; row++) {
            for (int pos = 0; pos < length; pos++) {
                most[row][pos] = mostLikely(start(row, pos));
            }
        }
        return most;
    }

    /** How far, at the position where that is least, the most likely token leads the second. */
    double smallestLead() {
        double smallest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < batch; row++) {
            for (int pos = 0; pos < length; pos++) {
                smallest = Math.min(smallest, lead(start(row, pos)));
            }
        }
        return smallest;
    }

    private int start(int row, int pos) {
        return (row * length + pos) * vocabulary;
    }

    private int mostLikely(int start) {
        int most = 0;
        for (int token = 1; token < vocabulary; token++) {
            if (values[start + token] > values[start + most]) {
                most = token;
            }
        }
        return most;
    }

    private double lead(int start) {
        int most = mostLikely(start);
        double second = Double.NEGATIVE_INFINITY;
        for (int token = 0; token < vocabulary; token++) {
            if (token != most) {
                second = Math.max(second, values[start + token]);
            }
        }
        return values[start + most] - second;
    }
}
