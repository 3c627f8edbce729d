package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The facts of a model with a planted induction circuit")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelFactsTest {
    private static final int SPECIAL = PlantedModel.VOCABULARY - 1;
    private static final int BYTES = 120;
    private static final int[] TEXT =
            IntStream.range(0, 46).map(place -> place * 7 % 59).toArray();
    private static final Measuring MEASURING = new Measuring(SPECIAL, List.of(5, 11), 6, 3);

    private final HookedTransformer model;
    private final ModelFacts facts;

    ModelFactsTest(@TempDir Path folder) {
        model = PlantedModel.load(folder);
        facts = ModelFacts.measure(model, MEASURING, HeldOut.of(TEXT, BYTES));
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    @DisplayName("tell the head that looks one back")
    void previous() {
        assertThat(head(0, 1).previous()).isGreaterThan(0.99);
        assertThat(head(0, 0).previous()).isLessThan(0.3);
        assertThat(head(1, 0).previous()).isLessThan(0.3);
    }

    @Test
    @DisplayName("tell the head that completes repeats, up to the cells of its diagonal that it cannot fill")
    void induction() {
        double perfect = (5.0 / 7 + 11.0 / 13) / 2;
        assertThat(head(1, 0).induction()).isBetween(perfect - 0.12, perfect + 0.12);
        assertThat(List.of(head(0, 0), head(0, 1), head(1, 1))).allMatch(score -> score.induction() < 0.2);
    }

    @Test
    @DisplayName("tell how much worse the second copy is predicted without that head")
    void losses() {
        assertThat(facts.chance()).isCloseTo(Math.log(60), within(1e-9));
        assertThat(facts.repeats().second()).isLessThan(1);
        assertThat(facts.repeats().first()).isGreaterThan(3);
        assertThat(facts.withoutBestInductionHead().second()).isGreaterThan(3);
    }

    @Test
    @DisplayName("tell that induction needs the head that looks one back, and only that")
    void needs() {
        assertThat(facts.inductionWithout()).hasSize(2);
        assertThat(facts.inductionWithout().get(0)).isCloseTo(head(1, 0).induction(), within(0.05));
        assertThat(facts.inductionWithout().get(1)).isLessThan(head(1, 0).induction() / 4);
    }

    @Test
    @DisplayName("tell which heads compose, far above chance")
    void composition() {
        KeyComposition composition = facts.keyComposition();
        assertThat(composition.pairs()).hasSize(4);
        KeyComposition.Pair planted = composition.pairs().get(2);
        assertThat(planted.writer()).isEqualTo(1);
        assertThat(planted.reader()).isZero();
        // one rank-60 identity into another
        assertThat(planted.score()).isCloseTo(1 / Math.sqrt(60), within(1e-3));
        assertThat(planted.score()).isGreaterThan(composition.chanceMean() + 10 * composition.chanceDeviation());
        assertThat(composition.chanceMean()).isCloseTo(1 / Math.sqrt(144), within(0.01));
    }

    @Test
    @DisplayName("tell that the completing head copies tokens, alone and with another")
    void copying() {
        assertThat(facts.copying()).extracting(Copying::heads).containsExactly(List.of(0), List.of(1), List.of(0, 1));
        assertThat(facts.copying().get(0).top1()).isEqualTo(1);
        assertThat(facts.copying().get(1).top1()).isLessThan(0.2);
        assertThat(facts.copying().get(2).top1()).isEqualTo(1);
    }

    @Test
    @DisplayName("tell that one head looks one back by position alone, at every place")
    void positions() {
        assertThat(facts.positions().get(1).least()).isGreaterThan(0.99);
        assertThat(facts.positions().get(0).mean()).isLessThan(0.3);
    }

    @Test
    @DisplayName("give bits per byte of every token behind the special one")
    void bits() {
        double nats = 0;
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int row = 0; row < 2; row++) {
                var ids = new long[24];
                ids[0] = SPECIAL;
                for (int place = 0; place < 23; place++) {
                    ids[place + 1] = TEXT[row * 23 + place];
                }
                nats += 23 * model.loss(manager.create(ids, new Shape(1, 24))).getFloat();
            }
        }
        assertThat(facts.bitsPerByte()).isCloseTo(nats / Math.log(2) / BYTES, within(1e-4));
    }

    @Test
    @DisplayName("are the same when measured again, and leave no hook on the model")
    void repeatable() {
        assertThat(ModelFacts.measure(model, MEASURING, HeldOut.of(TEXT, BYTES)))
                .isEqualTo(facts);
    }

    @Test
    @DisplayName("are written as JSON under their own names")
    void json() {
        JsonNode json = JsonMapper.builder().build().valueToTree(facts);
        assertThat(json.at("/heads/2/induction").asDouble())
                .isEqualTo(head(1, 0).induction());
        assertThat(json.at("/keyComposition/chanceMean").isNumber()).isTrue();
        assertThat(json.at("/copying/2/heads/1").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("are not taken of a model with one layer")
    void oneLayer() {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(1)
                .nHeads(2)
                .dModel(8)
                .nCtx(24)
                .dVocab(60)
                .build();
        try (var other = HookedTransformer.seeded(new SeededModel(config, 1, 1), Device.cpu())) {
            assertThatThrownBy(() -> ModelFacts.measure(other, MEASURING, HeldOut.of(TEXT, BYTES)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("these facts are of models with two layers");
        }
    }

    private HeadScore head(int layer, int head) {
        return facts.heads().get(2 * layer + head);
    }
}
