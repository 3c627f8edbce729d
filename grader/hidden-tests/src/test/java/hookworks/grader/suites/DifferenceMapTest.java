package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.DifferenceMap.Axis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The map of a difference")
final class DifferenceMapTest {
    private static final Tolerance HALF = new Tolerance(0.5, 0);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    @DisplayName("shows a matrix whole, in ninths of the largest difference, and nothing within the tolerance")
    void matrix() {
        NDArray right = manager.zeros(new Shape(2, 3));
        NDArray answered = manager.create(new float[] {0.4f, -9, 1, 0, 2.5f, 0.51f}, new Shape(2, 3));

        DifferenceMap map = map(right, answered, "layer", "head");

        assertThat(map)
                .isEqualTo(new DifferenceMap(
                        "", new Axis("layer", 2, 1), new Axis("head", 3, 1), "9.000", List.of("091", "031")));
        assertThat(map.caption()).isEqualTo("differences: layer down, head across");
    }

    @Test
    @DisplayName("takes the slice in which the first difference lies, and says which one it is")
    void slice() {
        NDArray right = manager.zeros(new Shape(2, 3, 2, 2));
        NDArray answered = right.duplicate();
        answered.set(new ai.djl.ndarray.index.NDIndex("1, 0, 1, 0"), 3f);
        answered.set(new ai.djl.ndarray.index.NDIndex("1, 2, 0, 0"), 8f);

        DifferenceMap map = map(right, answered, "batch", "head", "query", "key");

        assertThat(map.place()).isEqualTo("batch 1, head 0");
        assertThat(map.levels()).containsExactly("00", "90");
        assertThat(map.largest()).isEqualTo("3.000");
        assertThat(map.caption()).isEqualTo("differences at batch 1, head 0: query down, key across");
    }

    @Test
    @DisplayName("lays a row out from left to right")
    void row() {
        DifferenceMap map = map(manager.zeros(new Shape(3)), manager.create(new float[] {0, 1, 2}), "head");

        assertThat(map.levels()).containsExactly("059");
        assertThat(map.caption()).isEqualTo("differences: head across");
    }

    @Test
    @DisplayName("shrinks what is large to blocks, each as bad as its worst cell")
    void blocks() {
        NDArray right = manager.zeros(new Shape(3, 50));
        NDArray answered = right.duplicate();
        answered.set(new ai.djl.ndarray.index.NDIndex("2, 49"), 7f);
        answered.set(new ai.djl.ndarray.index.NDIndex("0, 2"), 7f);

        DifferenceMap map = map(right, answered, "row", "column");

        assertThat(map.across()).isEqualTo(new Axis("column", 50, 3));
        assertThat(map.levels()).containsExactly("9" + "0".repeat(16), "0".repeat(17), "0".repeat(16) + "9");
        assertThat(map.caption()).isEqualTo("differences: row down, column across, 3 to a cell");
    }

    @Test
    @DisplayName("calls a difference from infinity infinite")
    void infinite() {
        NDArray right = manager.create(new float[] {0, Float.NEGATIVE_INFINITY});

        DifferenceMap map = map(right, manager.create(new float[] {4, 1}), "key");

        assertThat(map.largest()).isEqualTo("infinite");
        assertThat(map.levels()).containsExactly("19");
    }

    @Test
    @DisplayName("is absent where the answer is a single figure, or has another shape")
    void absent() {
        assertThat(wrong(manager.create(1f), manager.create(3f)).difference()).isEqualTo(Optional.empty());
        assertThat(wrong(manager.zeros(new Shape(2)), manager.zeros(new Shape(3)), "head")
                        .difference())
                .isEqualTo(Optional.empty());
    }

    private static DifferenceMap map(NDArray right, NDArray answered, String... axes) {
        return wrong(right, answered, axes).difference().orElseThrow();
    }

    private static WrongAnswer wrong(NDArray right, NDArray answered, String... axes) {
        return catchThrowableOfType(
                WrongAnswer.class,
                () -> TensorAnswer.named("answer", answered, axes).mustEqual(right, HALF));
    }
}
