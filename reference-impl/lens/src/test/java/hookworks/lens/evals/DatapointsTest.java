package hookworks.lens.evals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("A datapoint")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatapointsTest {
    private static final List<String> TEXTS = List.of("the sea", "a small boat", "rain " + "and rain ".repeat(200));

    private final HookedTransformer model = HookedTransformer.bundled(Device.cpu());
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterAll
    void close() {
        manager.close();
        model.close();
    }

    @Test
    @DisplayName("is one of the texts, and every text has its turn; the same seed draws the same")
    void texts() {
        var one = Datapoints.ofTexts(model, TEXTS, 4);
        var same = Datapoints.ofTexts(model, TEXTS, 4);
        List<String> drawn = Stream.generate(one::sampleText).limit(60).toList();
        assertThat(drawn).hasSameElementsAs(TEXTS);
        assertThat(Stream.generate(same::sampleText).limit(60)).isEqualTo(drawn);
        assertThat(Stream.generate(Datapoints.ofTexts(model, TEXTS, 5)::sampleText)
                        .limit(60))
                .isNotEqualTo(drawn);
        assertThat(one.size()).isEqualTo(3);
    }

    @Test
    @DisplayName("becomes tokens as the model reads them, cut where its context ends")
    void tokens() {
        NDArray shortOne = Datapoints.ofTexts(model, TEXTS.subList(1, 2), 1).sampleTokens(manager);
        assertThat(shortOne).isEqualTo(model.texts().toTokens(TEXTS.get(1), manager));
        NDArray longOne = Datapoints.ofTexts(model, TEXTS.subList(2, 3), 1).sampleTokens(manager);
        assertThat(longOne.getShape()).isEqualTo(new Shape(1, 128));
        assertThat(longOne.getManager()).isSameAs(manager);
        assertThat(longOne.getLong(0, 0)).isEqualTo(2047);
    }

    @Test
    @DisplayName("may be a row of tokens, which has a text too")
    void rows() {
        long[] row = model.texts().toTokens("the sea", manager).toLongArray();
        var points = Datapoints.ofRows(model, new long[][] {row}, 1);
        row[0] = 5; // the caller's own from here on
        assertThat(points.sampleText()).isEqualTo("<|endoftext|>the sea");
        assertThat(points.sampleTokens(manager)).isEqualTo(model.texts().toTokens("the sea", manager));
        assertThat(Datapoints.ofRows(model, new long[1][200], 1)
                        .sampleTokens(manager)
                        .getShape())
                .isEqualTo(new Shape(1, 128));
    }

    @Test
    @DisplayName("cannot be drawn from nothing")
    void nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Datapoints.ofTexts(model, List.of(), 1))
                .withMessageContaining("nothing to draw from");
        assertThatIllegalArgumentException().isThrownBy(() -> Datapoints.ofRows(model, new long[0][], 1));
    }
}
