package hookworks.grader.suites.lensintroduction;

import hookworks.exercises.LensIntroduction;
import hookworks.exercises.TokenView;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.TextAnswer;
import hookworks.grader.suites.TextListAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The suite of {@code tokens-and-strings}: models whose words are numbered, so that every token is known beforehand, and
 * the bundled model, whose tokenizer splits words and characters.
 */
@ExerciseTest(value = "tokens-and-strings", mutants = TokensAndStringsMutants.class)
public final class TokensAndStringsTest {
    @Test
    @Order(1)
    @DisplayName("gives one text's tokens as [1, pos], with one BOS in front, whichever token that is")
    void tokens(LensIntroduction student, Scenarios scenarios) {
        givesTokens(scenarios, numberedWords(scenarios, true), student);
        givesTokens(scenarios, Reading.ofBundledModel(Reading.drawnText(scenarios)), student);
    }

    @Test
    @Order(2)
    @DisplayName("puts the BOS in front also for a model that does without one by habit")
    void habit(LensIntroduction student, Scenarios scenarios) {
        judge(scenarios, numberedWords(scenarios, false), student);
    }

    @Test
    @Order(3)
    @DisplayName("shows each token as a string of its own, that of the BOS first")
    void strings(LensIntroduction student, Scenarios scenarios) {
        showsStrings(numberedWords(scenarios, true), student);
        showsStrings(Reading.ofBundledModel(Reading.drawnText(scenarios)), student);
    }

    @Test
    @Order(4)
    @DisplayName("gives back to the letter what parts of words, spaces, line ends and emoji stand for together")
    void roundTrip(LensIntroduction student, Scenarios scenarios) {
        for (String around : List.of(" ", "\n")) {
            comesBack(Reading.ofBundledModel(around + Reading.drawnText(scenarios) + around), student);
        }
    }

    @Test
    @Order(5)
    @DisplayName("says on the way back what the tokens say, also where the text had more spaces")
    void roundTripThroughTokens(LensIntroduction student, Scenarios scenarios) {
        comesBack(numberedWords(scenarios, true), student);
    }

    @Test
    @Order(6)
    @DisplayName("leaves a BOS that the text itself spells out where it is")
    void spelledOut(LensIntroduction student, Scenarios scenarios) {
        String bos = Reading.ofBundledModel("").bosText();
        judge(
                scenarios,
                Reading.ofBundledModel(Reading.drawnText(scenarios) + bos + Reading.drawnText(scenarios)),
                student);
        judge(scenarios, Reading.ofBundledModel(bos + Reading.drawnText(scenarios)), student);
    }

    @Test
    @Order(7)
    @DisplayName("makes of an empty text the BOS alone")
    void emptyText(LensIntroduction student, Scenarios scenarios) {
        judge(scenarios, Reading.ofBundledModel(""), student);
        judge(scenarios, Reading.ofBundledModel(" "), student);
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other texts and models in between")
    void askedAgain(LensIntroduction student, Scenarios scenarios) {
        var reading = numberedWords(scenarios, true);

        judge(scenarios, reading, student);
        judge(scenarios, Reading.ofBundledModel(Reading.drawnText(scenarios)), student);
        judge(scenarios, Reading.ofNumberedWords(scenarios, reading.model(), 4), student);
        judge(scenarios, reading, student);
    }

    private static Reading numberedWords(Scenarios scenarios, boolean prependsByHabit) {
        var config = new Architectures(scenarios)
                .shortformer().toBuilder().defaultPrependBos(prependsByHabit).build();
        return Reading.ofNumberedWords(scenarios, Reading.numbered(scenarios, config), scenarios.between(6, 9));
    }

    private static void judge(Scenarios scenarios, Reading reading, LensIntroduction student) {
        givesTokens(scenarios, reading, student);
        showsStrings(reading, student);
        comesBack(reading, student);
    }

    private static TokenView ask(LensIntroduction student, Reading reading) {
        @Nullable TokenView view = student.tokenView(reading.model(), reading.text());
        if (view == null) {
            throw new WrongAnswer("tokenView returned null; expected TokenView(tokens, strTokens, roundTrip)");
        }
        return view;
    }

    private static void givesTokens(Scenarios scenarios, Reading reading, LensIntroduction student) {
        TensorAnswer.named("tokens", ask(student, reading).tokens(), "batch", "pos")
                .mustEqual(reading.tokens(scenarios), Tolerance.EXACT, () -> tokenMistakes(scenarios, reading));
    }

    private static List<Mistake> tokenMistakes(Scenarios scenarios, Reading reading) {
        var mistakes = new ArrayList<Mistake>();
        var twice = Stream.concat(Stream.of(reading.bos(), reading.bos()), reading.ids().stream());
        mistakes.add(new Mistake(Misconception.BOS_TWICE, Reading.batched(scenarios, twice)));
        mistakes.add(new Mistake(
                Misconception.BATCH_AXIS_DROPPED, reading.tokens(scenarios).squeeze(0)));
        if (!reading.ids().isEmpty()) {
            mistakes.add(new Mistake(Misconception.BOS_FORGOTTEN, Reading.batched(scenarios, reading.ids().stream())));
        }
        return mistakes;
    }

    private static void showsStrings(Reading reading, LensIntroduction student) {
        List<String> right = reading.strTokens();
        var twice = Stream.concat(Stream.of(reading.bosText()), right.stream()).toList();
        new TextListAnswer("strTokens", ask(student, reading).strTokens(), "position")
                .mustEqual(
                        right,
                        List.of(
                                new Slip<>(Misconception.BOS_FORGOTTEN, reading.pieces()),
                                new Slip<>(Misconception.BOS_TWICE, twice),
                                new Slip<>(Misconception.SPLIT_ON_SPACES, words(reading, true)),
                                new Slip<>(Misconception.SPLIT_ON_SPACES, words(reading, false))));
    }

    private static List<String> words(Reading reading, boolean withBos) {
        var words = List.of(reading.text().strip().split("\\s+"));
        return withBos
                ? Stream.concat(Stream.of(reading.bosText()), words.stream()).toList()
                : words;
    }

    private static void comesBack(Reading reading, LensIntroduction student) {
        String right = reading.together();
        String bos = reading.bosText();
        new TextAnswer("roundTrip", ask(student, reading).roundTrip())
                .mustEqual(
                        right,
                        List.of(
                                new Slip<>(Misconception.BOS_KEPT, bos + right),
                                new Slip<>(Misconception.BOS_KEPT, bos + " " + right),
                                new Slip<>(Misconception.TEXT_HANDED_BACK, reading.text()),
                                new Slip<>(Misconception.EDGES_STRIPPED, right.strip()),
                                new Slip<>(Misconception.DECODED_ALONE, String.join("", reading.pieces())),
                                new Slip<>(Misconception.SPECIAL_TOKENS_DROPPED, right.replace(bos, ""))));
    }
}
