package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Svd;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A singular value decomposition of AC that the subject answered with. The vectors' signs are free, so it is judged by
 * what makes it one.
 *
 * @param left A
 * @param right Cᵀ
 */
record SvdAnswer(@Nullable Svd svd, ThinMatrix left, ThinMatrix right) {
    /** Lengths and products of vectors of any length in float32, computed through matrices that are none too regular. */
    private static final Tolerance ORTHONORMAL = new Tolerance(2e-3, 2e-3);

    /** What is 0 up to rounding, of products of vectors. */
    private static final double NOTHING = 1e-3;

    /** Of a larger product, so many rows and columns are looked at. */
    private static final int BLOCK = 40;

    /** Singular values first: they say most about what went wrong. */
    void judge(NDManager manager) {
        Svd answered = answered();
        judgeValues(answered, manager);
        ThinMatrix u = orthonormal("u", answered.u(), left.height(), manager);
        ThinMatrix v = orthonormal("v", answered.v(), right.height(), manager);
        judgeProduct(u, answered.s().toFloatArray(), v, manager);
    }

    private Svd answered() {
        if (svd == null) {
            throw new WrongAnswer("svd is null; expected Svd(u, s, v)");
        }
        return svd;
    }

    private void judgeValues(Svd answered, NDManager manager) {
        double[] expected = Spectrum.ofProduct(left.over(left), right.over(right));
        double[] ofLeft = Spectrum.ofFactor(left.over(left));
        double[] ofRight = Spectrum.ofFactor(right.over(right));
        TensorAnswer.named("s", answered.s(), "place")
                .mustEqual(
                        vector(manager, expected),
                        Tolerance.FLOAT32_SUM,
                        () -> List.of(
                                new Mistake(Misconception.SQUARED_VALUES, vector(manager, squared(expected))),
                                new Mistake(Misconception.UNSORTED_VALUES, vector(manager, reversed(expected))),
                                new Mistake(Misconception.CORE_LEFT_OUT, vector(manager, times(ofLeft, ofRight))),
                                new Mistake(Misconception.CORE_LEFT_OUT, vector(manager, ofLeft)),
                                new Mistake(Misconception.CORE_LEFT_OUT, vector(manager, ofRight))));
    }

    private ThinMatrix orthonormal(String name, @Nullable NDArray answered, int height, NDManager manager) {
        int rank = left.width();
        if (answered != null && height != rank && answered.getShape().equals(new Shape(rank, height))) {
            throw new WrongAnswer(Misconception.VECTORS_IN_ROWS.sentence()
                    + "\n%s has the wrong shape: expected [row, vector] = (%d, %d), got %s"
                            .formatted(name, height, rank, answered.getShape()));
        }
        ThinMatrix vectors = ThinMatrix.standing(ofKind(name, answered, new Shape(height, rank), manager));
        TensorAnswer.named(name + "ᵀ " + name, square(vectors.over(vectors), manager), "vector", "vector")
                .mustEqual(manager.eye(rank), ORTHONORMAL);
        return vectors;
    }

    /** Of this shape and type, whatever it holds. */
    private static NDArray ofKind(String name, @Nullable NDArray answered, Shape shape, NDManager manager) {
        if (answered != null && answered.getShape().equals(shape) && answered.getDataType() == DataType.FLOAT32) {
            return answered;
        }
        TensorAnswer.named(name, answered, "row", "vector").mustEqual(manager.zeros(shape), Tolerance.EXACT);
        throw new IllegalStateException("%s passed for zeros of %s".formatted(name, shape));
    }

    private void judgeProduct(ThinMatrix u, float[] s, ThinMatrix v, NDManager manager) {
        int[] rows = spread(u.height());
        int[] columns = spread(v.height());
        WeightMatrix expected = WeightMatrix.filled(
                rows.length, columns.length, (row, column) -> left.meets(rows[row], right, columns[column]));
        WeightMatrix found = WeightMatrix.filled(
                rows.length,
                columns.length,
                (row, column) -> IntStream.range(0, s.length)
                        .mapToDouble(place -> u.at(rows[row], place) * s[place] * v.at(columns[column], place))
                        .sum());
        NDArray product = square(found, manager);
        List<Mistake> mistakes = isUnturned(u, left) || isUnturned(v, right)
                ? List.of(new Mistake(Misconception.CORE_LEFT_OUT, product))
                : List.of();
        String which = u.height() > BLOCK || v.height() > BLOCK ? ", some of its rows and columns," : "";
        TensorAnswer.named("u diag(s) vᵀ" + which, product, "row", "column")
                .mustEqual(square(expected, manager), Tolerance.FLOAT32_SUM, () -> mistakes);
    }

    /** Whether these are singular vectors of one factor by itself: those make its products with itself diagonal. */
    private static boolean isUnturned(ThinMatrix vectors, ThinMatrix factor) {
        WeightMatrix seen = vectors.over(factor);
        WeightMatrix products = seen.times(seen.transposed());
        int rank = products.height();
        return rank > 1
                && IntStream.range(0, rank * rank)
                        .filter(cell -> cell / rank != cell % rank)
                        .allMatch(cell -> Math.abs(products.at(cell / rank, cell % rank))
                                <= NOTHING * products.at(cell / rank, cell / rank));
    }

    /** All places where there are few, else some that are spread over all of them. */
    private static int[] spread(int places) {
        int count = Math.min(places, BLOCK);
        return IntStream.range(0, count)
                .map(place -> (int) ((long) place * (places - 1) / Math.max(1, count - 1)))
                .toArray();
    }

    private static double[] squared(double[] values) {
        return times(values, values);
    }

    private static double[] times(double[] values, double[] others) {
        return IntStream.range(0, values.length)
                .mapToDouble(place -> values[place] * others[place])
                .toArray();
    }

    private static double[] reversed(double[] descending) {
        return Arrays.stream(descending).sorted().toArray();
    }

    private static NDArray vector(NDManager manager, double[] values) {
        return WeightMatrix.filled(1, values.length, (row, column) -> values[column])
                .tensor(manager, values.length);
    }

    private static NDArray square(WeightMatrix matrix, NDManager manager) {
        return matrix.tensor(manager, matrix.height(), matrix.width());
    }
}
