package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The bundled model, on repeats that it never saw,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundledModelTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long FRESH_SEED = 20_261_124;
    /** Text that says nothing about the model: bits per byte are not judged here. */
    private static final HeldOut ANY_TEXT = HeldOut.of(IntStream.range(0, 200).toArray(), 400);

    private ModelFacts facts;

    @BeforeAll
    void measure(@TempDir Path folder) throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        try (InputStream bundled = bundled("weights.safetensors")) {
            Files.copy(bundled, weights);
        }
        var config = HookedTransformerConfig.fromJson(text("config.json"));
        try (var model = HookedTransformer.fromFile(config, weights, Device.cpu())) {
            facts = ModelFacts.measure(model, Measuring.of(config.dVocab() - 1, config.nCtx(), FRESH_SEED), ANY_TEXT);
        }
    }

    @Test
    @DisplayName("has one head in layer 0 that looks one back, by position alone and over the whole context")
    void previousTokenHead() {
        List<HeadScore> heads = layer(0, Comparator.comparingDouble(HeadScore::previous));
        assertThat(heads.get(0).previous()).isGreaterThan(0.9);
        assertThat(heads.get(1).previous()).isLessThan(0.4);
        assertThat(facts.positions().get(heads.get(0).head()).mean()).isGreaterThan(0.9);
    }

    @Test
    @DisplayName("has two clear induction heads in layer 1, and at least one head that is none")
    void inductionHeads() {
        List<HeadScore> heads = layer(1, Comparator.comparingDouble(HeadScore::induction));
        assertThat(heads.get(1).induction()).isGreaterThan(0.8);
        assertThat(heads.getLast().induction()).isLessThan(0.2);
        assertThat(layer(0, Comparator.comparingDouble(HeadScore::induction))
                        .getFirst()
                        .induction())
                .isLessThan(0.1);
    }

    @Test
    @DisplayName("predicts the second copy far better than the first, and needs its best induction head for it")
    void losses() {
        assertThat(facts.repeats().first()).isGreaterThan(facts.chance());
        assertThat(facts.repeats().second()).isLessThan(facts.repeats().first() - 3);
        assertThat(facts.withoutBestInductionHead().second())
                .isGreaterThan(2 * facts.repeats().second());
    }

    @Test
    @DisplayName("completes repeats only through the head that looks one back")
    void targetedAblation() {
        int previous = layer(0, Comparator.comparingDouble(HeadScore::previous))
                .getFirst()
                .head();
        double whole = layer(1, Comparator.comparingDouble(HeadScore::induction))
                .getFirst()
                .induction();
        for (int head = 0; head < facts.inductionWithout().size(); head++) {
            double without = facts.inductionWithout().get(head);
            if (head == previous) {
                assertThat(without).isLessThan(whole / 4);
            } else {
                assertThat(without).isGreaterThan(whole / 2);
            }
        }
    }

    @Test
    @DisplayName("lets each induction head read that head's writing with its keys, more than any other's")
    void keyComposition() {
        int previous = layer(0, Comparator.comparingDouble(HeadScore::previous))
                .getFirst()
                .head();
        double clear = facts.keyComposition().chanceMean()
                + 10 * facts.keyComposition().chanceDeviation();
        for (HeadScore reader : layer(1, Comparator.comparingDouble(HeadScore::induction))) {
            List<KeyComposition.Pair> column = facts.keyComposition().pairs().stream()
                    .filter(pair -> pair.reader() == reader.head())
                    .sorted(Comparator.comparingDouble(KeyComposition.Pair::score)
                            .reversed())
                    .toList();
            if (reader.induction() > 0.6) {
                assertThat(column.getFirst().writer()).isEqualTo(previous);
                assertThat(column.getFirst().score()).isGreaterThan(clear);
            }
        }
    }

    @Test
    @DisplayName("copies tokens better with two induction heads together than with either alone")
    void copying() {
        double pair = facts.copying().getLast().top1();
        assertThat(pair).isGreaterThan(0.9);
        assertThat(facts.copying().subList(0, facts.copying().size() - 1))
                .allMatch(alone -> alone.top1() < pair - 0.02);
    }

    @Test
    @DisplayName("comes with the record of its training, in which the circuit can be seen to form")
    void record() throws IOException {
        JsonNode record = JSON.readTree(text("training.json"));
        assertThat(record.path("recipe")).isEqualTo(JSON.readTree(JSON.writeValueAsString(ToyRecipe.bundled())));
        assertThat(record.at("/history/0/induction").asDouble()).isLessThan(0.1);
        JsonNode last = record.path("history").get(record.path("history").size() - 1);
        assertThat(last.path("step").asInt()).isEqualTo(ToyRecipe.bundled().steps());
        assertThat(last.path("induction").asDouble()).isGreaterThan(0.6);
    }

    @Test
    @DisplayName("comes with a tokenizer of its own size")
    void tokenizer() throws IOException {
        JsonNode tokenizer = JSON.readTree(text("tokenizer.json"));
        assertThat(tokenizer.at("/model/vocab"))
                .hasSize(ToyRecipe.bundled().size().dVocab());
    }

    private List<HeadScore> layer(int layer, Comparator<HeadScore> order) {
        return facts.heads().stream()
                .filter(head -> head.layer() == layer)
                .sorted(order.reversed())
                .toList();
    }

    private static String text(String file) throws IOException {
        try (InputStream in = bundled(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream bundled(String file) {
        return Objects.requireNonNull(
                HookedTransformer.class.getResourceAsStream("bundled/" + file), "no bundled " + file);
    }
}
