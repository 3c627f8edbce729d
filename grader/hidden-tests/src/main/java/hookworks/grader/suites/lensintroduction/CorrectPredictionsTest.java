package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Guesses;
import hookworks.exercises.LensIntroduction;
import hookworks.grader.suites.Count;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.config.HookedTransformerConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code correct-predictions}: random models on passages of which they guess about half. */
@ExerciseTest(value = "correct-predictions", mutants = CorrectPredictionsMutants.class)
public final class CorrectPredictionsTest {
    private static final int BATCH = 3;

    @Test
    @Order(1)
    @DisplayName("marks each position whose most likely next token is the one that follows")
    void marksEachPosition(LensIntroduction student, Scenarios scenarios) {
        var passage = someHits(scenarios);

        marksHits(passage, scenarios, ask(student, scenarios, passage));
    }

    @Test
    @Order(2)
    @DisplayName("counts every hit of every row")
    void countsHits(LensIntroduction student, Scenarios scenarios) {
        var passage = someHits(scenarios);

        countsHits(passage, ask(student, scenarios, passage));
    }

    @Test
    @Order(3)
    @DisplayName("compares N - 1 positions of each row: the first included, the last left out")
    void comparesAllButTheLast(LensIntroduction student, Scenarios scenarios) {
        var passage = someHits(scenarios);

        long expected = (long) passage.batch() * (passage.length() - 1);
        Count.mustEqual(
                "total",
                expected,
                ask(student, scenarios, passage).total(),
                "each of %d rows has %d tokens, and the last has no next one to compare with"
                        .formatted(passage.batch(), passage.length()));
    }

    @Test
    @Order(4)
    @DisplayName("finds every position a hit where the passage is what the model itself would write")
    void allHits(LensIntroduction student, Scenarios scenarios) {
        judge(student, scenarios, Passage.drawn(scenarios, scenarios::model, BATCH, 11, 1));
    }

    @Test
    @Order(5)
    @DisplayName("finds no hit where the passage avoids every guess")
    void noHits(LensIntroduction student, Scenarios scenarios) {
        judge(student, scenarios, Passage.drawn(scenarios, scenarios::model, BATCH, 12, 0));
    }

    @Test
    @Order(6)
    @DisplayName("works for one row, and for as few as two tokens")
    void smallest(LensIntroduction student, Scenarios scenarios) {
        judge(student, scenarios, Passage.drawn(scenarios, scenarios::model, 1, 13, 0.5));
        judge(student, scenarios, Passage.drawn(scenarios, scenarios::model, 1, 2, 1));
        judge(student, scenarios, Passage.drawn(scenarios, scenarios::model, BATCH, 2, 0.5));
    }

    @Test
    @Order(7)
    @DisplayName("works for other models: more layers, one head, and a context filled to the end")
    void otherModels(LensIntroduction student, Scenarios scenarios) {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(4)
                .nHeads(1)
                .dModel(29)
                .dHead(6)
                .nCtx(9)
                .dVocab(53)
                .build();

        judge(student, scenarios, Passage.drawn(scenarios, () -> scenarios.model(config, 1), BATCH, 9, 0.5));
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(LensIntroduction student, Scenarios scenarios) {
        var passage = someHits(scenarios);

        judge(student, scenarios, passage);
        judge(student, scenarios, Passage.drawn(scenarios, passage::model, 2, 7, 0.5));
        judge(student, scenarios, passage);
    }

    private static Passage someHits(Scenarios scenarios) {
        return Passage.drawn(scenarios, scenarios::model, BATCH, scenarios.between(9, 14), 0.5);
    }

    private static void judge(LensIntroduction student, Scenarios scenarios, Passage passage) {
        var guesses = ask(student, scenarios, passage);
        marksHits(passage, scenarios, guesses);
        countsHits(passage, guesses);
        Count.mustEqual(
                "total",
                (long) passage.batch() * (passage.length() - 1),
                guesses.total(),
                "it is how many cells hits has");
    }

    private static Guesses ask(LensIntroduction student, Scenarios scenarios, Passage passage) {
        @Nullable Guesses guesses = student.correctPredictions(passage.model(), passage.tensor(scenarios));
        if (guesses == null) {
            throw new WrongAnswer("correctPredictions returned null; expected Guesses(correct, total, hits)");
        }
        return guesses;
    }

    private static void countsHits(Passage passage, Guesses guesses) {
        long expected = 0;
        for (int row = 0; row < passage.batch(); row++) {
            for (int pos = 0; pos + 1 < passage.length(); pos++) {
                expected += passage.hits(row, pos, pos + 1) ? 1 : 0;
            }
        }
        Count.mustEqual(
                "correct", expected, guesses.correct(), "it counts the hits of all %d rows".formatted(passage.batch()));
    }

    private static void marksHits(Passage passage, Scenarios scenarios, Guesses guesses) {
        TensorAnswer.named("hits", guesses.hits(), "batch", "pos")
                .mustEqual(passage.hits(scenarios), Tolerance.EXACT, () -> mistakes(passage, scenarios));
    }

    private static List<Mistake> mistakes(Passage passage, Scenarios scenarios) {
        int length = passage.length();
        var mistakes = new ArrayList<Mistake>();
        mistakes.add(mistake(
                Misconception.NEXT_TOKEN_SHIFT,
                passage.cells(scenarios, length - 1, (row, pos) -> passage.hits(row, pos, pos))));
        mistakes.add(mistake(
                Misconception.NEXT_TOKEN_SHIFT,
                passage.cells(scenarios, length, (row, pos) -> passage.hits(row, pos, pos))));
        mistakes.add(mistake(
                Misconception.NEXT_TOKEN_SHIFT,
                passage.cells(scenarios, length - 1, (row, pos) -> passage.hits(row, pos + 1, pos))));
        mistakes.add(mistake(
                Misconception.BOS_COUNTED,
                passage.cells(scenarios, length - 1, (row, pos) -> pos > 0 && passage.hits(row, pos, pos + 1))));
        mistakes.add(mistake(
                Misconception.BATCH_COLLAPSED,
                passage.cells(scenarios, length - 1, (row, pos) -> passage.hits(0, pos, pos + 1))));
        if (length > 2) {
            mistakes.add(mistake(
                    Misconception.BOS_COUNTED,
                    passage.cells(scenarios, length - 2, (row, pos) -> passage.hits(row, pos + 1, pos + 2))));
        }
        return mistakes;
    }

    private static Mistake mistake(Misconception misconception, NDArray hits) {
        return new Mistake(misconception, hits);
    }
}
