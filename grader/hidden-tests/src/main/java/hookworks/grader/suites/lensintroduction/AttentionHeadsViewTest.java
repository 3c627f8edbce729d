package hookworks.grader.suites.lensintroduction;

import hookworks.exercises.AttentionView;
import hookworks.exercises.LensIntroduction;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.TextListAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.Normalization;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code attention-heads-view}: models whose every head looks elsewhere, and the bundled model. */
@ExerciseTest(value = "attention-heads-view", mutants = AttentionHeadsViewMutants.class)
public final class AttentionHeadsViewTest {
    @Test
    @Order(1)
    @DisplayName("gives the pattern of each head of the layer, [head, query, key], without a batch axis")
    void pattern(LensIntroduction student, Scenarios scenarios) {
        var reading = drawn(scenarios, new Architectures(scenarios).shortformer());
        int layer = scenarios.between(1, 2);

        givesPattern(scenarios, reading, layer, ask(student, reading, layer));
    }

    @Test
    @Order(2)
    @DisplayName("lists the strings of the tokens that the model read, that of the BOS first")
    void tokens(LensIntroduction student, Scenarios scenarios) {
        var numbered = drawn(scenarios, new Architectures(scenarios).shortformer());
        listsTokens(numbered, ask(student, numbered, 0));

        var trained = Reading.ofBundledModel(Reading.drawnText(scenarios));
        listsTokens(trained, ask(student, trained, 1));
    }

    @Test
    @Order(3)
    @DisplayName("names each head by its layer and its place, both counted from 0")
    void names(LensIntroduction student, Scenarios scenarios) {
        var reading = drawn(scenarios, new Architectures(scenarios).shortformer());
        for (int layer = 0; layer < 3; layer++) {
            namesHeads(scenarios, reading, layer, ask(student, reading, layer));
        }
    }

    @Test
    @Order(4)
    @DisplayName("shows the layer that is asked for, from the first to the last, past layer 9 too")
    void layers(LensIntroduction student, Scenarios scenarios) {
        var config = new Architectures(scenarios)
                .shortformer().toBuilder().nLayers(12).build();
        var reading = drawn(scenarios, normalized(config));
        for (int layer : new int[] {11, 0, 10, 1}) {
            judge(student, scenarios, reading, layer);
        }
    }

    @Test
    @Order(5)
    @DisplayName("works for other models: with MLPs, normalization and every kind of position")
    void otherModels(LensIntroduction student, Scenarios scenarios) {
        var architectures = new Architectures(scenarios);
        for (var config :
                List.of(architectures.standard(), architectures.rotary(), normalized(architectures.alibi()))) {
            judge(student, scenarios, drawn(scenarios, config), 2);
        }
    }

    @Test
    @Order(6)
    @DisplayName("works for one head, one word, and for an empty text, of which the model reads the BOS alone")
    void edges(LensIntroduction student, Scenarios scenarios) {
        var config = new Architectures(scenarios).smallest();
        var model = Reading.numbered(scenarios, config);
        for (int words : new int[] {5, 1, 0}) {
            judge(student, scenarios, Reading.ofNumberedWords(scenarios, model, words), 0);
        }
    }

    @Test
    @Order(7)
    @DisplayName("shows what the bundled model's heads do on a text of parts of words, spaces and emoji")
    void bundledModel(LensIntroduction student, Scenarios scenarios) {
        var reading = Reading.ofBundledModel(Reading.drawnText(scenarios));
        judge(student, scenarios, reading, 1);
        judge(student, scenarios, reading, 0);
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between, and leaves no hook on the model")
    void askedAgain(LensIntroduction student, Scenarios scenarios) {
        var reading = drawn(scenarios, new Architectures(scenarios).shortformer());

        judge(student, scenarios, reading, 2);
        judge(student, scenarios, Reading.ofNumberedWords(scenarios, reading.model(), 5), 1);
        judge(student, scenarios, reading, 2);
    }

    /** Without normalization a stream of random layers grows so large that rounding decides between two keys. */
    private static HookedTransformerConfig normalized(HookedTransformerConfig config) {
        return config.toBuilder()
                .normalization(Normalization.of(Normalization.Kind.RMS))
                .build();
    }

    /** Of other lengths than there are heads. */
    private static Reading drawn(Scenarios scenarios, HookedTransformerConfig config) {
        return Reading.ofNumberedWords(scenarios, Reading.numbered(scenarios, config), scenarios.between(9, 13));
    }

    private static void judge(LensIntroduction student, Scenarios scenarios, Reading reading, int layer) {
        AttentionView view = ask(student, reading, layer);
        givesPattern(scenarios, reading, layer, view);
        listsTokens(reading, view);
        namesHeads(scenarios, reading, layer, view);
    }

    private static AttentionView ask(LensIntroduction student, Reading reading, int layer) {
        @Nullable AttentionView view = student.attentionView(reading.model(), reading.text(), layer);
        if (view == null) {
            throw new WrongAnswer("attentionView returned null; expected AttentionView(tokens, pattern, headNames)");
        }
        return view;
    }

    private static void givesPattern(Scenarios scenarios, Reading reading, int layer, AttentionView view) {
        var heads = new HeadsOfLayer(scenarios, reading, layer);
        TensorAnswer.named("pattern", view.pattern(), "head", "query", "key")
                .mustEqual(heads.pattern(), Tolerance.FLOAT32_SUM, heads::mistakes);
    }

    private static void listsTokens(Reading reading, AttentionView view) {
        List<String> right = reading.strTokens();
        var twice = Stream.concat(Stream.of(reading.bosText()), right.stream()).toList();
        var words = List.of(reading.text().strip().split("\\s+"));
        new TextListAnswer("tokens", view.tokens(), "position")
                .mustEqual(
                        right,
                        List.of(
                                new Slip<>(Misconception.BOS_FORGOTTEN, reading.pieces()),
                                new Slip<>(Misconception.BOS_TWICE, twice),
                                new Slip<>(Misconception.SPLIT_ON_SPACES, words)));
    }

    private static void namesHeads(Scenarios scenarios, Reading reading, int layer, AttentionView view) {
        var heads = new HeadsOfLayer(scenarios, reading, layer);
        new TextListAnswer("headNames", view.headNames(), "head").mustEqual(heads.headNames(), heads.nameSlips());
    }
}
