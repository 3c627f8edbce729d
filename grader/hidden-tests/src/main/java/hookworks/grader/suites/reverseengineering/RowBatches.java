package hookworks.grader.suites.reverseengineering;

import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Slip;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows that are judged batch by batch, and what their share would be after each mistake with batches.
 *
 * @param hits whether a row counts
 */
record RowBatches(int rows, int batchSize, IntPredicate hits) {
    List<Slip<Double>> slips() {
        int whole = rows / batchSize * batchSize;
        int batches = (rows + batchSize - 1) / batchSize;
        double all = count(0, rows);
        double twice =
                all + count(Math.max(0, rows - batchSize), whole); // the last batch ends at the end, and is whole
        return List.of(
                new Slip<>(Misconception.ROWS_MISSED, (double) count(0, whole) / rows),
                new Slip<>(Misconception.ROWS_MISSED, (double) count(0, whole) / whole),
                new Slip<>(Misconception.ROWS_MISSED, (double) count(0, Math.min(rows, batchSize)) / rows),
                new Slip<>(
                        Misconception.ROWS_MISSED,
                        (double) count(0, Math.min(rows, batchSize)) / Math.min(rows, batchSize)),
                new Slip<>(Misconception.ROWS_MISSED, twice / rows),
                new Slip<>(Misconception.BATCHES_AVERAGED, all / batches),
                new Slip<>(Misconception.BATCHES_AVERAGED, all / batchSize),
                new Slip<>(Misconception.BATCHES_AVERAGED, all / (batches * batchSize)),
                new Slip<>(Misconception.BATCHES_AVERAGED, meanOfBatches(batches)),
                new Slip<>(Misconception.SHARE_ASKED, all),
                new Slip<>(Misconception.SHARE_ASKED, 100 * all / rows),
                new Slip<>(Misconception.SHARE_ASKED, 1 - all / rows));
    }

    private double meanOfBatches(int batches) {
        return IntStream.range(0, batches)
                .map(batch -> batch * batchSize)
                .mapToDouble(first -> {
                    int last = Math.min(rows, first + batchSize);
                    return (double) count(first, last) / (last - first);
                })
                .average()
                .orElseThrow();
    }

    private long count(int first, int last) {
        return IntStream.range(first, last).filter(hits).count();
    }
}
