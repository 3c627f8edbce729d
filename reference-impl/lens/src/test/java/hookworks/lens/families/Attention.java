package hookworks.lens.families;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Causal attention over heads {@code [head][pos][d_head]}; consecutive query heads share a key head where there are
 * fewer of those.
 *
 * @param scale what scores are multiplied by
 * @param window how many positions a query sees, itself included
 * @param softCap what scores are squeezed below before the mask, as {@code cap * tanh(score / cap)}
 */
record Attention(double scale, OptionalInt window, OptionalDouble softCap) {
    static Attention scaledBy(double scale) {
        return new Attention(scale, OptionalInt.empty(), OptionalDouble.empty());
    }

    Attention within(OptionalInt positions) {
        return new Attention(scale, positions, softCap);
    }

    Attention cappedAt(OptionalDouble cap) {
        return new Attention(scale, window, cap);
    }

    /** {@code [pos][head * d_head]}, the heads side by side. */
    double[][] mix(double[][][] q, double[][][] k, double[][][] v) {
        double[][][] pattern = pattern(q, k);
        double[][][] mixed = new double[q.length][][];
        for (int head = 0; head < q.length; head++) {
            double[][] values = v[head / (q.length / v.length)];
            mixed[head] = Arithmetic.linear(pattern[head], Arithmetic.transpose(values));
        }
        return Heads.join(mixed);
    }

    /** {@code [head][query][key]}, zero where a query does not see a key. */
    double[][][] pattern(double[][][] q, double[][][] k) {
        int positions = q[0].length;
        double[][][] pattern = new double[q.length][positions][];
        for (int head = 0; head < q.length; head++) {
            double[][] keys = k[head / (q.length / k.length)];
            for (int query = 0; query < positions; query++) {
                pattern[head][query] = weights(q[head][query], keys, query);
            }
        }
        return pattern;
    }

    private double[] weights(double[] q, double[][] keys, int query) {
        int first = window.isPresent() ? Math.max(0, query - window.getAsInt() + 1) : 0;
        double[] scores = new double[keys.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int key = first; key <= query; key++) {
            scores[key] = capped(scale * Arithmetic.dot(q, keys[key]));
            largest = Math.max(largest, scores[key]);
        }
        double sum = 0;
        for (int key = first; key <= query; key++) {
            sum += Math.exp(scores[key] - largest);
        }
        double[] weights = new double[keys.length];
        for (int key = first; key <= query; key++) {
            weights[key] = Math.exp(scores[key] - largest) / sum;
        }
        return weights;
    }

    private double capped(double score) {
        return softCap.isPresent() ? softCap.getAsDouble() * Math.tanh(score / softCap.getAsDouble()) : score;
    }
}
