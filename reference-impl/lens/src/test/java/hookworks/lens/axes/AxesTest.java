package hookworks.lens.axes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check of axes")
class AxesTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final NDArray q = zeros(2, 6, 8, 64);
    private final NDArray k = zeros(2, 10, 8, 64);

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray zeros(long... shape) {
        return manager.zeros(new Shape(shape));
    }

    @Test
    @DisplayName("passes arrays that agree, and tells their sizes by name")
    void passes() {
        assertThat(Axes.check()
                        .size("head", 8)
                        .with("q", q, "batch query head=8 d_head")
                        .with("k", k, "batch key head d_head")
                        .with("flat", zeros(2, 6, 512), "batch query (head d_head)")
                        .with("mask", zeros(1, 1, 6, 10), "1 1 query key")
                        .with("rest", zeros(5, 7, 3, 64), "... 3 d_head")
                        .with("scalar", manager.create(1f), "")
                        .verify())
                .containsExactly(
                        entry("head", 8L),
                        entry("batch", 2L),
                        entry("query", 6L),
                        entry("d_head", 64L),
                        entry("key", 10L));
    }

    @Test
    @DisplayName("names the array, the axis, both sizes and both shapes where two disagree")
    void disagreement() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.check()
                        .with("q", q, "batch query head d_head")
                        .with("k", zeros(2, 10, 8, 32), "batch key head d_head")
                        .verify())
                .withMessage("axis 'd_head' is 32 in 'k' (2, 10, 8, 32), which should be [batch key head d_head],"
                        + " but 64 in 'q' (2, 6, 8, 64)");
    }

    @Test
    @DisplayName("tells a size that was fixed from one that an array had")
    void fixedSizes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.check()
                        .size("head", 12)
                        .with("q", q, "batch query head d_head")
                        .verify())
                .withMessageContaining("axis 'head' is 8 in 'q' (2, 6, 8, 64)")
                .withMessageContaining("but 12 in the sizes given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.require(q, "q", "batch query head=12 d_head"))
                .withMessageContaining("axis 'head' is 8 in 'q'")
                .withMessageContaining("but 12 in the pattern");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.require(q, "q", "batch query 12 d_head"))
                .withMessageContaining("is 8 in 'q'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.require(q, "q", "batch query 1 d_head"))
                .withMessageContaining("axis 2 of 'q' (2, 6, 8, 64) is 8, and cannot be (1)");
    }

    @Test
    @DisplayName("names the array whose number of axes is wrong")
    void rank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.require(zeros(2, 3), "pattern", "batch head query key"))
                .withMessage("'pattern' (2, 3) has 2 axes, but [batch head query key] needs 4");
        assertThatCode(() -> Axes.require(q, "q", "... d_head")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("wants an axis twice in one array to be square")
    void square() {
        assertThatCode(() -> Axes.require(zeros(3, 3), "m", "row row")).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> Axes.require(zeros(3, 4), "m", "row row"));
    }

    @Test
    @DisplayName("refuses what would check nothing: a size of no axis, a name used twice")
    void useless() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.check()
                        .size("heads", 8)
                        .with("q", q, "batch query head d_head")
                        .verify())
                .withMessage("a size is expected of axis 'heads', which is in no pattern");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.check().with("q", q, "a b c d").with("q", k, "a e c d"))
                .withMessage("two arrays are called 'q'");
    }

    @Test
    @DisplayName("points at what is wrong in a pattern")
    void syntax() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.require(q, "q", "batch, query"))
                .withMessage("expected an axis or the end, found ','\n    batch, query\n         ^");
    }
}
