package hookworks.grader.suites.lensintroduction;

import hookworks.exercises.LensIntroduction;
import hookworks.exercises.ModelShape;
import hookworks.grader.suites.Count;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.Slip;
import hookworks.grader.suites.TextAnswer;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.PositionalEmbedding;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code inspect-model}: models of four architectures, no two of whose sizes are alike. */
@ExerciseTest(value = "inspect-model", mutants = InspectModelMutants.class)
public final class InspectModelTest {
    /** Layers, heads, widths, context and vocabulary of GPT-2 small, of the original course's model, and of ours. */
    private static final long[] WELL_KNOWN = {12, 768, 64, 1024, 50257, 2, 2048, 50278, 4, 192, 32, 128};

    @Test
    @Order(1)
    @DisplayName("counts the layers, and the heads of one layer")
    void layersAndHeads(LensIntroduction student, Scenarios scenarios) {
        for (var config : new Architectures(scenarios).all()) {
            countsLayersAndHeads(config, ask(student, scenarios, config));
        }
    }

    @Test
    @Order(2)
    @DisplayName("gives the width of the stream, and that of one head where heads do not add up to it")
    void widths(LensIntroduction student, Scenarios scenarios) {
        for (var config : new Architectures(scenarios).all()) {
            givesWidths(config, ask(student, scenarios, config));
        }
    }

    @Test
    @Order(3)
    @DisplayName("gives the longest sequence, also of a model without a table of positions")
    void context(LensIntroduction student, Scenarios scenarios) {
        for (var config : new Architectures(scenarios).all()) {
            givesContext(config, ask(student, scenarios, config));
        }
    }

    @Test
    @Order(4)
    @DisplayName("gives how many tokens the model reads, also where it predicts another number")
    void vocabulary(LensIntroduction student, Scenarios scenarios) {
        for (var config : new Architectures(scenarios).all()) {
            givesVocabulary(config, ask(student, scenarios, config));
        }
    }

    @Test
    @Order(5)
    @DisplayName("says whether the model is attention-only, whatever its normalization and positions")
    void attentionOnly(LensIntroduction student, Scenarios scenarios) {
        for (var config : new Architectures(scenarios).all()) {
            saysWhetherAttentionOnly(config, ask(student, scenarios, config));
        }
    }

    @Test
    @Order(6)
    @DisplayName("names how positions enter: standard, shortformer, rotary or alibi")
    void positions(LensIntroduction student, Scenarios scenarios) {
        for (var config : new Architectures(scenarios).all()) {
            namesPositions(config, ask(student, scenarios, config));
        }
    }

    @Test
    @Order(7)
    @DisplayName("works for one layer with one head")
    void smallest(LensIntroduction student, Scenarios scenarios) {
        judge(student, scenarios, new Architectures(scenarios).smallest());
    }

    @Test
    @Order(8)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(LensIntroduction student, Scenarios scenarios) {
        var architectures = new Architectures(scenarios);
        var config = architectures.shortformer();

        judge(student, scenarios, config);
        judge(student, scenarios, architectures.standard());
        judge(student, scenarios, config);
    }

    private static void judge(LensIntroduction student, Scenarios scenarios, HookedTransformerConfig config) {
        ModelShape shape = ask(student, scenarios, config);
        countsLayersAndHeads(config, shape);
        givesWidths(config, shape);
        givesContext(config, shape);
        givesVocabulary(config, shape);
        saysWhetherAttentionOnly(config, shape);
        namesPositions(config, shape);
    }

    private static ModelShape ask(LensIntroduction student, Scenarios scenarios, HookedTransformerConfig config) {
        @Nullable ModelShape shape = student.inspectModel(scenarios.model(config, 1));
        if (shape == null) {
            throw new WrongAnswer("inspectModel returned null; expected a ModelShape of eight figures");
        }
        return shape;
    }

    private static void countsLayersAndHeads(HookedTransformerConfig config, ModelShape shape) {
        int layers = config.nLayers();
        int heads = config.nHeads();
        Count.mustEqual("layers", layers, shape.layers(), "layers are the blocks of the model", slips());
        Count.mustEqual(
                "heads",
                heads,
                shape.heads(),
                "each of the %d layers has %d heads that ask".formatted(layers, heads),
                slips(Misconception.HEADS_OF_ALL_LAYERS, (long) layers * heads));
    }

    private static void givesWidths(HookedTransformerConfig config, ModelShape shape) {
        int width = config.dModel();
        int heads = config.nHeads();
        Count.mustEqual("dModel", width, shape.dModel(), "it is the width of the residual stream", slips());
        Count.mustEqual(
                "dHead",
                config.dHead(),
                shape.dHead(),
                "it is the width of one head, of which there are %d in a stream of %d".formatted(heads, width),
                slips(Misconception.HEAD_WIDTH_DERIVED, width / heads));
    }

    private static void givesContext(HookedTransformerConfig config, ModelShape shape) {
        Count.mustEqual(
                "context", config.nCtx(), shape.context(), "it is the longest sequence that the model takes", slips());
    }

    private static void givesVocabulary(HookedTransformerConfig config, ModelShape shape) {
        Count.mustEqual(
                "vocabulary",
                config.dVocab(),
                shape.vocabulary(),
                "token ids go from 0 to %d".formatted(config.dVocab() - 1),
                slips(Misconception.OUTPUT_VOCABULARY, config.dVocabOut()));
    }

    private static void saysWhetherAttentionOnly(HookedTransformerConfig config, ModelShape shape) {
        if (config.attnOnly() != shape.attentionOnly()) {
            throw new WrongAnswer("attentionOnly: expected %s, got %s; the model has %s"
                    .formatted(
                            config.attnOnly(),
                            shape.attentionOnly(),
                            config.attnOnly() ? "no MLP in any layer" : "an MLP in each layer"));
        }
    }

    private static void namesPositions(HookedTransformerConfig config, ModelShape shape) {
        String name = switch (config.positional()) {
            case PositionalEmbedding.Standard standard -> "standard";
            case PositionalEmbedding.Shortformer shortformer -> "shortformer";
            case PositionalEmbedding.Rotary rotary -> "rotary";
            case PositionalEmbedding.Alibi alibi -> "alibi";
        };
        new TextAnswer("positions", shape.positions()).mustEqual(name, List.of());
    }

    private static List<Slip<Long>> slips() {
        return LongStream.of(WELL_KNOWN)
                .mapToObj(figure -> new Slip<>(Misconception.HARD_CODED_SIZE, figure))
                .toList();
    }

    private static List<Slip<Long>> slips(Misconception misconception, long figure) {
        return Stream.concat(Stream.of(new Slip<>(misconception, figure)), slips().stream())
                .toList();
    }
}
