package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.solutions.ReferenceReverseEngineering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Mistakes that {@link Top1AccuracyTest} must reject, each with its story. */
final class Top1AccuracyMutants {
    private static final ReverseEngineering RIGHT = new ReferenceReverseEngineering();

    private Top1AccuracyMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        double top1Accuracy(FactoredMatrix circuit, int batchSize);
    }

    /** Whether a row counts, in the eyes of someone. */
    @FunctionalInterface
    private interface Judging {
        boolean counts(float[] row, int number, int batchSize);
    }

    @Mutant("looks for the largest entry of each column")
    static Wrong judgesColumns() {
        return of(FactoredMatrix::transpose);
    }

    @Mutant("compares with the row's number in its batch")
    static Wrong numbersByBatch() {
        return judging((row, number, batchSize) -> largest(row) == number % batchSize);
    }

    @Mutant("leaves the last rows out where batchSize doesn't divide their number")
    static Wrong dropsTheLastBatch() {
        return (circuit, batchSize) -> {
            long whole = circuit.ldim() / batchSize * batchSize;
            return (double) hits(circuit, batchSize, 0, whole) / circuit.ldim();
        };
    }

    @Mutant("leaves the last rows out of the count of rows as well")
    static Wrong dropsTheLastRows() {
        return (circuit, batchSize) -> {
            long whole = circuit.ldim() / batchSize * batchSize;
            return (double) hits(circuit, batchSize, 0, whole) / Math.max(1, whole);
        };
    }

    @Mutant("fills the last batch up with rows that it has counted before")
    static Wrong countsRowsTwice() {
        return (circuit, batchSize) -> {
            long rows = circuit.ldim();
            long whole = rows / batchSize * batchSize;
            long again = whole == rows ? 0 : hits(circuit, batchSize, Math.max(0, rows - batchSize), whole);
            return (double) (hits(circuit, batchSize, 0, rows) + again) / rows;
        };
    }

    @Mutant("judges the first batch only")
    static Wrong judgesOneBatch() {
        return (circuit, batchSize) -> {
            long rows = Math.min(batchSize, circuit.ldim());
            return (double) hits(circuit, batchSize, 0, rows) / rows;
        };
    }

    @Mutant("divides by the number of batches")
    static Wrong dividesByBatches() {
        return (circuit, batchSize) -> {
            double batches = Math.ceil((double) circuit.ldim() / batchSize);
            return hits(circuit, batchSize, 0, circuit.ldim()) / batches;
        };
    }

    @Mutant("divides by as many rows as full batches would have")
    static Wrong dividesByFullBatches() {
        return (circuit, batchSize) -> {
            double batches = Math.ceil((double) circuit.ldim() / batchSize);
            return hits(circuit, batchSize, 0, circuit.ldim()) / batches / batchSize;
        };
    }

    @Mutant("averages the shares of batches, as if the last one were as large as the others")
    static Wrong averagesBatches() {
        return (circuit, batchSize) -> {
            double sum = 0;
            int batches = 0;
            for (long first = 0; first < circuit.ldim(); first += batchSize) {
                long last = Math.min(circuit.ldim(), first + batchSize);
                sum += (double) hits(circuit, batchSize, first, last) / (last - first);
                batches++;
            }
            return sum / batches;
        };
    }

    @Mutant("counts rows without dividing")
    static Wrong counts() {
        return (circuit, batchSize) -> hits(circuit, batchSize, 0, circuit.ldim());
    }

    @Mutant("divides two whole numbers")
    static Wrong dividesWholeNumbers() {
        return changed(share -> Math.floor(share));
    }

    @Mutant("gives a percentage")
    static Wrong givesPercent() {
        return changed(share -> 100 * share);
    }

    @Mutant("gives the share of rows that miss")
    static Wrong givesTheError() {
        return changed(share -> 1 - share);
    }

    @Mutant("rounds to two digits")
    static Wrong rounds() {
        return changed(share -> Math.round(100 * share) / 100.0);
    }

    @Mutant("compares magnitudes")
    static Wrong comparesMagnitudes() {
        return judging((row, number, batchSize) -> {
            var magnitudes = new float[row.length];
            for (int column = 0; column < row.length; column++) {
                magnitudes[column] = Math.abs(row[column]);
            }
            return largest(magnitudes) == number;
        });
    }

    @Mutant("looks for the smallest entry")
    static Wrong looksForTheSmallest() {
        return of(circuit -> circuit.mul(-1));
    }

    @Mutant("counts a diagonal that is above 0")
    static Wrong countsPositive() {
        return judging((row, number, batchSize) -> row[number] > 0);
    }

    @Mutant("counts a diagonal above the row's mean")
    static Wrong countsAboveMean() {
        return judging((row, number, batchSize) -> {
            double mean = IntStream.range(0, row.length)
                    .mapToDouble(column -> row[column])
                    .average()
                    .orElseThrow();
            return row[number] > mean;
        });
    }

    @Mutant("counts a diagonal that is largest, or positive and the second largest")
    static Wrong isLenient() {
        return judging(
                (row, number, batchSize) -> above(row, number) == 0 || (above(row, number) == 1 && row[number] > 0));
    }

    @Mutant("counts a diagonal among the five largest")
    static Wrong countsTheTopFive() {
        return judging((row, number, batchSize) -> above(row, number) < 5);
    }

    @Mutant("counts no diagonal that is below 0")
    static Wrong wantsPositive() {
        return judging((row, number, batchSize) -> above(row, number) == 0 && row[number] > 0);
    }

    @Mutant("looks at the token after the row's own")
    static Wrong looksAtTheNextToken() {
        return judging((row, number, batchSize) -> largest(row) == (number + 1) % row.length);
    }

    @Mutant("leaves A out")
    static Wrong leavesAOut() {
        return of(circuit -> circuit.ldim() == circuit.mdim()
                ? FactoredMatrix.of(circuit.a().getManager().eye((int) circuit.ldim()), circuit.b())
                : FactoredMatrix.of(circuit.b().transpose(), circuit.b()));
    }

    @Mutant("multiplies the factors the other way round")
    static Wrong multipliesTheOtherWay() {
        return (circuit, batchSize) -> RIGHT.top1Accuracy(FactoredMatrix.of(circuit.b(), circuit.a()), batchSize);
    }

    @Mutant("makes the columns equally long first")
    static Wrong normalisesColumns() {
        return of(circuit -> FactoredMatrix.of(
                circuit.a(),
                circuit.b().div(circuit.b().norm(new int[] {0}, true).add(1e-9f))));
    }

    @Mutant("averages the diagonal itself")
    static Wrong averagesTheDiagonal() {
        return (circuit, batchSize) -> {
            float trace = circuit.a().mul(circuit.b().transpose()).sum().getFloat();
            return trace / circuit.ldim();
        };
    }

    @Mutant("is sure that every row is copied")
    static Wrong returnsOne() {
        return changed(share -> 1);
    }

    @Mutant("returns what the original course found")
    static Wrong hardCodesTheShare() {
        return changed(share -> 0.3079);
    }

    @Mutant("returns NaN")
    static Wrong returnsNaN() {
        return changed(share -> Double.NaN);
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<Double>();
        return (circuit, batchSize) -> {
            answers.add(RIGHT.top1Accuracy(circuit, batchSize));
            return answers.getFirst();
        };
    }

    @Mutant("goes on counting from the call before")
    static Wrong keepsCounting() {
        var hits = new ArrayList<Long>();
        return (circuit, batchSize) -> {
            hits.add(hits(circuit, batchSize, 0, circuit.ldim()));
            return (double) hits.stream().mapToLong(Long::longValue).sum() / circuit.ldim();
        };
    }

    private static Wrong changed(DoubleUnaryOperator change) {
        return (circuit, batchSize) -> change.applyAsDouble(RIGHT.top1Accuracy(circuit, batchSize));
    }

    private static Wrong of(UnaryOperator<FactoredMatrix> change) {
        return (circuit, batchSize) -> RIGHT.top1Accuracy(change.apply(circuit), batchSize);
    }

    private static Wrong judging(Judging judging) {
        return (circuit, batchSize) -> (double) count(circuit, batchSize, 0, circuit.ldim(), judging) / circuit.ldim();
    }

    private static long hits(FactoredMatrix circuit, int batchSize, long first, long last) {
        return count(circuit, batchSize, first, last, (row, number, size) -> largest(row) == number);
    }

    private static long count(FactoredMatrix circuit, int batchSize, long first, long last, Judging judging) {
        float[] cells = circuit.ab().toFloatArray();
        int width = Math.toIntExact(circuit.rdim());
        long count = 0;
        for (int number = Math.toIntExact(first); number < last; number++) {
            float[] row = Arrays.copyOfRange(cells, number * width, (number + 1) * width);
            count += judging.counts(row, number, batchSize) ? 1 : 0;
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
