package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.parameters.ModelName;
import hookworks.lens.parameters.SeededModel;
import hookworks.lens.tokens.Bos;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A model's name")
class NamedModelTest {
    private static final SeededModel WITH_TOKENIZER = new SeededModel(SmallModel.CONFIG, 0.4, 7, OptionalInt.of(11));

    @Test
    @DisplayName("makes the bundled model, which bears it, with its tokenizer")
    void bundled() {
        try (HookedTransformer one = HookedTransformer.named(new ModelName.Bundled(), Device.cpu());
                HookedTransformer other = HookedTransformer.bundled(Device.cpu())) {
            assertThat(one.name()).contains(new ModelName.Bundled());
            assertThat(one.weights().wU().toFloatArray())
                    .containsExactly(other.weights().wU().toFloatArray());
            assertThat(one.texts().toStrTokens("the sea"))
                    .isEqualTo(other.texts().toStrTokens("the sea"));
        }
    }

    @Test
    @DisplayName("gives a seeded model a tokenizer of numbered words, whose BOS it says")
    void numbered() {
        try (HookedTransformer model = HookedTransformer.named(WITH_TOKENIZER, Device.cpu());
                NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            Texts texts = model.texts();
            NDArray tokens = texts.toTokens("t3 t36 t0", manager);
            assertThat(model.name()).contains(WITH_TOKENIZER);
            assertThat(tokens.toLongArray()).containsExactly(11, 3, 36, 0);
            assertThat(texts.toTokens("t3", Bos.NONE, manager).toLongArray()).containsExactly(3);
            assertThat(texts.tokenizer().bosTokenId()).isEqualTo(11);
            assertThat(texts.tokenizer().vocabularySize()).isEqualTo(37);
            assertThat(texts.tokenizer().toStringWithoutSpecialTokens(tokens.toLongArray()))
                    .isEqualTo("t3 t36 t0");
            assertThat(texts.toStrTokens("")).containsExactly("<bos>");
        }
    }

    @Test
    @DisplayName("is no longer borne by a copy, whose weights may be others")
    void copies() {
        try (HookedTransformer model = HookedTransformer.named(WITH_TOKENIZER, Device.cpu());
                HookedTransformer copy = model.to(DataType.FLOAT64)) {
            assertThat(copy.name()).isEmpty();
        }
    }

    @Test
    @DisplayName("is refused with a BOS outside the vocabulary")
    void badBos() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeededModel(SmallModel.CONFIG, 0.4, 7, OptionalInt.of(37)))
                .withMessageContaining("outside the vocabulary 0..36");
    }
}
