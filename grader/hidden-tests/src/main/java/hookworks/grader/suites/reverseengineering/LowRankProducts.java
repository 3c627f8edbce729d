package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LowRank;
import hookworks.grader.suites.Margin;
import hookworks.grader.suites.Margins;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.NumberAnswer;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Three thin factors, and what is true of AB and AC. Worked out in plain loops, which make neither where it is large. */
final class LowRankProducts {
    /** A matrix that has the same eigenvalues has, rounding apart, the same sums of their powers. */
    private static final double POWERS = 1e-3;

    /** So many rows and columns are few enough to multiply factors out. */
    private static final int SMALL = 100;

    private final NDArray a;
    private final NDArray b;
    private final NDArray c;
    private final ThinMatrix left;
    private final ThinMatrix back;
    private final ThinMatrix right;

    /** Of {@code a [m, rank]}, {@code b [rank, m]} and {@code c [rank, n]}. */
    LowRankProducts(NDArray a, NDArray b, NDArray c) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.left = ThinMatrix.standing(a);
        this.back = ThinMatrix.lying(b);
        this.right = ThinMatrix.lying(c);
    }

    NDArray a() {
        return a;
    }

    NDArray b() {
        return b;
    }

    NDArray c() {
        return c;
    }

    void judge(@Nullable LowRank answer) {
        judgeTrace(answer);
        judgeSmallProduct(answer);
        judgeSvd(answer);
    }

    void judgeTrace(@Nullable LowRank answer) {
        NumberAnswer.named("trace", answered(answer).trace())
                .mustEqual(traceOf(smallProduct()), Tolerance.FLOAT32_SUM, this::traceSlips);
    }

    private List<Slip<Double>> traceSlips() {
        var slips = new ArrayList<Slip<Double>>();
        if (left.height() == left.width()) {
            double untransposed = 0;
            for (int row = 0; row < left.height(); row++) {
                for (int column = 0; column < left.width(); column++) {
                    untransposed += left.at(row, column) * back.at(column, row);
                }
            }
            slips.add(new Slip<>(Misconception.TRANSPOSE_MISSING, untransposed));
        }
        double product = 1;
        for (ThinMatrix factor : List.of(left, back)) {
            double trace = 0;
            for (int place = 0; place < factor.width(); place++) {
                trace += factor.at(place, place);
            }
            product *= trace;
        }
        slips.add(new Slip<>(Misconception.TRACES_MULTIPLIED, product));
        return slips;
    }

    void judgeSmallProduct(@Nullable LowRank answer) {
        NDArray answered = answered(answer).smallProduct();
        if (!hasTheEigenvalues(answered)) {
            TensorAnswer.named("smallProduct", answered, "row", "column")
                    .mustEqual(tensor(smallProduct()), Tolerance.FLOAT32_SUM, this::smallMistakes);
        }
    }

    /** Whatever form the matrix comes in: as many sums of powers as there are eigenvalues settle all of them. */
    private boolean hasTheEigenvalues(@Nullable NDArray answered) {
        var shape = new Shape(left.width(), left.width());
        if (answered == null
                || answered.getDataType() != DataType.FLOAT32
                || !answered.getShape().equals(shape)) {
            return false;
        }
        WeightMatrix expected = smallProduct();
        WeightMatrix found = WeightMatrix.of(answered);
        double size = Math.sqrt(traceOf(expected.transposed().times(expected)));
        WeightMatrix expectedPower = expected;
        WeightMatrix foundPower = found;
        for (int exponent = 1; exponent <= left.width(); exponent++) {
            double difference = Math.abs(traceOf(expectedPower) - traceOf(foundPower));
            double allowed = POWERS * Math.pow(Math.max(size, 1), exponent);
            Margins.note(new Margin("the eigenvalues of smallProduct", difference, allowed));
            if (!(difference <= allowed)) {
                return false;
            }
            expectedPower = expectedPower.times(expected);
            foundPower = foundPower.times(found);
        }
        return true;
    }

    private List<Mistake> smallMistakes() {
        var mistakes = new ArrayList<Mistake>();
        if (left.height() <= SMALL) {
            NDArray large = tensor(product(left, back, left.height(), left.height()));
            mistakes.add(new Mistake(Misconception.ORDER_OF_PRODUCT, large));
        }
        mistakes.add(new Mistake(Misconception.OWN_TRANSPOSE, tensor(left.over(left))));
        mistakes.add(new Mistake(Misconception.OWN_TRANSPOSE, tensor(back.over(back))));
        mistakes.add(new Mistake(Misconception.CORNER_TAKEN, tensor(product(left, back, left.width(), left.width()))));
        return mistakes;
    }

    void judgeSvd(@Nullable LowRank answer) {
        new SvdAnswer(answered(answer).svd(), left, right).judge(a.getManager());
    }

    private static LowRank answered(@Nullable LowRank answer) {
        if (answer == null) {
            throw new WrongAnswer("lowRank returned null; expected LowRank(trace, smallProduct, svd)");
        }
        return answer;
    }

    /** {@code B A}. */
    private WeightMatrix smallProduct() {
        return back.over(left);
    }

    private static WeightMatrix product(ThinMatrix left, ThinMatrix right, int rows, int columns) {
        return WeightMatrix.filled(rows, columns, (row, column) -> left.meets(row, right, column));
    }

    private static double traceOf(WeightMatrix square) {
        double trace = 0;
        for (int place = 0; place < square.height(); place++) {
            trace += square.at(place, place);
        }
        return trace;
    }

    private NDArray tensor(WeightMatrix matrix) {
        return matrix.tensor(a.getManager(), matrix.height(), matrix.width());
    }
}
