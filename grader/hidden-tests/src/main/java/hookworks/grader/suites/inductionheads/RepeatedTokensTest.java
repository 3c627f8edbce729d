package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.InductionHeads;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.HookedTransformer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The suite of {@code repeated-tokens}: properties of what is drawn, on models of which each has another BOS. Bounds on
 * frequencies are so wide that a right answer misses them less than once in a million runs, BOS among the drawn or not.
 */
@ExerciseTest(value = "repeated-tokens", mutants = RepeatedTokensMutants.class)
public final class RepeatedTokensTest {
    @Test
    @Order(1)
    @DisplayName("begins each row with BOS, then writes a block of tokens, then the same block again")
    void repeats(InductionHeads student, Scenarios scenarios) {
        var model = Repeats.model(scenarios, scenarios.between(31, 47), 64, scenarios.between(1, 29));

        ask(student, model, scenarios.between(7, 12), 3, seed(scenarios));
        ask(student, model, scenarios.between(13, 16), 5, seed(scenarios));
    }

    @Test
    @Order(2)
    @DisplayName("takes BOS from the model's tokenizer, whichever number it has there")
    void takesTheModelsBos(InductionHeads student, Scenarios scenarios) {
        int vocabulary = scenarios.between(31, 47);
        for (int bos : new int[] {0, scenarios.between(1, vocabulary - 2), vocabulary - 1}) {
            ask(student, Repeats.model(scenarios, vocabulary, 32, bos), 8, 3, seed(scenarios));
        }
    }

    @Test
    @Order(3)
    @DisplayName("draws a block of its own for each row")
    void rowsDiffer(InductionHeads student, Scenarios scenarios) {
        var model = Repeats.model(scenarios, scenarios.between(31, 47), 64, 3);

        long[][] rows = ask(student, model, 20, 4, seed(scenarios));

        for (int row = 1; row < rows.length; row++) {
            for (int other = 0; other < row; other++) {
                if (Arrays.equals(rows[row], rows[other])) {
                    throw new WrongAnswer(Misconception.ROWS_ALIKE.sentence()
                            + "\nbatch %d and batch %d hold the same %d tokens"
                                    .formatted(other, row, rows[row].length));
                }
            }
        }
    }

    @Test
    @Order(4)
    @DisplayName("draws from the whole vocabulary, evenly, and from nothing else")
    void drawsEvenly(InductionHeads student, Scenarios scenarios) {
        int vocabulary = 5;
        int block = 400;
        int batch = 3;
        int bos = scenarios.between(1, 3);
        var model = Repeats.model(scenarios, vocabulary, 2 * block + 1, bos);

        long[][] rows = ask(student, model, block, batch, seed(scenarios));

        for (int token = 0; token < vocabulary; token++) {
            int seen = count(rows, block, token);
            // 240 are expected, or 300 where BOS is not drawn, each with a standard deviation below 16
            if (token != bos && (seen < 160 || seen > 390)) {
                throw new WrongAnswer(Misconception.OUTSIDE_VOCABULARY.sentence()
                        + "\ntoken %d came up %d times in %d draws from %d tokens; expected about %d"
                                .formatted(token, seen, block * batch, vocabulary, block * batch / vocabulary));
            }
        }
    }

    @Test
    @Order(5)
    @DisplayName("draws each token without regard to the others: a token may come twice in a block, in any order")
    void drawsIndependently(InductionHeads student, Scenarios scenarios) {
        int block = 40;
        var model = Repeats.model(scenarios, 53, 81, scenarios.between(0, 52));

        long[][] rows = ask(student, model, block, 3, seed(scenarios));

        for (int row = 0; row < rows.length; row++) {
            long[] first = Arrays.copyOfRange(rows[row], 1, block + 1);
            long[] sorted = Arrays.stream(first).sorted().toArray();
            if (Arrays.stream(first).distinct().count() == block) {
                throw new WrongAnswer(
                        "batch %d: %d draws from 53 tokens gave %d different ones, which chance does not do; let a token come again"
                                .formatted(row, block, block));
            }
            if (Arrays.equals(first, sorted)) {
                throw new WrongAnswer(
                        "batch %d: the %d tokens of the block stand in ascending order, which chance does not do"
                                .formatted(row, block));
            }
        }
    }

    @Test
    @Order(6)
    @DisplayName("gives the same tokens for the same seed, and others for another")
    void followsTheSeed(InductionHeads student, Scenarios scenarios) {
        var model = Repeats.model(scenarios, scenarios.between(31, 47), 64, 5);
        long seed = seed(scenarios);

        long[][] once = ask(student, model, 20, 3, seed);
        long[][] other = ask(student, model, 20, 3, seed + 1);
        long[][] again = ask(student, model, 20, 3, seed);

        requireEqual(once, again, seed);
        if (Arrays.deepEquals(once, other)) {
            throw new WrongAnswer(Misconception.SEED_IGNORED.sentence()
                    + "\nseeds %d and %d give the same %d tokens".formatted(seed, seed + 1, 3 * once[0].length));
        }
    }

    @Test
    @Order(7)
    @DisplayName("works for one row, for a block of one token, and for a block longer than the vocabulary")
    void edges(InductionHeads student, Scenarios scenarios) {
        var model = Repeats.model(scenarios, 11, 64, scenarios.between(1, 10));

        ask(student, model, 6, 1, seed(scenarios));
        ask(student, model, 1, 3, seed(scenarios));
        ask(student, model, 1, 1, seed(scenarios));
        ask(student, model, 29, 2, seed(scenarios));
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(InductionHeads student, Scenarios scenarios) {
        var model = Repeats.model(scenarios, 37, 64, 2);
        var otherModel = Repeats.model(scenarios, 13, 64, 12);
        long seed = seed(scenarios);

        long[][] once = ask(student, model, 9, 4, seed);
        ask(student, otherModel, 5, 2, seed);
        ask(student, model, 9, 4, seed(scenarios));

        requireEqual(once, ask(student, model, 9, 4, seed), seed);
    }

    private static long seed(Scenarios scenarios) {
        return scenarios.between(1, 1_000_000);
    }

    private static long[][] ask(InductionHeads student, HookedTransformer model, int block, int batch, long seed) {
        try (@Nullable NDArray tokens = student.repeatedTokens(model, block, batch, seed)) {
            return new Repeats(model, block, batch).read(tokens);
        }
    }

    private static int count(long[][] rows, int block, long token) {
        return (int) Arrays.stream(rows)
                .flatMapToLong(row -> Arrays.stream(row, 1, block + 1))
                .filter(drawn -> drawn == token)
                .count();
    }

    private static void requireEqual(long[][] once, long[][] again, long seed) {
        for (int row = 0; row < once.length; row++) {
            int pos = Arrays.mismatch(once[row], again[row]);
            if (pos >= 0) {
                throw new WrongAnswer(Misconception.SEED_IGNORED.sentence()
                        + "\ntokens at batch %d, pos %d, asked twice with seed %d: first %d, then %d"
                                .formatted(row, pos, seed, once[row][pos], again[row][pos]));
            }
        }
    }
}
