package hookworks.lens.axes;

import static hookworks.lens.axes.Einsum.einsum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Einsum")
class EinsumTest {
    private static final List<String> AXES = List.of("a", "b", "c", "d_head", "query");

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray ones(long... shape) {
        return manager.ones(new Shape(shape));
    }

    static List<DataType> types() {
        return NestedLoops.TYPES;
    }

    /** The axes of one array, and how a pattern writes them. */
    private record Part(List<String> axes, List<Long> shape, String text) {
        /** In any order, sometimes with an ellipsis for further axes, or with an axis of size one. */
        static Part random(List<String> axes, List<String> ellipsis, NestedLoops loops, Random random) {
            boolean withEllipsis = !ellipsis.isEmpty() && random.nextBoolean();
            boolean withOne = random.nextInt(4) == 0;
            var words = new ArrayList<>(axes);
            words.addAll(withEllipsis ? List.of("...") : List.of());
            words.addAll(withOne ? List.of("1") : List.of());
            Collections.shuffle(words, random);
            var meant = new ArrayList<String>();
            var shape = new ArrayList<Long>();
            for (String word : words) {
                List<String> here = word.equals("...") ? ellipsis : word.equals("1") ? List.of() : List.of(word);
                meant.addAll(here);
                here.forEach(axis -> shape.add((long) loops.size(axis)));
                shape.addAll(word.equals("1") ? List.of(1L) : List.of());
            }
            return new Part(meant, shape, String.join(" ", words));
        }
    }

    private record Trial(NestedLoops loops, List<Part> inputs, Part output) {
        /** One to four operands, with axes that repeat; an ellipsis stands for e and f, or in some only for f. */
        static Trial random(Random random) {
            var loops = new NestedLoops(
                    NestedLoops.randomSizes(List.of("a", "b", "c", "d_head", "query", "e", "f"), random));
            var inputs = new ArrayList<Part>();
            for (int operands = random.nextInt(1, 5); operands > 0; operands--) {
                List<String> axes = random.ints(random.nextInt(4), 0, AXES.size())
                        .mapToObj(AXES::get)
                        .toList();
                inputs.add(Part.random(axes, random.nextBoolean() ? List.of("e", "f") : List.of("f"), loops, random));
            }
            List<String> used = inputs.stream()
                    .flatMap(part -> part.axes().stream())
                    .distinct()
                    .toList();
            List<String> kept = used.stream()
                    .filter(axis -> AXES.contains(axis) && random.nextBoolean())
                    .toList();
            List<String> ellipsis =
                    used.contains("e") ? List.of("e", "f") : used.contains("f") ? List.of("f") : List.of();
            return new Trial(loops, inputs, Part.random(kept, ellipsis, loops, random));
        }

        String pattern() {
            return inputs.stream().map(Part::text).collect(Collectors.joining(", ")) + " -> " + output.text();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    @DisplayName("computes what nested loops over every axis compute")
    void agreesWithLoops(DataType type) {
        var random = new Random(11);
        for (int time = 0; time < 200; time++) {
            Trial trial = Trial.random(random);
            List<double[]> cells = trial.inputs().stream()
                    .map(part -> trial.loops().randomCells(part.axes(), random))
                    .toList();
            var operands = new ArrayList<NDArray>();
            for (int place = 0; place < cells.size(); place++) {
                Shape shape = new Shape(trial.inputs().get(place).shape());
                operands.add(NestedLoops.array(manager, cells.get(place), shape, type));
            }
            try (NDArray result = Einsum.of(trial.pattern()).apply(operands.toArray(NDArray[]::new))) {
                assertThat(result.getDataType()).as(trial.pattern()).isEqualTo(type);
                assertThat(result.getShape())
                        .as(trial.pattern())
                        .isEqualTo(new Shape(trial.output().shape()));
                assertThat(NestedLoops.cells(result))
                        .as(trial.pattern())
                        .containsExactly(trial.loops()
                                .einsum(
                                        trial.inputs().stream().map(Part::axes).toList(),
                                        cells,
                                        trial.output().axes()));
            }
            operands.forEach(NDArray::close);
        }
    }

    @Test
    @DisplayName("computes attention scores as the engine does")
    void attention() {
        NDArray q = manager.randomNormal(new Shape(2, 5, 3, 4));
        NDArray k = manager.randomNormal(new Shape(2, 6, 3, 4));
        NDArray scores = einsum("batch query head d_head, batch key head d_head -> batch head query key", q, k);
        NDArray expected = q.transpose(0, 2, 1, 3).matMul(k.transpose(0, 2, 3, 1));
        assertThat(scores.getShape()).isEqualTo(new Shape(2, 3, 5, 6));
        assertThat(scores.sub(expected).abs().max().getFloat()).isLessThan(1e-5f);
    }

    @Test
    @DisplayName("never makes an array larger than the smallest order of products needs")
    void choosesSmallProducts() {
        // from the left this would pass through a b c d: 40 TB
        NDArray result = einsum("a b, c d, b c -> a d", ones(3, 2000), ones(2000, 5), ones(2000, 2000));
        assertThat(NestedLoops.cells(result)).hasSize(15).containsOnly(4e6);
        NDArray wide = einsum("row k, k column -> row column", ones(3000, 3000), ones(3000, 2));
        assertThat(NestedLoops.cells(wide)).containsOnly(3000);
    }

    @Test
    @DisplayName("sums nothing to zero")
    void emptyAxes() {
        NDArray none = einsum("a k, k b -> a b", ones(2, 0), ones(0, 3));
        assertThat(NestedLoops.cells(none)).hasSize(6).containsOnly(0);
        assertThat(einsum("a k, k b -> a b", ones(0, 2), ones(2, 3)).getShape()).isEqualTo(new Shape(0, 3));
        assertThat(einsum("i i ->", ones(0, 0)).getFloat()).isZero();
    }

    @Test
    @DisplayName("keeps int32 what is int32")
    void keepsType() {
        NDArray small = ones(2, 3).toType(DataType.INT32, true);
        assertThat(einsum("a b -> a", small).getDataType()).isEqualTo(DataType.INT32);
        assertThat(einsum("a b, a b ->", small, small).getInt()).isEqualTo(6);
    }

    @Test
    @DisplayName("takes a diagonal without touching what is off it")
    void diagonalPastNaN() {
        NDArray matrix = manager.create(new float[] {1, Float.NaN, Float.NaN, 2}, new Shape(2, 2));
        assertThat(einsum("i i -> i", matrix).toFloatArray()).containsExactly(1, 2);
    }

    @Test
    @DisplayName("names the axis, both operands and both sizes where they disagree")
    void mismatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("query d_head, key d_head -> query key", ones(3, 64), ones(5, 32)))
                .withMessage("axis 'd_head' is 32 in operand 2 (5, 32), which should be [key d_head],"
                        + " but 64 in operand 1 (3, 64)");
        assertThatIllegalArgumentException()
                .as("an axis of size one does not broadcast")
                .isThrownBy(() -> einsum("a b, a b -> a b", ones(3, 1), ones(3, 5)))
                .withMessageContaining("axis 'b' is 5 in operand 2 (3, 5)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("row row ->", ones(3, 2)))
                .withMessageContaining("axis 'row' is 2 in operand 1 (3, 2)")
                .withMessageContaining("but 3 in operand 1 (3, 2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("... a, ... b -> a b", ones(4, 3, 2), ones(5, 3, 2)))
                .withMessageContaining("axis '...[-2]' is 5 in operand 2 (5, 3, 2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("a 1 -> a", ones(3, 2)))
                .withMessageContaining("axis 1 of operand 1 (3, 2) is 2, and cannot be (1) as in [a 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("a=3, a=4 -> a", ones(3), ones(3)))
                .withMessageContaining("axis 'a' is 4 here, but 3 in the pattern");
    }

    @Test
    @DisplayName("names the operand whose number of axes is wrong")
    void rank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("a b, b c -> a c", ones(2, 3), ones(3)))
                .withMessage("operand 2 (3) has 1 axes, but [b c] needs 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("... a b -> a b", ones(2)))
                .withMessage("operand 1 (2) has 1 axes, but [... a b] needs at least 2");
    }

    @Test
    @DisplayName("refuses another number of operands, several data types, and booleans")
    void operands() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("a, b -> a b", ones(2)))
                .withMessageContaining("'a, b -> a b' takes 2 operands, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("a ->"))
                .withMessageContaining("takes 1 operands, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("a, a -> a", ones(2), ones(2).toType(DataType.INT64, true)))
                .withMessage("einsum needs one data type: operand 1 is float32, operand 2 is int64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> einsum("a -> a", ones(2).toType(DataType.BOOLEAN, true)))
                .withMessageContaining("boolean");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a b, b c -> a z | axis 'z' is in no operand                          | 14",
                "a b -> a a      | axis 'a' is in [a a] twice                         | 9",
                "a b -> ... a    | '...' is in no operand                             | 7",
                "a b             | expected an axis, ',' or '->', found the end       | 3",
                "a b) -> a       | expected an axis, ',' or '->', found ')'           | 3",
                "a -> a, b       | expected an axis or the end, found ','             | 6",
                "a -> a -> c     | expected an axis or the end, found '-'             | 7",
                "a (b c) -> a    | einsum does not split axes                         | 2",
                "a b -> (a b)    | einsum does not merge axes                         | 7",
                "a 2d -> a       | an axis name starts with a letter                  | 2",
                "... a ... -> a  | an array has at most one '...'                     | 6",
                "a _b -> a       | expected an axis, ',' or '->', found '_'           | 2",
                "a 0 -> a        | expected a number from 1                           | 2",
            })
    @DisplayName("points at what is wrong in a pattern")
    void syntax(String pattern, String message, int mark) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Einsum.of(pattern))
                .withMessageStartingWith(message)
                .withMessageEndingWith("\n    %s\n    %s^", pattern, " ".repeat(mark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b,b c->a c", "  a   b ,\n b c  -> a c ", "a b,b c-> a c"})
    @DisplayName("does not mind spaces and line ends")
    void spaces(String pattern) {
        assertThat(einsum(pattern, ones(2, 3), ones(3, 4)).getShape()).isEqualTo(new Shape(2, 4));
        assertThat(Einsum.of(pattern)).hasToString(pattern);
    }
}
