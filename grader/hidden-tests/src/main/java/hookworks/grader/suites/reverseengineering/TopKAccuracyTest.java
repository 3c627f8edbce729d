package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.Slip;
import hookworks.lens.factored.FactoredMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code top-k-accuracy}: drawn circuits, and planted ones whose diagonals' ranks are known. */
@ExerciseTest(value = "top-k-accuracy", mutants = TopKAccuracyMutants.class)
public final class TopKAccuracyTest {
    private static final int BATCH = 10;

    @Test
    @Order(1)
    @DisplayName("gives the share of rows whose diagonal is among the k largest entries")
    void shareOfRows(ReverseEngineering student, Scenarios scenarios) {
        var circuits = new SquareCircuits(scenarios);

        judge(student, circuits.copying(scenarios.between(31, 39)), 3, BATCH);
        judge(student, circuits.copying(scenarios.between(41, 49)), 2, BATCH);
    }

    @Test
    @Order(2)
    @DisplayName("counts a row where 0 to k - 1 entries are larger, and no other, for any k")
    void everyRank(ReverseEngineering student, Scenarios scenarios) {
        int tokens = scenarios.between(21, 27);
        List<Integer> ranks = IntStream.range(0, tokens).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(ranks, Random.from(scenarios.random()));
        FactoredMatrix circuit = new SquareCircuits(scenarios).ofRanks(ranks);

        for (int k : new int[] {1, 2, 5, 6, 13, tokens - 1}) {
            judge(student, circuit, k, BATCH);
        }
    }

    @Test
    @Order(3)
    @DisplayName("lets the columns of a row compete, and never the rows of a column")
    void rowsNotColumns(ReverseEngineering student, Scenarios scenarios) {
        var circuits = new SquareCircuits(scenarios);
        int tokens = scenarios.between(31, 39);

        judge(student, circuits.withLoudColumn(circuits.copying(tokens), scenarios.between(0, 30)), 2, BATCH);
        judge(student, circuits.withLoudRow(circuits.copying(tokens), scenarios.between(0, 30)), 2, BATCH);
    }

    @Test
    @Order(4)
    @DisplayName("gives the same share whatever the size of a batch: one row, all rows, or more than there are")
    void anyBatchSize(ReverseEngineering student, Scenarios scenarios) {
        int tokens = scenarios.between(31, 39);
        FactoredMatrix circuit = new SquareCircuits(scenarios).copying(tokens);

        for (int batchSize : new int[] {1, 7, tokens - 1, tokens, tokens + 1, 1000}) {
            judge(student, circuit, 3, batchSize);
        }
    }

    @Test
    @Order(5)
    @DisplayName("counts every row once where the last batch is smaller, and by its number in the whole matrix")
    void lastBatch(ReverseEngineering student, Scenarios scenarios) {
        int tokens = 3 * BATCH + scenarios.between(3, 7);
        // Where the diagonal is far down, the column is the largest that has the row's number within its batch.
        List<Integer> inBatch =
                IntStream.range(0, tokens).map(row -> row % BATCH).boxed().toList();
        List<Integer> late = ranks(scenarios, tokens, 3 * BATCH, tokens);
        List<Integer> early = ranks(scenarios, tokens, 0, 3 * BATCH);

        judge(student, new SquareCircuits(scenarios).ofRanks(late, inBatch), 4, BATCH);
        judge(student, new SquareCircuits(scenarios).ofRanks(early, inBatch), 4, BATCH);
    }

    @Test
    @Order(6)
    @DisplayName("is 1 where k is the number of tokens, or above it")
    void allOfThem(ReverseEngineering student, Scenarios scenarios) {
        FactoredMatrix circuit = new SquareCircuits(scenarios).ofRanks(List.of(3, 11, 0, 7, 2, 2, 10, 5, 1, 8, 4, 9));

        judge(student, circuit, 12, 5);
        judge(student, circuit, 13, 5);
        judge(student, circuit, 50, BATCH);
    }

    @Test
    @Order(7)
    @DisplayName("works for one token or two, for rank 1, and for factors wider than they are high")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        var circuits = new SquareCircuits(scenarios);

        judge(student, circuits.random(1, 3), 1, BATCH);
        judge(student, circuits.ofRanks(List.of(1, 0)), 1, BATCH);
        judge(student, circuits.random(14, 1), 4, 4);
        judge(student, circuits.random(9, 20), 3, 4);
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        FactoredMatrix circuit = new SquareCircuits(scenarios).copying(33);

        judge(student, circuit, 3, BATCH);
        judge(student, new SquareCircuits(scenarios).ofRanks(List.of(0, 2, 0, 1, 3)), 2, 2);
        judge(student, circuit, 6, BATCH);
        judge(student, circuit, 3, BATCH);
    }

    /** Ranks of so many diagonals: 0 to 3 from row {@code first} to before row {@code last}, and at least 4 elsewhere. */
    private static List<Integer> ranks(Scenarios scenarios, int rows, int first, int last) {
        return IntStream.range(0, rows)
                .map(row -> row >= first && row < last ? scenarios.between(0, 3) : scenarios.between(4, rows - 1))
                .boxed()
                .toList();
    }

    private static void judge(ReverseEngineering student, FactoredMatrix circuit, int k, int batchSize) {
        var ranks = DiagonalRanks.of(circuit);

        double answer = student.topKAccuracy(circuit, k, batchSize);

        ShareAnswer.mustEqual(
                ranks.count(row -> ranks.inRow(row) < k), ranks.rows(), answer, () -> slips(ranks, k, batchSize));
    }

    private static List<Slip<Double>> slips(DiagonalRanks ranks, int k, int batchSize) {
        var slips = new ArrayList<Slip<Double>>();
        slips.add(new Slip<>(Misconception.COLUMNS_JUDGED, ranks.share(column -> ranks.inColumn(column) < k)));
        slips.add(new Slip<>(
                Misconception.NUMBERED_BY_BATCH, ranks.share(row -> ranks.inRow(row, row % batchSize) < k)));
        slips.add(new Slip<>(Misconception.HITS_DIVIDED_BY_K, ranks.share(row -> ranks.inRow(row) < k) / k));
        slips.add(new Slip<>(Misconception.RANK_OFF_BY_ONE, ranks.share(row -> ranks.inRow(row) < k - 1)));
        slips.add(new Slip<>(Misconception.RANK_OFF_BY_ONE, ranks.share(row -> ranks.inRow(row) <= k)));
        slips.add(new Slip<>(Misconception.SMALLEST_TAKEN, ranks.share(row -> ranks.fromBelow(row) < k)));
        slips.add(new Slip<>(Misconception.SIGNS_IGNORED, ranks.share(row -> ranks.byMagnitude(row) < k)));
        for (int other : new int[] {1, 5}) {
            slips.add(new Slip<>(Misconception.OTHER_K, ranks.share(row -> ranks.inRow(row) < other)));
        }
        slips.addAll(new RowBatches(ranks.rows(), batchSize, row -> ranks.inRow(row) < k).slips());
        return slips;
    }
}
