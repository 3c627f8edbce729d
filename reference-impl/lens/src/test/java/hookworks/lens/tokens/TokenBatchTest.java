package hookworks.lens.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A batch of tokens")
class TokenBatchTest {
    private static final List<long[]> ROWS = List.of(new long[] {1, 2, 3}, new long[] {4}, new long[0]);

    @Test
    @DisplayName("is filled up on the right, and its mask tells tokens from padding")
    void right() {
        TokenBatch batch = TokenBatch.padded(ROWS, 9, PaddingSide.RIGHT);
        assertThat(batch.row(0)).containsExactly(1, 2, 3);
        assertThat(batch.row(1)).containsExactly(4, 9, 9);
        assertThat(batch.row(2)).containsExactly(9, 9, 9);
        mask(batch, 1, 1, 1, 1, 0, 0, 0, 0, 0);
    }

    @Test
    @DisplayName("is filled up on the left, and its mask tells tokens from padding")
    void left() {
        TokenBatch batch = TokenBatch.padded(ROWS, 9, PaddingSide.LEFT);
        assertThat(batch.row(0)).containsExactly(1, 2, 3);
        assertThat(batch.row(1)).containsExactly(9, 9, 4);
        assertThat(batch.row(2)).containsExactly(9, 9, 9);
        mask(batch, 1, 1, 1, 0, 0, 1, 0, 0, 0);
    }

    private static void mask(TokenBatch batch, long... expected) {
        try (var manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray tokens = batch.tokens(manager);
            NDArray mask = batch.attentionMask(manager);
            assertThat(mask.getShape()).isEqualTo(new Shape(3, 3));
            assertThat(mask.toLongArray()).containsExactly(expected);
            assertThat(tokens.getShape()).isEqualTo(new Shape(3, 3));
            assertThat(tokens.getLong(1, batch.side() == PaddingSide.LEFT ? 2 : 0))
                    .isEqualTo(4);
            assertThat(manager.getManagedArrays()).containsExactlyInAnyOrder(tokens, mask);
        }
        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.positions()).isEqualTo(3);
        assertThat(batch.length(1)).isEqualTo(1);
    }

    @Test
    @DisplayName("of texts masks padding only, though the token that pads is the one that begins them")
    void texts(@TempDir Path folder) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(TokenizerJson.gpt2().write(folder));
                var manager = NDManager.newBaseManager(Device.cpu())) {
            List<String> texts = List.of("the cat sat", "the<|endoftext|>");
            long end = tokenizer.eosTokenId();
            long the = tokenizer.toSingleToken("the");

            TokenBatch left = tokenizer.toTokens(texts, Bos.PREPEND, PaddingSide.LEFT);
            assertThat(left.row(1)).containsExactly(end, end, the, end);
            assertThat(left.attentionMask(manager).toLongArray()).containsExactly(1, 1, 1, 1, 0, 1, 1, 1);

            TokenBatch right = tokenizer.toTokens(texts, Bos.PREPEND, PaddingSide.RIGHT);
            assertThat(right.row(1)).containsExactly(end, the, end, end);
            assertThat(right.attentionMask(manager).toLongArray()).containsExactly(1, 1, 1, 1, 1, 1, 1, 0);

            assertThat(tokenizer.toTokens(texts, Bos.NONE, PaddingSide.RIGHT).row(1))
                    .containsExactly(the, end, end);
        }
    }

    @Test
    @DisplayName("does not change with the rows that it was made of or gave out")
    void copies() {
        long[] row = {1, 2};
        TokenBatch batch = TokenBatch.padded(List.of(row), 9, PaddingSide.RIGHT);
        row[0] = 5;
        batch.row(0)[1] = 5;
        assertThat(batch.row(0)).containsExactly(1, 2);
    }

    @Test
    @DisplayName("needs a row")
    void empty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenBatch.padded(List.of(), 9, PaddingSide.LEFT))
                .withMessageContaining("at least one row");
    }
}
