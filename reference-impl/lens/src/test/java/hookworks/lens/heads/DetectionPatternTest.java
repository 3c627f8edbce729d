package hookworks.lens.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A detection pattern, for the tokens 5 7 5 7 7,")
class DetectionPatternTest {
    private static final long[] TOKENS = {5, 7, 5, 7, 7};

    @Test
    @DisplayName("of the previous token is the diagonal below the main one")
    void previous() {
        assertThat(DetectionPattern.PREVIOUS_TOKEN.matrix(TOKENS)).isDeepEqualTo(new float[][] {
            {0, 0, 0, 0, 0},
            {1, 0, 0, 0, 0},
            {0, 1, 0, 0, 0},
            {0, 0, 1, 0, 0},
            {0, 0, 0, 1, 0},
        });
    }

    @Test
    @DisplayName("of duplicate tokens has every earlier copy, but not the token itself")
    void duplicates() {
        assertThat(DetectionPattern.DUPLICATE_TOKEN.matrix(TOKENS)).isDeepEqualTo(new float[][] {
            {0, 0, 0, 0, 0},
            {0, 0, 0, 0, 0},
            {1, 0, 0, 0, 0},
            {0, 1, 0, 0, 0},
            {0, 1, 0, 1, 0},
        });
    }

    @Test
    @DisplayName("of induction has what came after every earlier copy, the token itself where that came after one")
    void induction() {
        assertThat(DetectionPattern.INDUCTION.matrix(TOKENS)).isDeepEqualTo(new float[][] {
            {0, 0, 0, 0, 0},
            {0, 0, 0, 0, 0},
            {0, 1, 0, 0, 0},
            {0, 0, 1, 0, 0},
            {0, 0, 1, 0, 1},
        });
    }

    @Test
    @DisplayName("may be given, as an array that is copied or as a tensor")
    void given() {
        float[][] cells = {{1, 0}, {0.5f, 0.5f}};
        DetectionPattern pattern = DetectionPattern.given(cells);
        cells[0][0] = 9;
        pattern.matrix(new long[2])[1][1] = 9;
        assertThat(pattern.matrix(new long[2])).isDeepEqualTo(new float[][] {{1, 0}, {0.5f, 0.5f}});
        assertThat(pattern).hasToString("GIVEN[2, 2]");
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            var tensor = manager.create(new double[] {1, 0, 0.25, 0.75}, new Shape(2, 2));
            assertThat(DetectionPattern.given(tensor).matrix(new long[2]))
                    .isDeepEqualTo(new float[][] {{1, 0}, {0.25f, 0.75f}});
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DetectionPattern.given(manager.zeros(new Shape(2, 2, 2))))
                    .withMessageContaining("must be [query, key], got (2, 2, 2)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DetectionPattern.given(manager.zeros(new Shape(2, 3))))
                    .withMessageContaining("must be square, got 2 queries, and 3 keys for query 0");
        }
    }

    @Test
    @DisplayName("is refused where it is empty, not square, not finite or attends to what comes later")
    void refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DetectionPattern.given(new float[0][]))
                .withMessageContaining("got an empty one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DetectionPattern.given(new float[][] {{1, 0}, {1}}))
                .withMessageContaining("must be square, got 2 queries, and 1 keys for query 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DetectionPattern.given(new float[][] {{1, 0.5f}, {0, 1}}))
                .withMessageContaining("lower triangular")
                .withMessageContaining("got 0.5 at query 0, key 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DetectionPattern.given(new float[][] {{1, 0}, {Float.NaN, 1}}))
                .withMessageContaining("must be finite, got NaN at query 1, key 0");
    }
}
