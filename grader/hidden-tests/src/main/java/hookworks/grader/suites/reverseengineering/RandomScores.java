package hookworks.grader.suites.reverseengineering;

import hookworks.grader.suites.Misconception;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How composition scores of random matrices are spread, and how they would be after each mistake that is recognised.
 * Found by drawing, in plain loops.
 *
 * @param random decides what is drawn
 */
record RandomScores(int dModel, int dHead, RandomGenerator random) {
    /** So many that their mean and deviation are known far better than those of a student's scores. */
    private static final int DRAWS = 1_500;

    /** Scores that were drawn wrongly lie so far away that fewer will do. */
    private static final int WRONG_DRAWS = 60;

    /** How scores would be spread after a mistake. */
    record Slip(Misconception misconception, Spread spread) {}

    Spread right() {
        return Spread.ofDraws(DRAWS, () -> lowRank(factors(4, -1)));
    }

    List<Slip> slips() {
        var slips = new ArrayList<Slip>();
        add(slips, Misconception.RANK_LOST, () -> score(matrix(dModel, dModel), matrix(dModel, dModel)));
        add(slips, Misconception.RANK_LOST, () -> score(square(), square()));
        add(slips, Misconception.RANK_LOST, () -> score(matrix(dModel, dModel), square()));
        add(slips, Misconception.NOT_CENTRED, () -> lowRank(factors(4, 0)));
        add(slips, Misconception.FACTORS_TURNED, () -> score(narrow(), narrow()));
        add(slips, Misconception.FACTORS_SHARED, () -> {
            WeightMatrix one = matrix(dModel, dHead);
            return lowRank(List.of(one, one, one, one));
        });
        add(slips, Misconception.FACTORS_SHARED, () -> {
            List<WeightMatrix> three = factors(3, -1);
            return lowRank(List.of(three.get(0), three.get(1), three.get(1), three.get(2)));
        });
        add(slips, Misconception.SCORE_FIRST, () -> Math.pow(lowRank(factors(4, -1)), 2));
        return slips;
    }

    private static void add(List<Slip> slips, Misconception misconception, Supplier<Double> draw) {
        slips.add(new Slip(misconception, Spread.ofDraws(WRONG_DRAWS, draw::get)));
    }

    /** A product of two square matrices. */
    private WeightMatrix square() {
        return matrix(dModel, dModel).times(matrix(dModel, dModel));
    }

    /** The factors multiplied the short way: {@code [d_head, d_head]}. */
    private WeightMatrix narrow() {
        return matrix(dHead, dModel).times(matrix(dModel, dHead));
    }

    private static double score(WeightMatrix a, WeightMatrix b) {
        return new MatrixScore(a, b).right();
    }

    /**
     * The score of {@code X Yᵀ} with {@code Z Wᵀ}, from products of their columns alone: {@code |X Yᵀ|²} is the sum of
     * {@code XᵀX} times {@code YᵀY}, entry by entry.
     */
    private static double lowRank(List<WeightMatrix> factors) {
        WeightMatrix x = gram(factors.get(0));
        WeightMatrix y = gram(factors.get(1));
        WeightMatrix z = gram(factors.get(2));
        WeightMatrix w = gram(factors.get(3));
        WeightMatrix middle = factors.get(1).transposed().times(factors.get(2)); // YᵀZ
        double product = entries(x.times(middle), middle.times(w));
        return Math.sqrt(product / (entries(x, y) * entries(z, w)));
    }

    private static WeightMatrix gram(WeightMatrix factor) {
        return factor.transposed().times(factor);
    }

    private static double entries(WeightMatrix left, WeightMatrix right) {
        double sum = 0;
        for (int row = 0; row < left.height(); row++) {
            for (int column = 0; column < left.width(); column++) {
                sum += left.at(row, column) * right.at(row, column);
            }
        }
        return sum;
    }

    private List<WeightMatrix> factors(int count, double lowest) {
        var factors = new ArrayList<WeightMatrix>();
        for (int i = 0; i < count; i++) {
            factors.add(WeightMatrix.drawn(dModel, dHead, () -> random.nextDouble(lowest, 1)));
        }
        return factors;
    }

    private WeightMatrix matrix(int height, int width) {
        return WeightMatrix.drawn(height, width, () -> random.nextDouble(-1, 1));
    }
}
