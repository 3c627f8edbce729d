package hookworks.grader.suites.reverseengineering;

import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Margin;
import hookworks.grader.suites.Margins;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.WrongAnswer;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The suite of {@code random-composition-score}: mean and deviation of many scores, of sizes that are drawn. Bounds are so
 * wide that a right answer misses them less than once in a thousand million runs, whichever even distribution it draws from.
 */
@ExerciseTest(value = "random-composition-score", mutants = RandomCompositionScoreMutants.class)
public final class RandomCompositionScoreTest {
    private static final int ASKED = 150;
    private static final int SEEDS = 1_000_000;

    /** A thousandth of the least spread of right scores, and ten times what float32 loses in them. */
    private static final double ALIKE = 1e-6;

    @Test
    @Order(1)
    @DisplayName("is near 1 over the root of d_model, on average over many seeds")
    void mean(ReverseEngineering student, Scenarios scenarios) {
        var sizes = new RandomScores(scenarios.between(28, 36), scenarios.between(3, 5), scenarios.random());

        Spread answered = ask(student, scenarios, sizes);

        requireMean(sizes, sizes.right(), answered);
    }

    @Test
    @Order(2)
    @DisplayName("varies from seed to seed as much as scores of matrices of rank d_head do")
    void deviation(ReverseEngineering student, Scenarios scenarios) {
        var sizes = new RandomScores(scenarios.between(28, 36), scenarios.between(3, 5), scenarios.random());

        Spread answered = ask(student, scenarios, sizes);

        requireDeviation(sizes, sizes.right(), answered);
    }

    @Test
    @Order(3)
    @DisplayName("goes by the sizes that it is given: a wider stream and wider heads")
    void wider(ReverseEngineering student, Scenarios scenarios) {
        judge(
                student,
                scenarios,
                new RandomScores(scenarios.between(56, 64), scenarios.between(7, 9), scenarios.random()));
    }

    @Test
    @Order(4)
    @DisplayName("works for heads that are one wide")
    void rankOne(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, new RandomScores(scenarios.between(21, 27), 1, scenarios.random()));
    }

    @Test
    @Order(5)
    @DisplayName("works for heads as wide as the stream, and is 1 in a stream that is one wide")
    void edges(ReverseEngineering student, Scenarios scenarios) {
        int size = scenarios.between(6, 9);
        judge(student, scenarios, new RandomScores(size, size, scenarios.random()));
        double score = ask(student, 1, 1, scenarios.between(1, SEEDS));
        if (!areAlike("the score", 1, score)) {
            throw new WrongAnswer(String.format(
                    Locale.ROOT,
                    "the score at d_model 1, d_head 1: there is but one direction, expected 1, got %.4f",
                    score));
        }
    }

    @Test
    @Order(6)
    @DisplayName("gives the same score for the same seed, and another for another")
    void followsTheSeed(ReverseEngineering student, Scenarios scenarios) {
        long[] seeds = seeds(scenarios, 30);
        double[] once = Arrays.stream(seeds)
                .mapToDouble(seed -> ask(student, 24, 3, seed))
                .toArray();

        for (int i = seeds.length - 1; i >= 0; i--) {
            requireAlike(once[i], ask(student, 24, 3, seeds[i]), seeds[i]);
        }
        long different = Arrays.stream(once).distinct().count();
        if (different < seeds.length - 5) { // a few may coincide in float32
            throw new WrongAnswer(Misconception.SEED_IGNORED.sentence()
                    + "\n%d seeds, such as %d and %d, give %d different scores"
                            .formatted(seeds.length, seeds[0], seeds[1], different));
        }
    }

    @Test
    @Order(7)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        long seed = scenarios.between(1, SEEDS);

        double once = ask(student, 20, 3, seed);
        double other = ask(student, 33, 2, seed);
        ask(student, 20, 3, seed + 1);

        requireAlike(once, ask(student, 20, 3, seed), seed);
        requireAlike(other, ask(student, 33, 2, seed), seed);
    }

    private static void judge(ReverseEngineering student, Scenarios scenarios, RandomScores sizes) {
        Spread answered = ask(student, scenarios, sizes);
        Spread right = sizes.right();
        requireMean(sizes, right, answered);
        requireDeviation(sizes, right, answered);
    }

    private static void requireMean(RandomScores sizes, Spread right, Spread answered) {
        if (!right.hasMeanOf(answered)) {
            throw wrong(sizes, answered, "mean", right.mean(), answered.mean());
        }
    }

    private static void requireDeviation(RandomScores sizes, Spread right, Spread answered) {
        if (!right.hasDeviationOf(answered)) {
            throw wrong(sizes, answered, "standard deviation", right.deviation(), answered.deviation());
        }
    }

    private static WrongAnswer wrong(RandomScores sizes, Spread answered, String what, double expected, double got) {
        return new WrongAnswer(recognised(sizes, answered)
                + String.format(
                        Locale.ROOT,
                        "the %s of %d scores at d_model %d, d_head %d: expected about %.4f, got %.4f",
                        what,
                        answered.count(),
                        sizes.dModel(),
                        sizes.dHead(),
                        expected,
                        got));
    }

    private static String recognised(RandomScores sizes, Spread answered) {
        if (answered.deviation() < ALIKE) {
            return Misconception.SEED_IGNORED.sentence() + "\n";
        }
        return sizes.slips().stream()
                .filter(slip ->
                        slip.spread().hasMeanOf(answered) && slip.spread().hasDeviationOf(answered))
                .map(slip -> slip.misconception().sentence() + "\n")
                .findFirst()
                .orElse("");
    }

    private static Spread ask(ReverseEngineering student, Scenarios scenarios, RandomScores sizes) {
        return Spread.of(Arrays.stream(seeds(scenarios, ASKED))
                .mapToDouble(seed -> ask(student, sizes.dModel(), sizes.dHead(), seed))
                .toArray());
    }

    private static long[] seeds(Scenarios scenarios, int count) {
        return scenarios.random().longs(1, SEEDS).distinct().limit(count).toArray();
    }

    /** One score, from 0 to 1. */
    private static double ask(ReverseEngineering student, int dModel, int dHead, long seed) {
        double score = student.randomCompositionScore(dModel, dHead, seed);
        if (!(score >= 0 && score <= 1 + ALIKE)) {
            throw new WrongAnswer(String.format(
                    Locale.ROOT,
                    "the score at d_model %d, d_head %d, seed %d: expected a number from 0 to 1, got %.4f",
                    dModel,
                    dHead,
                    seed,
                    score));
        }
        return score;
    }

    private static boolean areAlike(String what, double one, double other) {
        double difference = Math.abs(one - other);
        Margins.note(new Margin(what, difference, ALIKE));
        return difference <= ALIKE;
    }

    private static void requireAlike(double once, double again, long seed) {
        if (!areAlike("the score, asked twice", once, again)) {
            throw new WrongAnswer(Misconception.SEED_IGNORED.sentence()
                    + String.format(
                            Locale.ROOT,
                            "%nthe score, asked twice with seed %d: first %.6f, then %.6f",
                            seed,
                            once,
                            again));
        }
    }
}
