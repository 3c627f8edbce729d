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
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code top-1-accuracy}: drawn circuits that copy some tokens, and planted ones in which it is known which. */
@ExerciseTest(value = "top-1-accuracy", mutants = Top1AccuracyMutants.class)
public final class Top1AccuracyTest {
    private static final int BATCH = 10;

    @Test
    @Order(1)
    @DisplayName("gives the share of rows whose largest entry is on the diagonal")
    void shareOfRows(ReverseEngineering student, Scenarios scenarios) {
        judge(student, new SquareCircuits(scenarios).copying(scenarios.between(31, 39)), BATCH);
        judge(student, new SquareCircuits(scenarios).copying(scenarios.between(41, 49)), BATCH);
    }

    @Test
    @Order(2)
    @DisplayName("lets the columns of a row compete, and never the rows of a column")
    void rowsNotColumns(ReverseEngineering student, Scenarios scenarios) {
        var circuits = new SquareCircuits(scenarios);
        int tokens = scenarios.between(31, 39);

        judge(student, circuits.withLoudColumn(circuits.copying(tokens), scenarios.between(0, 30)), BATCH);
        judge(student, circuits.withLoudRow(circuits.copying(tokens), scenarios.between(0, 30)), BATCH);
    }

    @Test
    @Order(3)
    @DisplayName("gives the same share whatever the size of a batch: one row, all rows, or more than there are")
    void anyBatchSize(ReverseEngineering student, Scenarios scenarios) {
        int tokens = scenarios.between(31, 39);
        FactoredMatrix circuit = new SquareCircuits(scenarios).copying(tokens);

        for (int batchSize : new int[] {1, 7, tokens - 1, tokens, tokens + 1, 1000}) {
            judge(student, circuit, batchSize);
        }
    }

    @Test
    @Order(4)
    @DisplayName("counts every row once where the last batch is smaller, and by its number in the whole matrix")
    void lastBatch(ReverseEngineering student, Scenarios scenarios) {
        var circuits = new SquareCircuits(scenarios);
        int tokens = 3 * BATCH + scenarios.between(3, 7);
        // Where the diagonal isn't the largest, the column is that has the row's number within its batch.
        List<Integer> inBatch =
                IntStream.range(0, tokens).map(row -> row % BATCH).boxed().toList();

        judge(student, circuits.ofRanks(hitting(scenarios, tokens, 3 * BATCH, tokens), inBatch), BATCH);
        judge(student, circuits.ofRanks(hitting(scenarios, tokens, 0, 3 * BATCH), inBatch), BATCH);
        judge(student, circuits.ofRanks(hitting(scenarios, tokens, BATCH, 2 * BATCH), inBatch), BATCH);
    }

    @Test
    @Order(5)
    @DisplayName("compares entries with their signs, and counts a row only where none is larger than the diagonal")
    void signs(ReverseEngineering student, Scenarios scenarios) {
        var circuits = new SquareCircuits(scenarios);
        var ranks = new ArrayList<>(List.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 5, 8, 10, 13, 15, 16));
        Collections.shuffle(ranks, Random.from(scenarios.random()));

        judge(student, circuits.ofRanks(ranks), 5);
    }

    @Test
    @Order(6)
    @DisplayName("is 1 where every row has it, and 0 where none has")
    void allOrNone(ReverseEngineering student, Scenarios scenarios) {
        var circuits = new SquareCircuits(scenarios);

        judge(student, circuits.ofRanks(Collections.nCopies(23, 0)), BATCH);
        judge(student, circuits.ofRanks(hitting(scenarios, 23, 0, 0)), BATCH);
    }

    @Test
    @Order(7)
    @DisplayName("works for one token or two, for rank 1, and for factors wider than they are high")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        var circuits = new SquareCircuits(scenarios);

        judge(student, circuits.random(1, 3), BATCH);
        judge(student, circuits.ofRanks(List.of(1, 0)), BATCH);
        judge(student, circuits.random(14, 1), 4);
        judge(student, circuits.random(9, 20), 4);
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        FactoredMatrix circuit = new SquareCircuits(scenarios).copying(33);

        judge(student, circuit, BATCH);
        judge(student, new SquareCircuits(scenarios).ofRanks(List.of(0, 2, 0, 1, 3)), 2);
        judge(student, circuit, BATCH);
    }

    /** Ranks of so many diagonals: 0 from row {@code first} to before row {@code last}, and at least 1 elsewhere. */
    private static List<Integer> hitting(Scenarios scenarios, int rows, int first, int last) {
        return IntStream.range(0, rows)
                .map(row -> row >= first && row < last ? 0 : scenarios.between(1, rows - 1))
                .boxed()
                .toList();
    }

    private static void judge(ReverseEngineering student, FactoredMatrix circuit, int batchSize) {
        var ranks = DiagonalRanks.of(circuit);

        double answer = student.top1Accuracy(circuit, batchSize);

        ShareAnswer.mustEqual(
                ranks.count(row -> ranks.inRow(row) == 0), ranks.rows(), answer, () -> slips(ranks, batchSize));
    }

    private static List<Slip<Double>> slips(DiagonalRanks ranks, int batchSize) {
        var slips = new ArrayList<Slip<Double>>();
        slips.add(new Slip<>(Misconception.COLUMNS_JUDGED, ranks.share(column -> ranks.inColumn(column) == 0)));
        slips.add(new Slip<>(
                Misconception.NUMBERED_BY_BATCH, ranks.share(row -> ranks.inRow(row, row % batchSize) == 0)));
        slips.add(new Slip<>(Misconception.SIGNS_IGNORED, ranks.share(row -> ranks.byMagnitude(row) == 0)));
        slips.add(new Slip<>(Misconception.NOT_THE_LARGEST, ranks.share(row -> ranks.diagonal(row) > 0)));
        slips.add(new Slip<>(
                Misconception.NOT_THE_LARGEST, ranks.share(row -> ranks.diagonal(row) > ranks.rowMean(row))));
        slips.addAll(new RowBatches(ranks.rows(), batchSize, row -> ranks.inRow(row) == 0).slips());
        return slips;
    }
}
