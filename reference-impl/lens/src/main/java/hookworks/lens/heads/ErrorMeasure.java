package hookworks.lens.heads;

import ai.djl.ndarray.NDArray;

/** How far attention agrees with what is expected. */
public enum ErrorMeasure {
    /**
     * The share of a head's attention that goes where it is expected, from 0 to 1 for a pattern of ones and zeros. A
     * head that the exclusions leave no attention at all scores 0, where TransformerLens gives NaN.
     */
    MUL {
        @Override
        double[] scores(NDArray attention, NDArray expected, NDArray counted) {
            NDArray left = attention.mul(counted);
            float[] hits = left.mul(expected).sum(CELLS).toFloatArray();
            float[] all = left.sum(CELLS).toFloatArray();
            var scores = new double[all.length];
            for (int head = 0; head < scores.length; head++) {
                scores[head] = all[head] == 0 ? 0 : (double) hits[head] / all[head];
            }
            return scores;
        }
    },

    /**
     * One minus the absolute differences of a query's attention, on average over queries: 1 is a perfect match, -1
     * the opposite. It tells 0.2 from 0.8 where {@link #MUL} does not. TransformerLens rounds it to three decimals.
     */
    ABS {
        @Override
        double[] scores(NDArray attention, NDArray expected, NDArray counted) {
            long queries = expected.getShape().get(0);
            float[] apart =
                    attention.sub(expected).abs().mul(counted).sum(CELLS).toFloatArray();
            var scores = new double[apart.length];
            for (int head = 0; head < scores.length; head++) {
                scores[head] = 1 - (double) apart[head] / queries;
            }
            return scores;
        }
    };

    private static final int[] CELLS = {1, 2};

    /**
     * Scores heads.
     *
     * @param attention {@code [head, query, key]}, whose manager also takes what comes between
     * @param expected {@code [query, key]}
     * @param counted {@code [query, key]}, 0 where attention does not count, else 1
     */
    abstract double[] scores(NDArray attention, NDArray expected, NDArray counted);
}
