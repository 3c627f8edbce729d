package hookworks.lens.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("From text to tokens and back,")
class RoundTripTest {
    private static final int TEXTS = 400;
    private static final List<String> AWKWARD = List.of(
            "\n",
            "\r\n",
            "\t",
            " ",
            "   ",
            "\u0000",
            "\u0007",
            "\u00A0",
            "\u200D",
            "\uFEFF",
            "\uFFFD",
            "e\u0301",
            "👩‍👩‍👧",
            "🇫🇷",
            "the",
            " cat",
            "'s",
            "１２",
            "שלום",
            "<|endoftext|>");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("any text stays as it is")
    @ValueSource(longs = {1, 2, 3})
    void anyText(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        try (Tokenizer tokenizer = Tokenizer.open(TokenizerJson.gpt2().write(folder))) {
            for (int text = 0; text < TEXTS; text++) {
                String original = text(random);
                assertThat(tokenizer.toString(tokenizer.toTokens(original, Bos.NONE)))
                        .isEqualTo(original);
                assertThat(tokenizer.toString(tokenizer.toTokens(original, Bos.PREPEND)))
                        .isEqualTo("<|endoftext|>" + original);
            }
        }
    }

    @Test
    @DisplayName("the strings of the tokens make up the text where each token is whole characters")
    void strings() throws IOException {
        var random = new SplittableRandom(4);
        try (Tokenizer tokenizer = Tokenizer.open(TokenizerJson.gpt2().write(folder))) {
            for (int text = 0; text < TEXTS; text++) {
                String original = random.ints(random.nextInt(1, 60), 0, 0x80)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
                List<String> strings = tokenizer.toStrTokens(original, Bos.NONE);
                assertThat(String.join("", strings)).isEqualTo(original);
                assertThat(strings).doesNotContain("");
            }
        }
    }

    @Test
    @DisplayName("threads that share a tokenizer get the same tokens as one alone")
    void threads() throws IOException {
        var random = new SplittableRandom(5);
        List<String> texts =
                IntStream.range(0, TEXTS).mapToObj(i -> text(random)).toList();
        try (Tokenizer tokenizer = Tokenizer.open(TokenizerJson.gpt2().write(folder))) {
            List<long[]> alone = texts.stream()
                    .map(text -> tokenizer.toTokens(text, Bos.PREPEND))
                    .toList();
            List<long[]> shared = texts.parallelStream()
                    .map(text -> tokenizer.toTokens(text, Bos.PREPEND))
                    .toList();
            assertThat(shared).usingRecursiveComparison().isEqualTo(alone);
        }
    }

    private static String text(SplittableRandom random) {
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(part -> random.nextBoolean()
                        ? AWKWARD.get(random.nextInt(AWKWARD.size()))
                        : Character.toString(character(random)))
                .collect(Collectors.joining());
    }

    /** Any code point but half of a surrogate pair. */
    private static int character(SplittableRandom random) {
        int any = random.nextInt(random.nextBoolean() ? 0x100 : Character.MAX_CODE_POINT + 1);
        return any >= Character.MIN_SURROGATE && any <= Character.MAX_SURROGATE ? 'x' : any;
    }
}
