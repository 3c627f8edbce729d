package hookworks.lens.axes;

import static hookworks.lens.axes.Eindex.eindex;
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
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Eindex")
class EindexTest {
    private static final List<String> AXES = List.of("a", "b", "c");

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final Random random = new Random(31);

    @AfterEach
    void close() {
        manager.close();
    }

    static List<DataType> types() {
        return NestedLoops.TYPES;
    }

    private NDArray counting(long... shape) {
        return manager.arange((int) new Shape(shape).size()).reshape(shape);
    }

    /** One axis of the array: its own name and length, and what is looked up there, if anything is. */
    private record Axis(String name, List<String> bracket, List<Integer> indices) {
        boolean lookedUp() {
            return !AXES.contains(name);
        }

        double[] cells() {
            return indices.stream().mapToDouble(Integer::doubleValue).toArray();
        }

        String text() {
            return lookedUp() ? "[%s]".formatted(String.join(" ", bracket)) : name;
        }

        int place(NestedLoops loops, Map<String, Integer> position) {
            return lookedUp() ? indices.get(loops.cell(bracket, position)) : position.getOrDefault(name, -1);
        }
    }

    private Axis randomAxis(int number, boolean lookedUp, NestedLoops loops) {
        if (!lookedUp) {
            return new Axis(AXES.get(random.nextInt(AXES.size())), List.of(), List.of());
        }
        List<String> bracket = random.ints(random.nextInt(4), 0, AXES.size())
                .mapToObj(AXES::get)
                .toList();
        String own = "own" + number;
        List<Integer> indices =
                random.ints(loops.count(bracket), 0, loops.size(own)).boxed().toList();
        return new Axis(own, bracket, indices);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    @DisplayName("looks up what nested loops over the result look up")
    void agreesWithLoops(DataType type) {
        for (int time = 0; time < 300; time++) {
            var loops = new NestedLoops(
                    NestedLoops.randomSizes(List.of("a", "b", "c", "own0", "own1", "own2", "own3"), random));
            int dimension = random.nextInt(1, 5);
            int sure = random.nextInt(dimension);
            List<Axis> axes = IntStream.range(0, dimension)
                    .mapToObj(axis -> randomAxis(axis, axis == sure || random.nextInt(3) == 0, loops))
                    .toList();
            var output = new ArrayList<>(axes.stream()
                    .flatMap(axis -> axis.lookedUp() ? axis.bracket().stream() : List.of(axis.name()).stream())
                    .distinct()
                    .toList());
            String pattern = axes.stream().map(Axis::text).collect(Collectors.joining(" "));
            if (random.nextBoolean()) {
                Collections.shuffle(output, random);
                pattern += " -> " + String.join(" ", output);
            }
            compare(pattern, axes, output, loops, type);
        }
    }

    private void compare(String pattern, List<Axis> axes, List<String> output, NestedLoops loops, DataType type) {
        List<String> own = axes.stream().map(Axis::name).toList();
        double[] cells = loops.randomCells(own, random);
        double[] expected = new double[loops.count(output)];
        loops.forEach(output, position -> {
            int cell = 0;
            for (Axis axis : axes) {
                cell = cell * loops.size(axis.name()) + axis.place(loops, position);
            }
            expected[loops.cell(output, position)] = cells[cell];
        });
        DataType indexType = random.nextBoolean() ? DataType.INT64 : DataType.INT32;
        NDArray[] indices = axes.stream()
                .filter(Axis::lookedUp)
                .map(axis -> NestedLoops.array(manager, axis.cells(), shape(axis.bracket(), loops), indexType))
                .toArray(NDArray[]::new);
        try (NDArray array = NestedLoops.array(manager, cells, shape(own, loops), type);
                NDArray result = Eindex.of(pattern).apply(array, indices)) {
            assertThat(result.getDataType()).as(pattern).isEqualTo(type);
            assertThat(result.getShape()).as(pattern).isEqualTo(shape(output, loops));
            assertThat(NestedLoops.cells(result)).as(pattern).containsExactly(expected);
        }
    }

    private static Shape shape(List<String> axes, NestedLoops loops) {
        return new Shape(axes.stream().mapToLong(loops::size).toArray());
    }

    @Test
    @DisplayName("looks some positions further on, for as many as there are")
    void offsets() {
        NDArray logProbs = counting(2, 4, 3);
        NDArray tokens = manager.create(new long[] {7, 1, 2, 0, 7, 2, 2, 1}, new Shape(2, 4)); // 7 is never used
        NDArray next = eindex(logProbs, tokens, "batch pos [batch pos+1]");
        assertThat(next.getShape()).isEqualTo(new Shape(2, 3));
        assertThat(next.toIntArray()).containsExactly(1, 5, 6, 14, 17, 19);
        NDArray inRange = tokens.minimum(2);
        NDArray before = eindex(logProbs, inRange, "batch pos+2 [batch pos]");
        assertThat(before.toIntArray()).containsExactly(8, 10, 20, 23);
        NDArray none = eindex(logProbs, tokens, "batch pos [batch pos+4]");
        assertThat(none.getShape()).isEqualTo(new Shape(2, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eindex(logProbs, tokens, "batch pos [batch pos+5]"))
                .withMessage("axis 'pos' is 4, too short for 'pos+5'");
    }

    @Test
    @DisplayName("refuses an index that is not on its axis, instead of finding another cell")
    void outside() {
        NDArray array = counting(2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eindex(array, manager.create(new long[] {0, 3}), "row [row]"))
                .withMessage("index 3 is not on axis 1 of the array (2, 3): it has 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eindex(array, manager.create(new int[] {-1, 0}), "row [row]"))
                .withMessageContaining("index -1 is not on axis 1");
    }

    @Test
    @DisplayName("refuses arrays whose sizes, types or number do not fit")
    void arrays() {
        NDArray array = counting(2, 3);
        NDArray indices = manager.create(new long[] {0, 1, 2});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eindex(array, indices, "row [row]"))
                .withMessage("axis 'row' is 3 in array of indices 1 (3), which should be [row],"
                        + " but 2 in the array (2, 3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eindex(array, indices, "row column [row]"))
                .withMessageContaining("the array (2, 3) has 2 axes, but [row column [row]] needs 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eindex(array, indices.toType(DataType.FLOAT32, true), "row [k]"))
                .withMessage("indices are int64 or int32, got float32: use toType first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eindex(array, indices, "[row] [row]"))
                .withMessage("'[row] [row]' takes 2 arrays of indices, one for each bracket, got 1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a b              | expected an axis or '[', found the end           | 3",
                "a [b             | expected an axis or ']', found the end           | 4",
                "a [b]]           | expected an axis, '[', '->' or the end, found ']' | 5",
                "a [b+]           | expected a number from 1                         | 5",
                "a [b] -> a       | expected just the axes [a, b], in any order      | 9",
                "a [b] -> a b ... | expected just the axes [a, b], in any order      | 9",
                "a [b] -> a b c   | axis 'c' is not left of '->'                     | 13",
                "a [b] -> a b b   | axis 'b' is in [a b b] twice                     | 13",
                "a (b) [b]        | expected an axis or '[', found '('               | 2",
            })
    @DisplayName("points at what is wrong in a pattern")
    void syntax(String pattern, String message, int mark) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Eindex.of(pattern))
                .withMessageStartingWith(message)
                .withMessageEndingWith("\n    %s\n    %s^", pattern, " ".repeat(mark));
    }
}
