package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.solutions.ReferenceReverseEngineering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Mistakes that {@link TopKAccuracyTest} must reject, each with its story. */
final class TopKAccuracyMutants {
    private static final ReverseEngineering RIGHT = new ReferenceReverseEngineering();

    private TopKAccuracyMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        double topKAccuracy(FactoredMatrix circuit, int k, int batchSize);
    }

    /** Whether a row counts, in the eyes of someone. */
    @FunctionalInterface
    private interface Judging {
        boolean counts(float[] row, int number, int k, int batchSize);
    }

    /** What becomes of a right share. */
    @FunctionalInterface
    private interface Change {
        double of(double share, int k);
    }

    @Mutant("divides the hits by k")
    static Wrong dividesByK() {
        return changed((share, k) -> share / k);
    }

    @Mutant("takes the k smallest")
    static Wrong takesTheSmallest() {
        return of(circuit -> circuit.mul(-1));
    }

    @Mutant("takes the k largest entries of each column")
    static Wrong judgesColumns() {
        return of(FactoredMatrix::transpose);
    }

    @Mutant("always takes 5")
    static Wrong fixesK() {
        return ofK(k -> 5);
    }

    @Mutant("always takes the largest")
    static Wrong takesTheLargest() {
        return ofK(k -> 1);
    }

    @Mutant("wants fewer than k - 1 entries to be larger")
    static Wrong isStrict() {
        return ofK(k -> k - 1);
    }

    @Mutant("lets k entries be larger")
    static Wrong isLenient() {
        return ofK(k -> k + 1);
    }

    @Mutant("takes the largest only where k is 1, and all rows otherwise")
    static Wrong knowsTwoCases() {
        return (circuit, k, batchSize) -> k == 1 ? RIGHT.topKAccuracy(circuit, 1, batchSize) : 1;
    }

    @Mutant("multiplies the share of the largest by k")
    static Wrong multipliesByK() {
        return (circuit, k, batchSize) -> Math.min(1, k * RIGHT.topKAccuracy(circuit, 1, batchSize));
    }

    @Mutant("compares the k largest values with the row's number")
    static Wrong comparesValues() {
        return judging((row, number, k, batchSize) -> {
            float[] sorted = row.clone();
            Arrays.sort(sorted);
            return IntStream.range(Math.max(0, sorted.length - k), sorted.length)
                    .anyMatch(place -> sorted[place] == number);
        });
    }

    @Mutant("compares with the row's number in its batch")
    static Wrong numbersByBatch() {
        return judging((row, number, k, batchSize) -> above(row, number % batchSize) < k);
    }

    @Mutant("looks among the first k columns")
    static Wrong looksAtFirstColumns() {
        return judging((row, number, k, batchSize) -> largest(row) < k);
    }

    @Mutant("counts a row whose largest entry is at most k places off the diagonal")
    static Wrong looksNearTheDiagonal() {
        return judging((row, number, k, batchSize) -> Math.abs(largest(row) - number) < k);
    }

    @Mutant("compares magnitudes")
    static Wrong comparesMagnitudes() {
        return judging((row, number, k, batchSize) -> {
            var magnitudes = new float[row.length];
            for (int column = 0; column < row.length; column++) {
                magnitudes[column] = Math.abs(row[column]);
            }
            return above(magnitudes, number) < k;
        });
    }

    @Mutant("counts no diagonal that is below 0")
    static Wrong wantsPositive() {
        return judging((row, number, k, batchSize) -> above(row, number) < k && row[number] > 0);
    }

    @Mutant("looks at the token after the row's own")
    static Wrong looksAtTheNextToken() {
        return judging((row, number, k, batchSize) -> above(row, (number + 1) % row.length) < k);
    }

    @Mutant("finds nothing where k is the number of tokens or more")
    static Wrong failsForLargeK() {
        return (circuit, k, batchSize) -> k >= circuit.rdim() ? 0 : RIGHT.topKAccuracy(circuit, k, batchSize);
    }

    @Mutant("leaves the last rows out where batchSize doesn't divide their number")
    static Wrong dropsTheLastBatch() {
        return (circuit, k, batchSize) -> {
            long whole = circuit.ldim() / batchSize * batchSize;
            return (double) hits(circuit, k, batchSize, 0, whole) / circuit.ldim();
        };
    }

    @Mutant("judges the first batch only")
    static Wrong judgesOneBatch() {
        return (circuit, k, batchSize) -> {
            long rows = Math.min(batchSize, circuit.ldim());
            return (double) hits(circuit, k, batchSize, 0, rows) / rows;
        };
    }

    @Mutant("averages the shares of batches, as if the last one were as large as the others")
    static Wrong averagesBatches() {
        return (circuit, k, batchSize) -> {
            double sum = 0;
            int batches = 0;
            for (long first = 0; first < circuit.ldim(); first += batchSize) {
                long last = Math.min(circuit.ldim(), first + batchSize);
                sum += (double) hits(circuit, k, batchSize, first, last) / (last - first);
                batches++;
            }
            return sum / batches;
        };
    }

    @Mutant("divides by the number of batches")
    static Wrong dividesByBatches() {
        return (circuit, k, batchSize) -> {
            double batches = Math.ceil((double) circuit.ldim() / batchSize);
            return hits(circuit, k, batchSize, 0, circuit.ldim()) / batches;
        };
    }

    @Mutant("counts rows without dividing")
    static Wrong counts() {
        return (circuit, k, batchSize) -> hits(circuit, k, batchSize, 0, circuit.ldim());
    }

    @Mutant("gives a percentage")
    static Wrong givesPercent() {
        return changed((share, k) -> 100 * share);
    }

    @Mutant("gives the share of rows that miss")
    static Wrong givesTheError() {
        return changed((share, k) -> 1 - share);
    }

    @Mutant("gives what chance would")
    static Wrong givesChance() {
        return (circuit, k, batchSize) -> Math.min(1, (double) k / circuit.rdim());
    }

    @Mutant("is sure that every row is a hit")
    static Wrong returnsOne() {
        return changed((share, k) -> 1);
    }

    @Mutant("returns what the original course found")
    static Wrong hardCodesTheShare() {
        return changed((share, k) -> 0.4773);
    }

    @Mutant("returns NaN")
    static Wrong returnsNaN() {
        return changed((share, k) -> Double.NaN);
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<Double>();
        return (circuit, k, batchSize) -> {
            answers.add(RIGHT.topKAccuracy(circuit, k, batchSize));
            return answers.getFirst();
        };
    }

    private static Wrong changed(Change change) {
        return (circuit, k, batchSize) -> change.of(RIGHT.topKAccuracy(circuit, k, batchSize), k);
    }

    private static Wrong of(UnaryOperator<FactoredMatrix> change) {
        return (circuit, k, batchSize) -> RIGHT.topKAccuracy(change.apply(circuit), k, batchSize);
    }

    private static Wrong ofK(IntUnaryOperator change) {
        return (circuit, k, batchSize) -> RIGHT.topKAccuracy(circuit, change.applyAsInt(k), batchSize);
    }

    private static Wrong judging(Judging judging) {
        return (circuit, k, batchSize) ->
                (double) count(circuit, k, batchSize, 0, circuit.ldim(), judging) / circuit.ldim();
    }

    private static long hits(FactoredMatrix circuit, int k, int batchSize, long first, long last) {
        return count(circuit, k, batchSize, first, last, (row, number, most, size) -> above(row, number) < most);
    }

    private static long count(FactoredMatrix circuit, int k, int batchSize, long first, long last, Judging judging) {
        float[] cells = circuit.ab().toFloatArray();
        int width = Math.toIntExact(circuit.rdim());
        long count = 0;
        for (int number = Math.toIntExact(first); number < last; number++) {
            float[] row = Arrays.copyOfRange(cells, number * width, (number + 1) * width);
            count += judging.counts(row, number, k, batchSize) ? 1 : 0;
        }
        return count;
    }

    private static int largest(float[] row) {
        int largest = 0;
        for (int column = 1; column < row.length; column++) {
            largest = row[column] > row[largest] ? column : largest;
        }
        return largest;
    }

    private static int above(float[] row, int number) {
        return (int) IntStream.range(0, row.length)
                .filter(column -> row[column] > row[number])
                .count();
    }
}
