package hookworks.lens.axes;

import static hookworks.lens.axes.Rearrange.rearrange;
import static hookworks.lens.axes.Reduce.reduce;
import static hookworks.lens.axes.Repeat.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Rearrange, Repeat and Reduce")
class AxisMapTest {
    private static final List<String> AXES = List.of("a", "b", "c", "d_head", "query");

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final Random random = new Random(23);

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray counting(long... shape) {
        return manager.arange((int) new Shape(shape).size())
                .toType(DataType.FLOAT32, true)
                .reshape(shape);
    }

    static List<DataType> types() {
        return NestedLoops.TYPES;
    }

    /** Axes put together at random: the text of a pattern, the shape it means, and all but one axis of each group. */
    private record Side(List<String> axes, String text, List<Long> shape, List<String> needed) {
        static Side random(List<String> axes, NestedLoops loops, Random random) {
            var words = new ArrayList<String>();
            var shape = new ArrayList<Long>();
            var needed = new ArrayList<String>();
            for (int from = 0; from < axes.size() || random.nextInt(5) == 0; ) {
                int to = Math.min(axes.size(), from + random.nextInt(4));
                List<String> group = axes.subList(from, to);
                boolean bare = group.size() == 1 && random.nextBoolean();
                words.add(bare ? group.getFirst() : group.isEmpty() ? "1" : "(" + String.join(" ", group) + ")");
                shape.add((long) loops.count(group));
                needed.addAll(group.subList(Math.min(1, group.size()), group.size()));
                from = to;
            }
            return new Side(axes, String.join(" ", words), shape, needed);
        }
    }

    private static List<String> shuffled(List<String> axes, Random random) {
        var order = new ArrayList<>(axes);
        Collections.shuffle(order, random);
        return order;
    }

    /** Compares with loops that collect what falls into each cell. */
    private void compare(
            List<String> from, List<String> to, DataType type, Application application, Reduction reduction) {
        var loops = new NestedLoops(NestedLoops.randomSizes(AXES, random));
        Side input = Side.random(shuffled(from, random), loops, random);
        Side output = Side.random(shuffled(to, random), loops, random);
        var sizes = new LinkedHashMap<String, Integer>();
        Stream.concat(input.needed().stream(), to.stream().filter(axis -> !from.contains(axis)))
                .forEach(axis -> sizes.put(axis, loops.size(axis)));
        double[] cells = loops.randomCells(from, random);
        String pattern = input.text() + " -> " + output.text();
        try (NDArray array = NestedLoops.array(manager, cells, new Shape(input.shape()), type);
                NDArray result = application.apply(array, pattern, sizes)) {
            assertThat(result.getShape()).as(pattern).isEqualTo(new Shape(output.shape()));
            double[] expected = loops.collect(input.axes(), cells, output.axes()).stream()
                    .mapToDouble(values -> reduced(values, reduction))
                    .toArray();
            double[] actual = NestedLoops.cells(result);
            assertThat(actual).as(pattern).hasSameSizeAs(expected);
            for (int cell = 0; cell < expected.length; cell++) {
                assertThat(actual[cell]).as(pattern).isCloseTo(expected[cell], within(reduction));
            }
        }
    }

    private static Offset<Double> within(Reduction reduction) {
        return Offset.offset(reduction == Reduction.MEAN ? 1e-5 : 0);
    }

    private static double reduced(List<Double> values, Reduction reduction) {
        var all = values.stream().mapToDouble(Double::doubleValue);
        return switch (reduction) {
            case MEAN -> all.average().orElseThrow();
            case SUM -> all.sum();
            case MAX -> all.max().orElseThrow();
            case MIN -> all.min().orElseThrow();
        };
    }

    private interface Application {
        NDArray apply(NDArray array, String pattern, Map<String, Integer> sizes);
    }

    private List<String> some() {
        return shuffled(AXES, random).subList(0, random.nextInt(AXES.size() + 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    @DisplayName("rearrange as nested loops do, for any grouping on both sides")
    void rearranges(DataType type) {
        for (int time = 0; time < 100; time++) {
            List<String> axes = some();
            compare(axes, axes, type, Rearrange::rearrange, Reduction.SUM);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    @DisplayName("repeat as nested loops do, along new axes anywhere")
    void repeats(DataType type) {
        for (int time = 0; time < 100; time++) {
            List<String> axes = some();
            compare(axes.subList(0, random.nextInt(axes.size() + 1)), axes, type, Repeat::repeat, Reduction.SUM);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("reduce as nested loops do, whatever axes are dropped")
    void reduces(Reduction reduction) {
        for (DataType type : NestedLoops.TYPES) {
            for (int time = 0; time < 50 && !(reduction == Reduction.MEAN && !type.isFloating()); time++) {
                List<String> axes = some();
                List<String> kept = axes.subList(0, random.nextInt(axes.size() + 1));
                compare(axes, kept, type, (array, text, sizes) -> reduce(array, text, reduction, sizes), reduction);
            }
        }
    }

    @Test
    @DisplayName("take any number of axes for an ellipsis")
    void ellipsis() {
        NDArray array = counting(2, 3, 4);
        assertThat(rearrange(array, "... a b -> ... b a")).isEqualTo(array.transpose(0, 2, 1));
        assertThat(rearrange(array, "a ... -> ... a")).isEqualTo(array.transpose(1, 2, 0));
        assertThat(rearrange(array, "a b c ... -> (...) (a b c)").getShape()).isEqualTo(new Shape(1, 24));
        assertThat(rearrange(array, "... d -> (...) d")).isEqualTo(array.reshape(6, 4));
        assertThat(repeat(array, "... d -> ... (d 2)").getShape()).isEqualTo(new Shape(2, 3, 8));
        assertThat(reduce(array, "... d -> d", Reduction.SUM)).isEqualTo(array.sum(new int[] {0, 1}));
        assertThat(reduce(array, "... d -> ...", Reduction.MAX)).isEqualTo(array.max(new int[] {2}));
    }

    @Test
    @DisplayName("take numbers for axes without a name, and sizes within the pattern")
    void numbers() {
        NDArray array = counting(4, 6);
        NDArray pooled = reduce(array, "(row 2) (column 2) -> row column", Reduction.MEAN);
        assertThat(pooled.getShape()).isEqualTo(new Shape(2, 3));
        assertThat(pooled.get(0, 0).getFloat()).isEqualTo(3.5f);
        assertThat(repeat(array, "a b -> 3 a b")).isEqualTo(array.expandDims(0).repeat(0, 3));
        assertThat(rearrange(array, "(a=2 b) c -> a b c")).isEqualTo(array.reshape(2, 2, 6));
        assertThat(repeat(array, "a b -> times=2 a b").getShape()).isEqualTo(new Shape(2, 4, 6));
    }

    @Test
    @DisplayName("Rearrange shares memory where it can, Repeat never does")
    void sharing() {
        NDArray array = counting(2, 3);
        NDArray turned = rearrange(array, "a b -> b a");
        NDArray copies = repeat(array, "a b -> a 2 b");
        NDArray one = repeat(array, "a b -> 1 a b n=1");
        array.muli(0).addi(9);
        assertThat(turned.toFloatArray()).containsOnly(9);
        assertThat(copies.toFloatArray()).containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
        assertThat(one.toFloatArray()).containsExactly(0, 1, 2, 3, 4, 5);
        copies.get("0, 0").addi(1);
        assertThat(Arrays.copyOf(copies.toFloatArray(), 6)).containsExactly(1, 2, 3, 0, 1, 2);
    }

    @Test
    @DisplayName("refuse a group that the size of the axis cannot be")
    void unsplittable() {
        NDArray array = counting(2, 24);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rearrange(array, "pos (head d_head) -> pos head d_head", Map.of("head", 7)))
                .withMessage("axis 1 of the array (2, 24) is 24, and cannot be (head d_head) as in"
                        + " [pos (head d_head)]: the sizes known are {head=7}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rearrange(array, "pos (head d_head) -> pos head d_head"))
                .withMessageContaining("give the size of 'head'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rearrange(array, "pos (a b) -> pos a b", Map.of("a", 3, "b", 4)))
                .withMessageContaining("the sizes known are {")
                .withMessageContaining("a=3")
                .withMessageContaining("b=4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rearrange(array, "pos d -> pos d", Map.of("d", 12)))
                .withMessageContaining("axis 'd' is 24 in the array (2, 24)")
                .withMessageContaining("but 12 in the sizes given");
    }

    @Test
    @DisplayName("refuse sizes of axes that are not there, and sizes below one")
    void sizes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rearrange.of("a b -> b a", Map.of("c", 2)))
                .withMessage("a size is given for axis 'c', which is not in 'a b -> b a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Repeat.of("a -> a b", Map.of("b", 0)))
                .withMessage("the size of axis 'b' must be at least 1, got 0");
    }

    @Test
    @DisplayName("Reduce refuses the mean of whole numbers, and the largest of nothing")
    void reductions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reduce(manager.arange(6), "a ->", Reduction.MEAN))
                .withMessage("the mean needs floating point, got int32: use toType first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reduce(manager.zeros(new Shape(2, 0)), "a b -> a", Reduction.MAX))
                .withMessage("no MAX of nothing: shape (2, 0)");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Rearrange | a b -> a       | axis 'b' is only in the input: Rearrange keeps every axis    | 2",
                "Rearrange | a -> a b       | axis 'b' is only in the output: Rearrange keeps every axis   | 7",
                "Rearrange | a 2 -> a       | axis '2@2' is only in the input                              | 2",
                "Rearrange | ... a -> a     | '...' is only in the input                                   | 0",
                "Rearrange | a -> ... a     | '...' is only in the output                                  | 5",
                "Rearrange | a a -> a       | axis 'a' is in [a a] twice                                   | 2",
                "Rearrange | (... a) -> a   | '...' in a group can only be written                         | 0",
                "Rearrange | (a (b c)) -> a | expected an axis or ')', found '('                           | 3",
                "Rearrange | (a b -> a b    | expected an axis or ')', found '-'                           | 5",
                "Rearrange | a b = -> a b   | expected a number from 1                                     | 6",
                "Rearrange | a, b -> a b    | expected an axis or '->', found ','                          | 1",
                "Rearrange | a b            | expected an axis or '->', found the end                      | 3",
                "Repeat    | a -> a b       | the size of axis 'b' is needed                               | 7",
                "Repeat    | a b -> a       | axis 'b' is only in the input: Repeat keeps every axis       | 2",
                "Repeat    | a -> a ...     | '...' is only in the output                                  | 7",
                "Reduce    | a -> a b       | axis 'b' is only in the output: Reduce drops axes            | 7",
                "Reduce    | a -> a ...     | '...' is only in the output                                  | 7",
            })
    @DisplayName("point at what is wrong in a pattern")
    void syntax(String kind, String pattern, String message, int mark) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    switch (kind) {
                        case "Rearrange" -> Rearrange.of(pattern);
                        case "Repeat" -> Repeat.of(pattern);
                        default -> Reduce.of(pattern, Reduction.SUM);
                    }
                })
                .withMessageStartingWith(message)
                .withMessageEndingWith("\n    %s\n    %s^", pattern, " ".repeat(mark));
    }
}
