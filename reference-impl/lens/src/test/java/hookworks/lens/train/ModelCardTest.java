package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import hookworks.lens.HookedTransformer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bundled model's card")
class ModelCardTest {
    private static final double FLOAT32 = 1e-3;

    private static ModelCard shipped() throws IOException {
        try (InputStream card = HookedTransformer.class.getResourceAsStream("bundled/facts.json")) {
            assertThat(card).as("facts.json beside the bundled weights").isNotNull();
            return ModelCard.fromJson(new String(card.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("says what measuring the model again says")
    void measuredAgain() throws IOException {
        ModelCard shipped = shipped();
        try (HookedTransformer model = HookedTransformer.bundled(Device.cpu())) {
            int special = Math.toIntExact(model.texts().tokenizer().bosTokenId());
            ModelFacts again = ModelCard.of(model, special, null).facts();

            assertThat(shipped.measuring().special()).isEqualTo(special);
            assertThat(again.repeats().second())
                    .isCloseTo(shipped.facts().repeats().second(), within(FLOAT32));
            assertThat(again.heads()).hasSameSizeAs(shipped.facts().heads());
            for (int head = 0; head < again.heads().size(); head++) {
                HeadScore ours = again.heads().get(head);
                HeadScore theirs = shipped.facts().heads().get(head);
                assertThat(ours.induction()).isCloseTo(theirs.induction(), within(FLOAT32));
                assertThat(ours.previous()).isCloseTo(theirs.previous(), within(FLOAT32));
            }
        }
    }

    @Test
    @DisplayName("shows the circuit that the course is about")
    void circuit() throws IOException {
        ModelFacts facts = shipped().facts();
        assertThat(facts.heads().stream().filter(head -> head.layer() == 0 && head.previous() > 0.7))
                .hasSize(1);
        assertThat(facts.heads().stream().filter(head -> head.layer() == 1 && head.induction() > 0.6))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(facts.repeats().first() - facts.repeats().second()).isGreaterThan(3);
        assertThat(facts.withoutBestInductionHead().second())
                .isGreaterThan(2 * facts.repeats().second());
        KeyComposition.Pair strongest = facts.keyComposition().pairs().stream()
                .max(Comparator.comparingDouble(KeyComposition.Pair::score))
                .orElseThrow();
        assertThat(strongest.score())
                .isGreaterThan(facts.keyComposition().chanceMean()
                        + 10 * facts.keyComposition().chanceDeviation());
        assertThat(facts.bitsPerByte()).isNotNull().isLessThan(2.5);
    }

    @Test
    @DisplayName("is refused where it is none")
    void refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelCard.fromJson("{\"facts\":3}"))
                .withMessageContaining("this is no model card");
    }
}
