package hookworks.lens.heads;

import java.util.Set;

/** One head's score by loops over arrays, in double precision. */
final class PlainScore {
    private PlainScore() {}

    static double of(float[] attention, float[][] expected, DetectionOptions options) {
        int positions = expected.length;
        double hits = 0;
        double all = 0;
        double apart = 0;
        for (int query = 0; query < positions; query++) {
            for (int key = 0; key < positions; key++) {
                if (isExcluded(query, key, options.exclusions())) {
                    continue;
                }
                double cell = attention[query * positions + key];
                hits += cell * expected[query][key];
                all += cell;
                apart += Math.abs(cell - expected[query][key]);
            }
        }
        return switch (options.measure()) {
            case MUL -> hits / all;
            case ABS -> 1 - apart / positions;
        };
    }

    private static boolean isExcluded(int query, int key, Set<Exclusion> exclusions) {
        return (key == 0 && exclusions.contains(Exclusion.BOS))
                || (key == query && exclusions.contains(Exclusion.CURRENT_TOKEN));
    }
}
