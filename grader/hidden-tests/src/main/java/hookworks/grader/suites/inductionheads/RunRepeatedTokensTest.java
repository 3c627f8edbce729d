package hookworks.grader.suites.inductionheads;

import hookworks.exercises.InductionHeads;
import hookworks.exercises.RepeatedRun;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.config.HookedTransformerConfig;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code run-repeated-tokens}: the model is run once more on whatever tokens come back. */
@ExerciseTest(value = "run-repeated-tokens", mutants = RunRepeatedTokensMutants.class)
public final class RunRepeatedTokensTest {
    private static final int BATCH = 3;

    @Test
    @Order(1)
    @DisplayName("returns repeated tokens: BOS, a block, the same block again, in as many rows as are asked for")
    void returnsTokens(InductionHeads student, Scenarios scenarios) {
        var asked = asked(scenarios);
        try (var run = ask(student, asked, seed(scenarios))) {
            asked.read(run.tokens());
        }
    }

    @Test
    @Order(2)
    @DisplayName("returns the logits of these very tokens, of every row and position")
    void returnsLogits(InductionHeads student, Scenarios scenarios) {
        judge(student, scenarios, asked(scenarios), (run, rerun) -> rerun.judgeLogits(run));
    }

    @Test
    @Order(3)
    @DisplayName("returns a cache of every activation of that run, each with its batch axis")
    void returnsTheCache(InductionHeads student, Scenarios scenarios) {
        judge(student, scenarios, asked(scenarios), (run, rerun) -> rerun.judgeCache(run));
    }

    @Test
    @Order(4)
    @DisplayName("works for one row, for a block of one token, and for a context that is filled to the end")
    void edges(InductionHeads student, Scenarios scenarios) {
        int block = scenarios.between(7, 9);
        var model = Repeats.model(scenarios, 37, 2 * block + 1, scenarios.between(1, 36));

        judge(student, scenarios, new Repeats(model, block, 1));
        judge(student, scenarios, new Repeats(model, 1, BATCH));
        judge(student, scenarios, new Repeats(model, 1, 1));
    }

    @Test
    @Order(5)
    @DisplayName("works for other models: four layers, one head, and another BOS")
    void otherModels(InductionHeads student, Scenarios scenarios) {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(4)
                .nHeads(1)
                .dModel(19)
                .dHead(6)
                .nCtx(23)
                .dVocab(29)
                .build();

        judge(student, scenarios, new Repeats(scenarios.modelWithTokenizer(config, Scenarios.LIVELY, 28), 7, BATCH));
    }

    @Test
    @Order(6)
    @DisplayName("draws by the seed: the same run for the same seed, and another for another")
    void followsTheSeed(InductionHeads student, Scenarios scenarios) {
        var asked = asked(scenarios);
        long seed = seed(scenarios);

        long[] once = tokens(student, asked, seed);
        long[] other = tokens(student, asked, seed + 1);

        mustBeAlike(once, tokens(student, asked, seed), seed);
        if (Arrays.equals(once, other)) {
            throw new WrongAnswer(Misconception.SEED_IGNORED.sentence()
                    + "\nseeds %d and %d give the same tokens".formatted(seed, seed + 1));
        }
    }

    @Test
    @Order(7)
    @DisplayName("leaves the model as it was, and answers alike when asked again, with other questions in between")
    void askedAgain(InductionHeads student, Scenarios scenarios) {
        var asked = asked(scenarios);

        judge(student, scenarios, asked);
        judge(student, scenarios, new Repeats(asked.model(), 5, 2));
        judge(student, scenarios, new Repeats(Repeats.model(scenarios, 17, 24, 11), 6, 2));
        judge(student, scenarios, asked);
    }

    /** With room for more tokens than are asked for, so that a second BOS fits in. */
    private static Repeats asked(Scenarios scenarios) {
        int block = scenarios.between(6, 9);
        int vocabulary = scenarios.between(31, 41);
        var model = Repeats.model(scenarios, vocabulary, 2 * block + 5, scenarios.between(1, vocabulary - 1));
        return new Repeats(model, block, BATCH);
    }

    private static long seed(Scenarios scenarios) {
        return scenarios.between(1, 1_000_000);
    }

    private static void judge(InductionHeads student, Scenarios scenarios, Repeats asked) {
        judge(student, scenarios, asked, (run, rerun) -> rerun.judge(run));
    }

    private static void judge(
            InductionHeads student, Scenarios scenarios, Repeats asked, BiConsumer<RepeatedRun, Rerun> judgement) {
        try (var run = ask(student, asked, seed(scenarios));
                var rerun = Rerun.of(scenarios, asked.model(), asked.read(run.tokens()))) {
            judgement.accept(run, rerun);
        }
    }

    private static RepeatedRun ask(InductionHeads student, Repeats asked, long seed) {
        @Nullable RepeatedRun run = student.runRepeatedTokens(asked.model(), asked.block(), asked.batch(), seed);
        if (run == null) {
            throw new WrongAnswer("runRepeatedTokens returned null; expected RepeatedRun(tokens, logits, cache)");
        }
        return run;
    }

    private static long[] tokens(InductionHeads student, Repeats asked, long seed) {
        try (var run = ask(student, asked, seed)) {
            return Arrays.stream(asked.read(run.tokens()))
                    .flatMapToLong(Arrays::stream)
                    .toArray();
        }
    }

    private static void mustBeAlike(long[] once, long[] again, long seed) {
        int cell = Arrays.mismatch(once, again);
        if (cell >= 0) {
            throw new WrongAnswer(Misconception.SEED_IGNORED.sentence()
                    + "\nasked twice with seed %d, token number %d is first %d, then %d"
                            .formatted(seed, cell, once[cell], again[cell]));
        }
    }
}
