package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fresh random repeats to measure on: the special token, a random block, the block again.
 *
 * @param period length of the block
 * @param tokens {@code [row, 1 + 2 * period]} int64
 */
record RepeatedTokens(int period, NDArray tokens) {
    /** One for each period that is asked for; they belong to {@code owner}. */
    static List<RepeatedTokens> draw(Measuring measuring, NDManager owner) {
        var random = new SplittableRandom(measuring.seed());
        var drawn = new ArrayList<RepeatedTokens>();
        for (int period : measuring.periods()) {
            int width = 1 + 2 * period;
            var ids = new long[measuring.rows() * width];
            for (int row = 0; row < measuring.rows(); row++) {
                int start = row * width;
                ids[start] = measuring.special();
                for (int place = 1; place <= period; place++) {
                    ids[start + place] = random.nextInt(measuring.special());
                    ids[start + place + period] = ids[start + place];
                }
            }
            drawn.add(new RepeatedTokens(period, owner.create(ids, new Shape(measuring.rows(), width))));
        }
        return drawn;
    }
}
