package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;

/** Mistakes that {@link RandomCompositionScoreTest} must reject, each with its story. */
final class RandomCompositionScoreMutants {
    private RandomCompositionScoreMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        double randomCompositionScore(int dModel, int dHead, long seed);
    }

    /** Draws one score. */
    @FunctionalInterface
    private interface Draw {
        double of(int dModel, int dHead, RandomGenerator random);
    }

    @Mutant("draws square matrices in place of products of tall ones")
    static Wrong drawsFullRank() {
        return drawing((dModel, dHead, random) -> score(drawn(dModel, dModel, random), drawn(dModel, dModel, random)));
    }

    @Mutant("multiplies square matrices")
    static Wrong multipliesSquares() {
        return drawing((dModel, dHead, random) -> right(dModel, dModel, random));
    }

    @Mutant("draws one of the two matrices square")
    static Wrong drawsOneSquare() {
        return drawing((dModel, dHead, random) -> score(lowRank(dModel, dHead, random), drawn(dModel, dModel, random)));
    }

    @Mutant("draws heads that are one wide")
    static Wrong drawsRankOne() {
        return drawing((dModel, dHead, random) -> right(dModel, 1, random));
    }

    @Mutant("draws entries from 0 to 1")
    static Wrong drawsPositive() {
        return drawing(
                (dModel, dHead, random) -> score(positive(dModel, dHead, random), positive(dModel, dHead, random)));
    }

    @Mutant("multiplies factors the short way")
    static Wrong turnsFactors() {
        return drawing((dModel, dHead, random) -> score(
                drawn(dHead, dModel, random).times(drawn(dModel, dHead, random)),
                drawn(dHead, dModel, random).times(drawn(dModel, dHead, random))));
    }

    @Mutant("takes one draw for all four factors")
    static Wrong sharesOneFactor() {
        return drawing((dModel, dHead, random) -> {
            WeightMatrix one = drawn(dModel, dHead, random);
            return score(one.times(one.transposed()), one.times(one.transposed()));
        });
    }

    @Mutant("lets one read with the factor that the other writes with")
    static Wrong sharesTheMiddle() {
        return drawing((dModel, dHead, random) -> {
            WeightMatrix shared = drawn(dModel, dHead, random);
            return score(
                    drawn(dModel, dHead, random).times(shared.transposed()),
                    shared.times(drawn(dModel, dHead, random).transposed()));
        });
    }

    @Mutant("scores a matrix with its own transpose")
    static Wrong scoresItself() {
        return drawing((dModel, dHead, random) -> {
            WeightMatrix one = lowRank(dModel, dHead, random);
            return score(one, one.transposed());
        });
    }

    @Mutant("takes the sizes of an example")
    static Wrong hardCodesSizes() {
        return drawing((dModel, dHead, random) -> right(64, 8, random));
    }

    @Mutant("takes heads of the usual quarter of the stream")
    static Wrong derivesTheWidth() {
        return drawing((dModel, dHead, random) -> right(dModel, Math.max(1, dModel / 4), random));
    }

    @Mutant("gives the mean of eight draws")
    static Wrong averages() {
        return drawing((dModel, dHead, random) -> {
            double sum = 0;
            for (int i = 0; i < 8; i++) {
                sum += right(dModel, dHead, random);
            }
            return sum / 8;
        });
    }

    @Mutant("gives the largest of eight draws")
    static Wrong takesTheLargest() {
        return drawing((dModel, dHead, random) -> {
            double most = 0;
            for (int i = 0; i < 8; i++) {
                most = Math.max(most, right(dModel, dHead, random));
            }
            return most;
        });
    }

    @Mutant("squares the score")
    static Wrong squares() {
        return then(score -> score * score);
    }

    @Mutant("takes chance off")
    static Wrong takesChanceOff() {
        return (dModel, dHead, seed) -> rightFor(dModel, dHead, seed) - 1 / Math.sqrt(dModel);
    }

    @Mutant("gives the mean without drawing")
    static Wrong drawsNothing() {
        return (dModel, dHead, seed) -> 1 / Math.sqrt(dModel);
    }

    @Mutant("wraps the mean in normal noise of some width")
    static Wrong pretends() {
        return drawing((dModel, dHead, random) -> Math.abs(1 / Math.sqrt(dModel) + random.nextGaussian(0, 0.003)));
    }

    @Mutant("draws a number from 0 to 1")
    static Wrong drawsANumber() {
        return drawing((dModel, dHead, random) -> random.nextDouble());
    }

    @Mutant("ignores the seed")
    static Wrong ignoresTheSeed() {
        return seeded(seed -> 42);
    }

    @Mutant("goes by the seed's last digit")
    static Wrong takesTheLastDigit() {
        return seeded(seed -> seed % 10);
    }

    @Mutant("draws from a generator that goes on from call to call")
    static Wrong keepsItsGenerator() {
        var seeds = new SplittableRandom(7);
        return seeded(seed -> seeds.nextLong());
    }

    @Mutant("returns percent")
    static Wrong returnsPercent() {
        return then(score -> 100 * score);
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<Double>();
        return (dModel, dHead, seed) -> {
            answers.add(rightFor(dModel, dHead, seed));
            return answers.getFirst();
        };
    }

    private static Wrong drawing(Draw draw) {
        return (dModel, dHead, seed) -> draw.of(dModel, dHead, new SplittableRandom(seed));
    }

    private static Wrong seeded(LongUnaryOperator other) {
        return (dModel, dHead, seed) -> rightFor(dModel, dHead, other.applyAsLong(seed));
    }

    private static Wrong then(DoubleUnaryOperator change) {
        return (dModel, dHead, seed) -> change.applyAsDouble(rightFor(dModel, dHead, seed));
    }

    private static double rightFor(int dModel, int dHead, long seed) {
        return right(dModel, dHead, new SplittableRandom(seed));
    }

    private static double right(int dModel, int dHead, RandomGenerator random) {
        return score(lowRank(dModel, dHead, random), lowRank(dModel, dHead, random));
    }

    private static WeightMatrix lowRank(int dModel, int dHead, RandomGenerator random) {
        return drawn(dModel, dHead, random).times(drawn(dModel, dHead, random).transposed());
    }

    private static WeightMatrix positive(int dModel, int dHead, RandomGenerator random) {
        WeightMatrix left = WeightMatrix.drawn(dModel, dHead, random::nextDouble);
        return left.times(WeightMatrix.drawn(dHead, dModel, random::nextDouble));
    }

    private static WeightMatrix drawn(int height, int width, RandomGenerator random) {
        return WeightMatrix.drawn(height, width, () -> random.nextDouble(-1, 1));
    }

    private static double score(WeightMatrix a, WeightMatrix b) {
        return new MatrixScore(a, b).right();
    }
}
