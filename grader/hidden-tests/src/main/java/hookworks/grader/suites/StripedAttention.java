package hookworks.grader.suites;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Attention patterns over repeated tokens {@code [BOS, r1..rS, r1..rS]}, causal, each row adding up to 1, in which each
 * head rests on one stripe: the keys some cells before the query.
 *
 * @param block S, the length of the repeated part
 */
public record StripedAttention(int batch, int heads, int block) {
    /** How much of a row of attention goes to its stripe, from 0 to 1. */
    @FunctionalInterface
    public interface Weights {
        double of(int row, int head, int query);
    }

    /** How far back induction looks: from a token to the one after its previous copy. */
    public int inductionOffset() {
        return block - 1;
    }

    /** Query and key length. */
    public int length() {
        return 2 * block + 1;
    }

    /**
     * Plants a stripe in each head.
     *
     * @param offsets how many cells back each head looks; where that lies before the start, the row has no stripe
     * @param weights how much of each row goes to the stripe; lowered by up to a tenth from row to row
     * @return {@code [batch, head, query, key]} float32
     */
    public NDArray planted(Scenarios scenarios, int[] offsets, Weights weights) {
        float[] cells = new float[batch * heads * length() * length()];
        int start = 0;
        for (int row = 0; row < batch; row++) {
            for (int head = 0; head < heads; head++) {
                for (int query = 0; query < length(); query++, start += length()) {
                    fill(scenarios, cells, start, query, query - offsets[head], weights.of(row, head, query));
                }
            }
        }
        return scenarios.manager().create(cells, new Shape(batch, heads, length(), length()));
    }

    private static void fill(Scenarios scenarios, float[] cells, int start, int query, int key, double weight) {
        double onStripe = key < 0 ? 0 : weight * (1 - 0.1 * scenarios.random().nextDouble());
        double[] elsewhere = new double[query + 1];
        double total = 0;
        for (int i = 0; i <= query; i++) {
            elsewhere[i] = Math.exp(scenarios.random().nextGaussian(0, 2));
            total += elsewhere[i];
        }
        for (int i = 0; i <= query; i++) {
            cells[start + i] = (float) ((1 - onStripe) * elsewhere[i] / total);
        }
        if (key >= 0) {
            cells[start + key] += (float) onStripe;
        }
    }
}
