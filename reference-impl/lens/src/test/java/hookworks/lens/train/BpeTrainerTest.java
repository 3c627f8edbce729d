package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A byte-level vocabulary")
class BpeTrainerTest {
    private static final BytePairs PAIRS = BpeTrainer.train(List.of(Toy.text()), 290);

    @ParameterizedTest
    @ValueSource(
            strings = {"The ship", "", " ", "  two\n\n\tblanks  ", "we’ll ∑ 🐋 naïve 123abc's", "\u0000\u00ad\u00a0"})
    @DisplayName("gives back every text byte for byte, seen before or not")
    void roundTrip(String text) {
        assertThat(PAIRS.decode(PAIRS.encode(text))).isEqualTo(text);
    }

    @Test
    @DisplayName("has exactly the size asked for, the special token last")
    void size() {
        assertThat(PAIRS.size()).isEqualTo(290);
        assertThat(PAIRS.special()).isEqualTo(289);
    }

    @Test
    @DisplayName("is the same each time it is learned from the same text, whatever the order of the texts")
    void deterministic() {
        List<String> parts = List.of("low lower lowest ", "new newer newest ", "wide wider widest ");
        BytePairs once = BpeTrainer.train(parts, 270);
        BytePairs again = BpeTrainer.train(parts.reversed(), 270);
        assertThat(again.merges()).isEqualTo(once.merges());
    }

    @Test
    @DisplayName("merges the most frequent neighbours first, and of equals those of the lower bytes")
    void order() {
        BytePairs pairs = BpeTrainer.train(List.of("zz zz zz ab cd"), 260);
        var learned = new ArrayList<String>();
        for (int id = 256; id < 259; id++) {
            learned.add(pairs.decode(id));
        }
        assertThat(learned).containsExactly("zz", " zz", " a");
    }

    @Test
    @DisplayName("makes one token of a frequent word with the space before it, and none across words")
    void words() {
        assertThat(PAIRS.decode(PAIRS.encode(" ship")[0])).isEqualTo(" ship");
        for (int id = 0; id < PAIRS.special(); id++) {
            assertThat(PAIRS.decode(id).strip()).doesNotContain(" ");
        }
    }

    @Test
    @DisplayName("says nothing for the special token and refuses ids beyond it")
    void special() {
        assertThat(PAIRS.decode('A', PAIRS.special(), 'B')).isEqualTo("AB");
        assertThatThrownBy(() -> PAIRS.decode(290)).hasMessage("token 290 is outside the vocabulary 0..289");
    }

    @Test
    @DisplayName("that is too large for its text says so")
    void tooLarge() {
        assertThatThrownBy(() -> BpeTrainer.train(List.of("ab"), 400))
                .isInstanceOf(TrainingException.class)
                .hasMessage("the text gives a vocabulary of 258 ids, not 400: use more text, or ask for fewer");
    }

    @Test
    @DisplayName("that is smaller than the bytes is refused")
    void tooSmall() {
        assertThatThrownBy(() -> BpeTrainer.train(List.of("ab"), 256))
                .hasMessage("a byte-level vocabulary has at least 257 ids, got 256");
    }
}
