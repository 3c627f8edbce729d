package hookworks.grader.suites.reverseengineering;

import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.NumberAnswer;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import java.util.ArrayList;
import java.util.List;

/** How much of what one matrix writes another one reads, and what that would be after each mistake that is recognised. */
record MatrixScore(WeightMatrix a, WeightMatrix b) {
    double right() {
        double norms = MatrixNorm.frobenius(a) * MatrixNorm.frobenius(b);
        return norms == 0 ? 0 : MatrixNorm.frobenius(a.times(b)) / norms;
    }

    /**
     * Judges an answer.
     *
     * @throws WrongAnswer where it isn't {@link #right}
     */
    void mustEqual(double answered) {
        String what = "the score of [%d, %d] with [%d, %d]".formatted(a.height(), a.width(), b.height(), b.width());
        NumberAnswer.named(what, answered).mustEqual(right(), Tolerance.FLOAT32_SUM, this::slips);
    }

    private List<Slip<Double>> slips() {
        var slips = new ArrayList<Slip<Double>>();
        if (MatrixNorm.frobenius(a) * MatrixNorm.frobenius(b) == 0) {
            slips.add(new Slip<>(Misconception.NOTHING_WRITTEN, Double.NaN));
            return slips;
        }
        addOrders(slips);
        slips.addAll(slipsOfTheFormula());
        addOtherNorms(slips);
        addEntryByEntry(slips);
        return slips;
    }

    private void addOrders(List<Slip<Double>> slips) {
        var turned = new MatrixScore(a.transposed(), b.transposed());
        for (MatrixScore other :
                List.of(new MatrixScore(b, a), new MatrixScore(turned.a, b), new MatrixScore(a, turned.b))) {
            if (other.a.width() == other.b.height()) {
                slips.add(new Slip<>(Misconception.PRODUCT_ORDER, other.right()));
            }
        }
    }

    /** What comes of the right norms when they are put together wrongly. */
    List<Slip<Double>> slipsOfTheFormula() {
        double writes = MatrixNorm.frobenius(a);
        double reads = MatrixNorm.frobenius(b);
        double product = MatrixNorm.frobenius(a.times(b));
        double score = product / (writes * reads);
        return List.of(
                new Slip<>(Misconception.NORM_SQUARED, score * score),
                new Slip<>(Misconception.NORM_SQUARED, score * product),
                new Slip<>(Misconception.NORM_AVERAGED, score * b.height()),
                new Slip<>(Misconception.NORM_AVERAGED, score * score * b.height() * b.height()),
                new Slip<>(Misconception.NOT_RELATIVE, product),
                new Slip<>(Misconception.NOT_RELATIVE, product / writes),
                new Slip<>(Misconception.NOT_RELATIVE, product / reads),
                new Slip<>(Misconception.NOT_RELATIVE, product / (writes + reads)),
                new Slip<>(Misconception.NOT_RELATIVE, product / Math.sqrt(writes * reads)),
                new Slip<>(Misconception.NOT_RELATIVE, 2 * product / (writes * writes + reads * reads)));
    }

    private void addOtherNorms(List<Slip<Double>> slips) {
        for (MatrixNorm norm : MatrixNorm.values()) {
            if (norm != MatrixNorm.FROBENIUS) {
                double ratio = norm.of(a.times(b)) / (norm.of(a) * norm.of(b));
                slips.add(new Slip<>(Misconception.OTHER_NORM, ratio));
            }
        }
    }

    /** For two matrices of one shape. */
    private void addEntryByEntry(List<Slip<Double>> slips) {
        if (a.height() != b.height() || a.width() != b.width()) {
            return;
        }
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < a.height(); row++) {
            for (int column = 0; column < a.width(); column++) {
                double cell = a.at(row, column) * b.at(row, column);
                sum += cell;
                squares += cell * cell;
            }
        }
        double norms = MatrixNorm.frobenius(a) * MatrixNorm.frobenius(b);
        slips.add(new Slip<>(Misconception.ENTRY_BY_ENTRY, sum / norms));
        slips.add(new Slip<>(Misconception.ENTRY_BY_ENTRY, Math.abs(sum) / norms));
        slips.add(new Slip<>(Misconception.ENTRY_BY_ENTRY, Math.sqrt(squares) / norms));
    }
}
